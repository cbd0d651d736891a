import { defined } from '../../document/defined.js';
import { problem, type Problem, type EarlyProblemCode } from '../../document/problem.js';
import { decodeGeneration, type Decoded } from '../../store/text.js';
import type { EventOf, MachineEvent, StorageTrouble } from '../event.js';
import { ALL_WAITING } from '../progress.js';
import { always, resting } from '../resting.js';
import { started } from '../started.js';
import { settle, wishFor } from '../settle.js';
import type { Always, Failure, Starting } from '../state.js';
import { stay, type Transition } from '../transition.js';

/** The store is being read. */
export function onStarting(state: Starting, event: MachineEvent): Transition {
  switch (event.type) {
    case 'store.loaded':
      return onLoaded(state, event);
    case 'store.unreadable':
      return onUnreadable(state, event);
    case 'secrets.opened': {
      const { secretsLost: _found, ...base } = always(state);
      return settle(started(resting(base, state.restored, state.failure), event.at), event.at);
    }
    case 'secrets.failed': {
      const lost = problem('secrets.unavailable', { cause: event.trouble.cause });
      return settle(resting({ ...always(state), secretsLost: true }, state.restored, state.failure ?? failureOf(lost, event.at)), event.at);
    }
    case 'provision.requested':
    case 'sign-out.requested':
    case 'cancel.requested':
      return wishFor(state, event);
    case 'clock.reached': // the rules of trials are there, or can't be had: better with what is on trial than not at all
      return state.unopened === undefined ? stay(state) : open(always(state), state.unopened, state.failure, event.at);
    default:
      return stay(state);
  }
}

/** The newest generation that is whole is used; damage is reported, never a crash and never silence (S2). */
function onLoaded(state: Starting, event: EventOf<'store.loaded'>): Transition {
  const { generations, at } = event;
  let trouble: Problem | undefined;
  let found: Decoded | undefined;
  for (const stored of generations) {
    const decoded = decodeGeneration(stored);
    if (decoded.ok) {
      found = decoded.value;
      break;
    }
    trouble ??= decoded.problem;
  }
  const base = identified(state, event);
  const known = defined({
    ...base,
    installId: found?.generation.installId ?? base.installId,
    book: event.book ?? base.book,
    stored: generations[0]?.number ?? base.stored,
    blocked: trouble?.code === 'storage.newer-format' ? trouble : base.blocked, // S5
  });
  const failure = state.failure ?? (trouble && failureOf(trouble, at));
  const { generation } = found ?? {};
  if (generation !== undefined && generation.profile === undefined && generations.length > 1 && trouble === undefined) {
    // A sign-out that was cut off after its commit is finished now (R12); what failed meanwhile may still be tried again (S6).
    return [defined({ ...known, tag: 'signing-out', next: generation, committed: true, conflicts: 0, farewell: failure }), [{ type: 'store.forget' }]];
  }
  if (found?.generation.profile?.trial && known.settings.trial) {
    return [defined({ ...known, tag: 'starting', restored: generation, failure, unopened: found }), []]; // R10: its rules come first
  }
  return open(known, found, failure, at);
}

function open(known: Always, found: Decoded | undefined, failure: Failure | undefined, at: number): Transition {
  const { generation, sealed } = found ?? {};
  if (generation === undefined || sealed === undefined) return settle(started(resting(known, generation, failure), at), at);
  return [defined({ ...known, tag: 'starting', restored: generation, failure }), [{ type: 'secrets.open', sealed, number: generation.number }]];
}

/** Not the same as empty: saving now could destroy what cannot be read, so the next submit reads again first. */
function onUnreadable(state: Starting, event: EventOf<'store.unreadable'>): Transition {
  const unreadable = storageProblem(event.trouble);
  const { after, ...kept } = identified(state, event);
  const base = { ...kept, blocked: unreadable };
  const failure = failureOf(unreadable, event.at);
  if (after?.wish !== 'provision') return [resting(base, state.restored, failure), []];
  const ended = { run: after.run, problem: unreadable, steps: ALL_WAITING, progress: 0 };
  return [resting({ ...base, ended }, state.restored, { ...failure, parameters: after.parameters }), []];
}

/** The installation's id is made once (W6): what is known stays, also when the store was emptied meanwhile. */
function identified(state: Starting, { entropy }: { readonly entropy: string }): Always {
  const base = always(state);
  return base.installId === '' ? { ...base, installId: entropy } : base;
}

function failureOf(why: Problem, at: number): Failure {
  return { problem: why, at, outcome: 'O13' };
}

const CODES: { readonly [reason in StorageTrouble['reason']]: EarlyProblemCode } = {
  full: 'storage.full',
  denied: 'storage.denied',
  locked: 'storage.locked',
  lost: 'secrets.unavailable',
  failed: 'storage.failed',
};

/** What the store's word means for the person (O13). */
export function storageProblem(trouble: StorageTrouble): Problem {
  return problem(CODES[trouble.reason], { cause: trouble.cause });
}
