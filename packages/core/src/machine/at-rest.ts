import { applyEdits } from './apply-edits.js';
import { complete } from './complete.js';
import type { EventOf, MachineEvent } from './event.js';
import { resumed } from './hold-back.js';
import { signOutByProvider } from './provider-sign-out.js';
import { inUse } from './resting.js';
import type { Ready, State } from './state.js';
import { stay, type Transition } from './transition.js';

/** After every step: what waited while something was under way is begun as soon as the machine rests, the user's edits first. */
export function atRest(before: State, transition: Transition, event: MachineEvent): Transition {
  const [moved, commands] = transition;
  if (moved.edits === undefined && moved.waiting === undefined && !isEdit(event)) return transition;
  const [edited, first] = begunEdits(asked(moved, event), before, event.at);
  const [next, second] = begunWaiting(edited, event.at);
  return [next, [...commands, ...first, ...second]];
}

function begunEdits(state: State, before: State, at: number): Transition {
  const { edits, edited = [] } = state;
  if (edits === undefined || !(state.tag === 'ready' || state.tag === 'empty' || state.tag === 'unsaved')) return stay(state);
  return applyEdits(state, edits, edited === before.edited ? [] : edited, at);
}

/** R8: the app let go. S6: what another process saved was read. Who is signed out waits for nothing. */
function begunWaiting(state: State, at: number): Transition {
  const { waiting } = state;
  if (waiting === undefined || !(state.tag === 'empty' || (state.tag === 'ready' && state.held !== true))) return stay(state);
  const running = state.tag === 'ready' ? resumed(state, waiting, at) : undefined;
  const { waiting: _dropped, ...rest } = state;
  if (running === undefined) return stay(waiting.signOut !== undefined && rest.tag === 'ready' ? untold(rest) : rest);
  return waiting.signOut === undefined ? complete(running, at) : signOutByProvider(running, waiting.signOut.message, at);
}

/** R11: nobody is told what the provider said of somebody else. */
function untold(state: Ready): Ready {
  const { failure, refreshed: _of, ...rest } = state;
  return failure?.outcome === 'O16' ? rest : state;
}

/** An edit is noted in whatever state it comes; none replaces another. */
function asked(state: State, event: MachineEvent): State {
  if (!isEdit(event)) return state;
  const { path } = event;
  const identity = inUse(state)?.profile?.identity;
  const edit = { id: state.nextId, path, tries: 0, ...('value' in event && { value: event.value }), ...(identity && { of: identity }) };
  return { ...state, nextId: state.nextId + 1, edits: [...(state.edits ?? []), edit] };
}

function isEdit(event: MachineEvent): event is EventOf<'edit.requested'> | EventOf<'edit.reverted'> {
  return event.type === 'edit.requested' || event.type === 'edit.reverted';
}
