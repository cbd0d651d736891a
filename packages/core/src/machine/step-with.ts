import type { MachineEvent } from './event.js';
import { onResting } from './on/resting.js';
import { onSigningOut } from './on/signing-out.js';
import { onStarting } from './on/starting.js';
import { onUnbegun } from './on/unbegun.js';
import type { RunRules } from './run-rules.js';
import type { State } from './state.js';
import { stay, type Transition } from './transition.js';

/** `step` with the rules of runs as they are at hand: until they are loaded nothing was sent, so nothing is answered or saved. */
export function stepWith(rulesNow: () => RunRules | undefined): (state: State, event: MachineEvent) => Transition {
  return (state, event) => {
    const rules = rulesNow();
    switch (state.tag) {
      case 'starting':
        return onStarting(state, event);
      case 'empty':
      case 'ready':
        return onResting(state, event, rules);
      case 'running':
        return rules === undefined ? onUnbegun(state, event) : rules.onRunning(state, event);
      case 'saving':
        return rules?.onSaving(state, event) ?? stay(state);
      case 'unsaved':
        return rules?.onUnsaved(state, event) ?? stay(state);
      case 'signing-out':
        return onSigningOut(state, event);
    }
  };
}
