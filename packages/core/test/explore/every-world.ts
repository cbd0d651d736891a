import type { Bounds } from './bounds.js';
import { deadEnd } from './good-end.js';
import type { Broken } from './invariants.js';
import { impure } from './pure.js';
import { staleCounts } from './stale.js';
import { NOW, type Step, type World } from './world.js';

/** More than any number of things that are due at the same moment. */
const MOST_RINGS = 8;

/** What is asked of every world, or of every so manieth where it takes long. */
export function everyWorld(bounds: Bounds, sample: { readonly deadEnd: number; readonly pure: number }) {
  return (world: World, step: Step, number: number): Broken | undefined => {
    for (const instance of world.instances) {
      const stale = staleCounts(instance, step);
      if (stale !== undefined) return { invariant: 'INV-6', why: stale };
      const busy = rings(instance.state, step);
      if (busy !== undefined) return { invariant: 'INV-11', why: busy };
    }
    const stuck = number % sample.deadEnd === 0 ? deadEnd(world, step) : undefined;
    if (stuck !== undefined) return { invariant: 'INV-5', why: stuck };
    const mixed = number % sample.pure === 0 ? impure(world, step, bounds) : undefined;
    return mixed === undefined ? undefined : { invariant: 'INV-12', why: mixed };
  };
}

/** INV-11: a timer that rings again and again at the same moment soon changes nothing more. */
function rings(state: World['instances'][number]['state'], step: Step): string | undefined {
  let now = state;
  for (let ring = 0; ring < MOST_RINGS; ring += 1) {
    const [next] = step(now, { type: 'clock.reached', at: NOW });
    if (next === now) return undefined;
    now = next;
  }
  return `its timer rings for ever in ${state.tag}`;
}
