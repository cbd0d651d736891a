import type { MachineEvent } from './event.js';
import { sameParameters } from './same-parameters.js';
import type { Running } from './state.js';
import { stay, type Transition } from './transition.js';

/** Ends a run because of a person's wish, without blame. */
export type Abandon = (state: Running, why: 'run.cancelled' | 'run.replaced', at: number) => Transition;

/** What a person may want while a run is under way (F8, R12); `undefined` for every other event. */
export function onRunWish(state: Running, event: MachineEvent, abandon: Abandon): Transition | undefined {
  switch (event.type) {
    case 'provision.requested': {
      if (state.run.refresh === undefined && sameParameters(state.run.parameters, event.parameters)) return stay(state); // F8: joins
      const after = { wish: 'provision', run: state.nextId, parameters: event.parameters } as const;
      return abandon({ ...state, after }, 'run.replaced', event.at); // `begin` takes the id out of use
    }
    case 'cancel.requested':
      return abandon(state, 'run.cancelled', event.at);
    case 'sign-out.requested':
      return abandon({ ...state, after: { wish: 'sign-out' } }, 'run.cancelled', event.at); // R12
    default:
      return undefined;
  }
}
