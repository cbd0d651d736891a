import type { MachineEvent } from './event.js';
import { applyEdits } from './apply-edits.js';
import { inUse } from './resting.js';
import type { State } from './state.js';
import type { Transition } from './transition.js';

/** After every step: the user's edits wait in their order while something is under way, and are begun as soon as the machine rests. */
export function atRest(before: State, [moved, commands]: Transition, event: MachineEvent): Transition {
  const state = asked(moved, event);
  const { edits, edited = [] } = state;
  if (edits === undefined || !(state.tag === 'ready' || state.tag === 'empty' || state.tag === 'unsaved')) return [state, commands];
  const [next, more] = applyEdits(state, edits, edited === before.edited ? [] : edited, event.at);
  return [next, [...commands, ...more]];
}

/** An edit is noted in whatever state it comes; none replaces another. */
function asked(state: State, event: MachineEvent): State {
  if (event.type !== 'edit.requested' && event.type !== 'edit.reverted') return state;
  const { path } = event;
  const identity = inUse(state)?.profile?.identity;
  const edit = { id: state.nextId, path, tries: 0, ...('value' in event && { value: event.value }), ...(identity && { of: identity }) };
  return { ...state, nextId: state.nextId + 1, edits: [...(state.edits ?? []), edit] };
}
