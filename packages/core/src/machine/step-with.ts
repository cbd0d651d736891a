import type { MachineEvent } from './event.js';
import { onResting } from './on/resting.js';
import { onRunning, type OnAnswer } from './on/running.js';
import { onSaving } from './on/saving.js';
import { onSigningOut } from './on/signing-out.js';
import { onStarting } from './on/starting.js';
import { onUnsaved } from './on/unsaved.js';
import type { State } from './state.js';
import type { Transition } from './transition.js';

/** `step` with the rules for answers handed in: until they are loaded nothing was asked, so nothing is answered. */
export function stepWith(onAnswer: OnAnswer): (state: State, event: MachineEvent) => Transition {
  return (state, event) => {
    switch (state.tag) {
      case 'starting':
        return onStarting(state, event);
      case 'empty':
      case 'ready':
        return onResting(state, event);
      case 'running':
        return onRunning(state, event, onAnswer);
      case 'saving':
        return onSaving(state, event);
      case 'unsaved':
        return onUnsaved(state, event);
      case 'signing-out':
        return onSigningOut(state, event);
    }
  };
}
