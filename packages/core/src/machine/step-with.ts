import { isWorthSaving, keptOf } from './book.js';
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
    const moved = stepBy(rules, state, event);
    const [next, commands] = rules?.atRest(state, moved, event) ?? moved;
    const known = (event.type === 'store.loaded' ? event.book : undefined) ?? state.book; // what was read is not written back
    return [next, isWorthSaving(known, next.book) ? [...commands, { type: 'book.save', book: keptOf(next.book) }] : commands];
  };
}

function stepBy(rules: RunRules | undefined, state: State, event: MachineEvent): Transition {
    if (event.type === 'hold.changed') return stay((state.held ?? false) === event.held ? state : { ...state, held: event.held }); // R8
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
      case 'editing':
        return rules?.onEditing(state, event) ?? stay(state);
      case 'signing-out':
        return onSigningOut(state, event);
    }
}
