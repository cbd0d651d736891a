import { same } from '../../src/document/same.js';
import type { Bounds } from './bounds.js';
import { acting } from './carry-out.js';
import { make, movesOf } from './moves.js';
import type { Step, World } from './world.js';

/** INV-12: whatever may happen next is taken with frozen inputs, and once more from a state that went through JSON. */
export function impure(world: World, step: Step, bounds: Bounds): string | undefined {
  let why: string | undefined;
  const twice: Step = (state, event) => {
    const copy = JSON.parse(JSON.stringify(state)) as typeof state;
    const next = step(frozen(state), frozen(event));
    if (!same(JSON.parse(JSON.stringify(step(copy, event))), JSON.parse(JSON.stringify(next)))) why ??= `${event.type} in ${state.tag} does something else after JSON`;
    return next;
  };
  try {
    for (const move of movesOf(world, bounds)) make(move, world, acting(twice));
  } catch (error) {
    return `an input is changed: ${String(error)}`;
  }
  return why;
}

export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
