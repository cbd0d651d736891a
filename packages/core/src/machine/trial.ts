import { defined } from '../document/defined.js';
import { laterProblem } from '../document/later-problem.js';
import { same } from '../document/same.js';
import type { Generation, SavedProfile } from '../store/generation.js';
import { forAnother, forEdited } from './book.js';
import type { EventOf, MachineEvent } from './event.js';
import { failedStarts } from './failed-starts.js';
import { onStarting, storageProblem } from './on/starting.js';
import { ALL_WAITING } from './progress.js';
import { readAgain } from './read-again.js';
import { always } from './resting.js';
import { rolledBack } from './roll-back.js';
import { settle } from './settle.js';
import { started } from './started.js';
import type { Always, Failure, Ready, Refreshed, Starting, State } from './state.js';
import type { Transition } from './transition.js';
import { FAILED_STARTS, trialStarted } from './trial-start.js';
import { watchTrial } from './watch-trial.js';

/** After everything else that a step did: what it means to what is on trial (R10). */
export function onTrial(before: State, event: MachineEvent, moved: Transition): Transition {
  const [next, commands] = moved;
  if (next.settings.trial === undefined) return moved;
  const unopened = next.tag === 'starting' && next.unopened !== undefined;
  const [opened, more] = unopened ? onStarting(next, { type: 'clock.reached', at: event.at }) : (saved(moved, event) ?? [next, []]);
  const isRead = unopened || (before.tag === 'starting' && before.unopened !== undefined);
  const seen = watchTrial(before, event, isRead ? trialStarted(opened) : opened);
  const [decided, last] = decide(before, seen, event.at) ?? [seen, []];
  return [decided, [...commands, ...more, ...last]];
}

/**
 * A trial is over as soon as nothing else is under way: enough starts count against it and there is something to go back to, or it is
 * confirmed. Where nothing can be saved, or not whole, it goes on.
 */
function decide(before: State, state: State, at: number): Transition | undefined {
  if (state.tag !== 'ready' || state.blocked !== undefined || state.secretsLost === true) return undefined;
  const { generation, watch, book } = state;
  const live = before.tag !== 'starting' || before.live === true; // else nobody has seen it yet, and nobody will
  const { profile } = generation;
  if (profile?.trial === undefined) return undefined;
  const { trial, ...confirmed } = profile;
  const { fallback } = trial;
  if (fallback !== undefined && failedStarts(book, trial.of) >= FAILED_STARTS) return commit(state, rolledBack(profile, fallback, book, at), live, at);
  return watch?.judged === true ? commit(state, confirmed, live, at) : undefined;
}

function commit(state: Ready, profile: SavedProfile, live: boolean, at: number): Transition {
  const { generation, failure, stored } = state;
  const verdict: Generation = { ...generation, number: (stored ?? 0) + 1, savedAt: at, profile };
  const saving: Starting = defined({ ...always(state), tag: 'starting', restored: generation, failure, verdict, live: live || undefined });
  return [saving, [{ type: 'store.commit', generation: verdict, expected: stored }]];
}

/** What became of such a commit. */
function saved([state]: Transition, event: MachineEvent): Transition | undefined {
  if (state.tag !== 'starting' || state.verdict === undefined) return undefined;
  const { verdict: next } = state;
  switch (event.type) {
    case 'store.committed':
      return event.number === next.number ? settle(committed(state, next, event.at), event.at) : undefined;
    case 'store.conflicted':
      return readAgain(always(state), { before: state.restored, after: state.after, failure: state.failure }); // S6
    case 'store.refused':
      return settle(refused(state, next, event), event.at);
    default:
      return undefined;
  }
}

function committed(state: Starting, next: Generation, at: number): Ready {
  const { trial: _over, ...book } = state.book;
  const { restored = next } = state;
  const base = { ...always(state), stored: next.number };
  if (!comesBack(restored, next)) return ready({ ...base, book: forEdited(book, restored, next.number) }, next, state.failure);
  const { quarantinedAt: _before, ...kept } = book;
  return started(ready({ ...base, book: forAnother(kept), ...putBack(state, next, at) }, next, state.failure), at) as Ready;
}

/** What was decided, whatever was said while it was being saved: only what comes back begins a quarantine. */
function comesBack(restored: Generation, verdict: Generation): boolean {
  return !same(restored.profile?.quarantine, verdict.profile?.quarantine);
}

/** O13: a confirmation can be said again. What failed is not used again: what works is in use from memory, and the next start saves it. */
function refused(state: Starting, next: Generation, { trouble, at }: EventOf<'store.refused'>): Ready {
  const failure: Failure = { problem: storageProblem(trouble), outcome: 'O13', at };
  const { watch: { judged: _said, ...watch } = {}, ...rest } = always(state);
  const base = { ...rest, watch };
  const { restored = next } = state;
  if (!comesBack(restored, next)) return ready(base, restored, failure);
  return started(ready({ ...base, ...putBack(state, next, at) }, { ...next, number: restored.number }, failure), at) as Ready;
}

function ready(base: Always, generation: Generation, failure: Failure | undefined): Ready {
  return defined({ ...base, tag: 'ready', generation, failure });
}

/** The state says so, as if it were a refresh that failed. */
function putBack({ nextId }: Always, { profile }: Generation, at: number): Pick<Always, 'nextId' | 'refreshed'> {
  const document = profile?.quarantine?.documents[0]?.document;
  const refreshed: Refreshed = { run: nextId, by: 'schedule', at, result: 'failed', steps: ALL_WAITING, problem: laterProblem('refresh.quarantined', defined({ document })), attention: true, warnings: [] };
  return { nextId: nextId + 1, refreshed };
}
