import { defined } from '../../document/defined.js';
import { problem } from '../../document/problem.js';
import { MOST_CONFLICTS } from '../../policy/limits.js';
import type { MachineEvent } from '../event.js';
import { readAgain } from '../read-again.js';
import { always, resting } from '../resting.js';
import { settle, wishFor, withoutWish } from '../settle.js';
import type { SigningOut } from '../state.js';
import { stay, type Transition } from '../transition.js';
import { storageProblem } from './starting.js';

/** R12: commit an empty generation, then remove everything else. */
export function onSigningOut(state: SigningOut, event: MachineEvent): Transition {
  switch (event.type) {
    case 'store.committed':
      if (event.number !== state.next.number) return stay(state);
      return [{ ...state, committed: true, stored: event.number }, [{ type: 'store.forget' }]];
    case 'store.forgotten':
      return state.committed ? settle(resting(always(state), state.next, state.farewell), event.at) : stay(state);
    case 'store.refused': {
      const why = storageProblem(event.trouble);
      // Once the signed-out generation stands nobody is signed in any more; what is left is removed at the next start.
      const generation = state.committed ? state.next : state.before;
      return settle(resting(always(state), generation, { problem: why, outcome: 'O13', at: event.at }), event.at);
    }
    case 'store.conflicted': {
      if (state.conflicts >= MOST_CONFLICTS) {
        return settle(resting(always(state), state.before, { problem: problem('storage.conflict'), outcome: 'O13', at: event.at }), event.at);
      }
      // Another process saved meanwhile: what it saved is read and signed out as well.
      return readAgain(always(state), { before: state.before, after: defined({ wish: 'sign-out', conflicts: state.conflicts + 1, farewell: state.farewell }) });
    }
    case 'provision.requested':
    case 'cancel.requested':
      return wishFor(state, event);
    case 'sign-out.requested':
      return stay(withoutWish(state)); // the last wish wins, and it is under way
    default:
      return stay(state);
  }
}
