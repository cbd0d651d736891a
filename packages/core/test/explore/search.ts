import { step as realStep } from '../../src/machine/step.js';
import type { Bounds } from './bounds.js';
import { canonical } from './canonical.js';
import { acting, type Acting } from './carry-out.js';
import { brokenBy, brokenByMove, type Broken } from './invariants.js';
import { make, movesOf } from './moves.js';
import { createSeenSet } from './seen-set.js';
import { startOf } from './starts.js';
import { readable } from './trace.js';
import type { Seen, Step, World } from './world.js';

export interface Found {
  /** Different worlds after canonicalisation. */
  readonly states: number;
  readonly transitions: number;
  /** The longest shortest way to a world, in moves. */
  readonly depth: number;
  readonly ms: number;
  /** Everything within the bounds was seen. */
  readonly closed: boolean;
  readonly broken?: Broken & { readonly trace: readonly string[] };
}

interface Node {
  readonly world: World;
  readonly number: number;
}

export interface Watching {
  readonly step?: Step;
  /** What is asked of every world besides the invariants of each step; a sentence where it does not hold. */
  readonly onWorld?: (world: World, step: Step, number: number) => Broken | undefined;
}

/** Breadth first, so that the first trace that breaks an invariant is a shortest one. */
export function search(bounds: Bounds, { step = realStep, onWorld }: Watching = {}): Found {
  const started = Date.now();
  const seenSet = createSeenSet();
  const parents: number[] = [-1];
  const labels: string[] = [''];
  let transitions = 0;
  let depth = 0;
  const start = startOf(bounds, step);
  let level: Node[] = [{ world: start, number: seenSet.add(canonical(start)) }];
  const end = (closed: boolean, broken?: Found['broken']): Found => ({ states: seenSet.size(), transitions, depth, ms: Date.now() - started, closed, ...(broken && { broken }) });
  const traceTo = (number: number): string[] => (number <= 0 ? [] : [...traceTo(parents[number] ?? 0), labels[number] ?? '']);

  while (level.length > 0) {
    const next: Node[] = [];
    for (const { world, number } of level) {
      const stuck = onWorld?.(world, step, number);
      if (stuck !== undefined) return end(false, { ...stuck, trace: readable(bounds, step, traceTo(number)) });
      for (const move of movesOf(world, bounds)) {
        const doing: Acting = acting(step);
        const after = make(move, world, doing);
        transitions += 1;
        const broken = firstBroken(doing.seen) ?? brokenByMove(world, after);
        if (broken !== undefined) return end(false, { ...broken, trace: readable(bounds, step, [...traceTo(number), move.label]) });
        const known = seenSet.add(canonical(after));
        if (known < 0) continue;
        parents.push(number);
        labels.push(move.label);
        next.push({ world: after, number: known });
      }
      if (seenSet.size() >= bounds.states) return end(false);
    }
    level = next;
    if (level.length > 0) depth += 1;
  }
  return end(true);
}

function firstBroken(seen: readonly Seen[]): Broken | undefined {
  for (const one of seen) {
    const broken = brokenBy(one);
    if (broken !== undefined) return broken;
  }
  return undefined;
}
