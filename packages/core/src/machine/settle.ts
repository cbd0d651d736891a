import { begin } from './begin.js';
import { always } from './resting.js';
import { signOut } from './sign-out.js';
import type { After, Resting, State } from './state.js';
import type { Transition } from './transition.js';

/** The store is free again: a wish that waited for it is begun now. */
export function settle(state: Resting, at: number): Transition {
  const { after, ...free } = state;
  if (after === undefined) return [state, []];
  return after.wish === 'sign-out' ? signOut(free, at, after.conflicts) : begin(free, after.parameters, at, after.run);
}

/** Keeps a wish until the store is free; a later wish replaces it. */
export function wishFor<S extends State>(state: S, after: After): Transition {
  const base = { ...state, after };
  return [after.wish === 'provision' ? { ...base, nextId: always(state).nextId + 1 } : base, []];
}
