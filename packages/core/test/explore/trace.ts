import type { Bounds } from './bounds.js';
import { acting } from './carry-out.js';
import { make, movesOf } from './moves.js';
import { startOf } from './starts.js';
import type { Step, World } from './world.js';

/** One line a move: what happened, and in which state it left each process. */
export function readable(bounds: Bounds, step: Step, labels: readonly string[]): readonly string[] {
  let world = startOf(bounds, step);
  const lines: string[] = [];
  for (const label of labels) {
    const move = movesOf(world, bounds).find((one) => one.label === label);
    if (move === undefined) return [...lines, `${label} (not offered)`];
    world = make(move, world, acting(step));
    lines.push(`${label} -> ${shown(world)}`);
  }
  return lines;
}

function shown({ instances, store }: World): string {
  const tags = instances.map(({ state }) => state.tag).join(' + ');
  return `${tags}; stored ${store.generations.map(({ generation, damaged }) => `${generation.number}${damaged === true ? ' (damaged)' : generation.profile === undefined ? ' (signed out)' : ''}`).join(', ') || 'nothing'}`;
}
