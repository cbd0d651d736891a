import { problem, type Problem } from '../../document/problem.js';
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
    case 'store.refused':
      return cutOff(state, storageProblem(event.trouble), event.at);
    case 'store.conflicted': {
      const { said, before, farewell, conflicts } = state;
      if (conflicts >= MOST_CONFLICTS) return cutOff(state, problem('storage.conflict'), event.at);
      // Another process saved meanwhile. The person's wish is for whatever it saved, the provider's word only for whom it is about.
      if (said === undefined) return readAgain(always(state), { before, after: { wish: 'sign-out', conflicts: conflicts + 1 } });
      return readAgain({ ...always(state), waiting: said }, { before, after: state.after, failure: farewell });
    }
    case 'provision.requested':
    case 'cancel.requested':
      return wishFor(state, event);
    case 'sign-out.requested': {
      const { said: _sooner, ...wished } = withoutWish(state);
      return stay(wished); // the last wish wins, and it is under way
    }
    default:
      return stay(state);
  }
}

/** Once the signed-out generation stands nobody is signed in any more; what is left is removed at the next start. */
function cutOff(state: SigningOut, why: Problem, at: number): Transition {
  return settle(resting(always(state), state.committed ? state.next : state.before, { problem: why, outcome: 'O13', at }), at);
}
