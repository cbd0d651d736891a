import { begin } from '../begin.js';
import type { MachineEvent } from '../event.js';
import { always, resting } from '../resting.js';
import { sameParameters } from '../same-parameters.js';
import { signOut } from '../sign-out.js';
import type { Unsaved } from '../state.js';
import { stay, type Transition } from '../transition.js';
import { saveAgain } from './saving.js';

/** The store refused; everything else is done (O13). */
export function onUnsaved(state: Unsaved, event: MachineEvent): Transition {
  const before = resting(always(state), state.before);
  switch (event.type) {
    case 'retry.requested':
      return saveAgain(state);
    case 'provision.requested':
      if (sameParameters(state.run.parameters, event.parameters)) return saveAgain(state);
      return begin(before, event.parameters, event.at, state.nextId);
    case 'cancel.requested':
      return stay(before);
    case 'sign-out.requested':
      return signOut(before, event.at);
    default:
      return stay(state);
  }
}
