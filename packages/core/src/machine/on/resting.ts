import { begin } from '../begin.js';
import type { MachineEvent } from '../event.js';
import { signOut } from '../sign-out.js';
import type { Resting } from '../state.js';
import { stay, type Transition } from '../transition.js';

/** Nothing is under way: signed in or not. */
export function onResting(state: Resting, event: MachineEvent): Transition {
  switch (event.type) {
    case 'provision.requested':
      return begin(state, event.parameters, event.at, state.nextId);
    case 'retry.requested': {
      const parameters = state.failure?.parameters;
      return parameters === undefined ? stay(state) : begin(state, parameters, event.at, state.nextId);
    }
    case 'sign-out.requested':
      return signOut(state, event.at);
    default:
      return stay(state);
  }
}
