import { ASKED } from '../../document/tree.js';
import { begin } from '../begin.js';
import { allFailures, dueOf, withinReach } from '../book.js';
import { FIRST_RUN_TRIES } from '../../policy/retry.js';
import type { MachineEvent } from '../event.js';
import type { RunRules } from '../run-rules.js';
import { signOut } from '../sign-out.js';
import type { Ready, Resting } from '../state.js';
import { stay, type Transition } from '../transition.js';

/** Nothing is under way: signed in or not. */
export function onResting(state: Resting, event: MachineEvent, rules: RunRules | undefined): Transition {
  switch (event.type) {
    case 'provision.requested':
      return begin(state, event.parameters, event.at, state.nextId);
    case 'retry.requested': {
      const parameters = state.failure?.parameters;
      return parameters === undefined ? stay(state) : begin(state, parameters, event.at, state.nextId);
    }
    case 'sign-out.requested':
      return signOut(state, event.at);
    case 'cancel.requested':
      return stay(state.failure === undefined ? state : { ...state, failure: { ...state.failure, spent: true } }); // F8: nothing begins by itself any more
    case 'refresh.requested': {
      const { by, only = ASKED, resetCache } = event;
      return state.tag === 'ready' && rules ? rules.refresh(state, { by, documents: only, resetCache }, event.at) : stay(state);
    }
    case 'network.returned':
      return onNetwork(state, event.at, rules);
    case 'clock.reached':
      return state.tag === 'ready' ? onClock(state, event.at, rules) : stay(state);
    default:
      return stay(state);
  }
}

/** F11: a submit that failed for want of a network begins again by itself, as often as R6 lets it, and not where a PIN may be spent. */
function onNetwork(state: Resting, at: number, rules: RunRules | undefined): Transition {
  const { outcome, returns = 0, parameters, spent } = state.failure ?? {};
  if (outcome !== 'O3' || parameters === undefined || spent === true || returns >= FIRST_RUN_TRIES) return state.tag === 'ready' ? onClock(state, at, rules) : stay(state);
  return begin(state, parameters, at, state.nextId, returns + 1);
}

/** All that is due is asked for together (R13). A clock that jumped back brings the due times with it (R7). */
function onClock(state: Ready, at: number, rules: RunRules | undefined): Transition {
  const { book, generation } = state;
  const known = dueOf(book, generation);
  const due = withinReach(known, at, allFailures(book, generation.number));
  const next: Ready = due === known ? state : { ...state, book: { ...book, generation: generation.number, due } };
  const documents = due.filter((one) => one.at !== undefined && one.at <= at).map(({ document }) => document);
  return documents.length === 0 || rules === undefined ? stay(next) : rules.refresh(next, { by: 'schedule', documents }, at);
}
