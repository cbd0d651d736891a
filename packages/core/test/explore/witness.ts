import { defined } from '../../src/document/defined.js';
import type { MachineEvent } from '../../src/machine/event.js';
import type { State } from '../../src/machine/state.js';
import { ASKED } from '../../src/document/tree.js';
import type { Answer } from './answers.js';
import { startSeen } from './start-seen.js';
import type { Instance, Witness } from './world.js';

/** What the invariants remember after an event, from what the world did, not from what the reducer says it did. */
export function witness(before: Instance, event: MachineEvent, to: State, answer: Answer | undefined): Witness {
  const leaves = leaving(before, event, to, answer);
  return defined({ leaving: leaves, about: leaves && about(before, event, answer), start: startSeen(before, event, to), delivered: delivered(before, event, to, answer) });
}

const ASKS_AGAIN: readonly MachineEvent['type'][] = ['provision.requested', 'retry.requested', 'refresh.requested'];

/** From the wish, or the provider's verb, until somebody signs in again or hears that it could not be done. */
function leaving({ state, witness: { leaving: was } }: Instance, event: MachineEvent, to: State, answer: Answer | undefined): Witness['leaving'] {
  if (event.type === 'sign-out.requested') return 'for good';
  if (was !== undefined && ASKS_AGAIN.includes(event.type)) return state.tag === 'empty' || (state.tag === 'ready' && state.waiting === undefined) ? undefined : 'and comes back';
  if (signedOutBy(state, event, answer) !== undefined) return 'for good';
  const decided = event.type.startsWith('store.') || event.type === 'secrets.opened';
  if (to.tag === 'ready' && to.waiting === undefined && decided) return undefined; // the store refused, or somebody else is signed in by then
  return was;
}

/** The cloud ID at which the provider signs this account out. */
function signedOutBy(state: State, event: MachineEvent, answer: Answer | undefined): string | undefined {
  const verb = answer?.kind === 'document' && answer.variant === 'leave';
  const code = answer?.kind === 'status' && answer.status === 410;
  const own = state.tag === 'running' && state.run.refresh !== undefined && 'id' in event && event.id === state.run.steps.extprov.request;
  return (verb || code) && own ? state.run.parameters.cloudId.canonical : undefined;
}

/** Who signs out is not asked for whom. */
function about({ state, witness }: Instance, event: MachineEvent, answer: Answer | undefined): string | undefined {
  return event.type === 'sign-out.requested' ? undefined : (signedOutBy(state, event, answer) ?? witness.about);
}

/** Which variant each document of the run under way came in; a service that moved is asked again, and only that counts (R13). */
function delivered({ state, witness: { delivered: was = [] } }: Instance, event: MachineEvent, to: State, answer: Answer | undefined): Witness['delivered'] {
  if (to.tag !== 'running' && to.tag !== 'saving' && to.tag !== 'unsaved') return undefined;
  const continues = 'run' in state && state.run.id === to.run.id;
  let now = continues ? was : [];
  if (event.type === 'document.read' && event.content.kind !== 'message' && answer?.kind === 'document' && state.tag === 'running') {
    const name = ASKED.find((one) => state.run.steps[one].request === event.id);
    if (name !== undefined) now = [...now.filter(([one]) => one !== name), [name, answer.variant] as const];
  }
  const counted = now.filter(([name]) => ASKED.some((one) => one === name && to.run.steps[one].status === 'done'));
  return counted.length === 0 ? undefined : counted;
}
