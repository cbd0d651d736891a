import type { MachineEvent } from './event.js';
import { onResting } from './on/resting.js';
import { onRunning } from './on/running.js';
import { onSaving } from './on/saving.js';
import { onSigningOut } from './on/signing-out.js';
import { onStarting } from './on/starting.js';
import { onUnsaved } from './on/unsaved.js';
import type { State } from './state.js';
import type { Transition } from './transition.js';

/**
 * The whole behaviour: what one fact does to the state, and what is then asked of the world. Total; never throws, never
 * mutates; the same state and event always give the same answer. An event that nobody awaits changes nothing.
 */
export function step(state: State, event: MachineEvent): Transition {
  switch (state.tag) {
    case 'starting':
      return onStarting(state, event);
    case 'empty':
    case 'ready':
      return onResting(state, event);
    case 'running':
      return onRunning(state, event);
    case 'saving':
      return onSaving(state, event);
    case 'unsaved':
      return onUnsaved(state, event);
    case 'signing-out':
      return onSigningOut(state, event);
  }
}
