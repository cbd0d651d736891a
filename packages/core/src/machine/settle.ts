import { problem } from '../document/problem.js';
import { begin } from './begin.js';
import type { EventOf } from './event.js';
import { ALL_WAITING } from './progress.js';
import { sameParameters } from './same-parameters.js';
import { signOut } from './sign-out.js';
import type { Ended, Resting, State } from './state.js';
import type { Transition } from './transition.js';

/** The store is free again: a wish that waited for it is begun now. */
export function settle(state: Resting, at: number): Transition {
  const { after, ...free } = state;
  if (after === undefined) return [state, []];
  return after.wish === 'sign-out' ? signOut(free, at, after.conflicts) : begin(free, after.parameters, at, after.run);
}

/**
 * Keeps a wish until the store is free. The last wish wins; the same submit again joins the one that waits (F8).
 */
export function wishFor<S extends State>(state: S, event: WishEvent): Transition {
  const { after } = state;
  switch (event.type) {
    case 'provision.requested': {
      if (after?.wish === 'provision' && sameParameters(after.parameters, event.parameters)) return [state, []];
      return [{ ...state, nextId: state.nextId + 1, after: { wish: 'provision', run: state.nextId, parameters: event.parameters } }, []];
    }
    case 'sign-out.requested':
      return [{ ...state, after: { wish: 'sign-out' } }, []];
    case 'cancel.requested': {
      if (after?.wish !== 'provision') return [state, []];
      const ended: Ended = { run: after.run, problem: problem('run.cancelled'), steps: ALL_WAITING, progress: 0 };
      return [{ ...withoutWish(state), ended }, []];
    }
  }
}

/** The wish that waits is no longer one. */
export function withoutWish<S extends State>(state: S): S {
  const { after: _dropped, ...kept } = state;
  return kept as S;
}

type WishEvent = EventOf<'provision.requested'> | EventOf<'sign-out.requested'> | EventOf<'cancel.requested'>;
