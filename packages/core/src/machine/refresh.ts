import { defined } from '../document/defined.js';
import { laterProblem } from '../document/later-problem.js';
import { problem, type Problem } from '../document/problem.js';
import { ASKED, type Asked } from '../document/tree.js';
import { mergeSection } from '../merge/merge.js';
import { LONGEST_MS } from '../policy/retry-after.js';
import { accountLeaves, keptParameters } from './kept-input.js';
import { noticed } from './noticed.js';
import { optionalService } from './optional-service.js';
import { ALL_WAITING, SKIPPED } from './progress.js';
import { mayBeReadable } from './read-again.js';
import { always } from './resting.js';
import type { RefreshCause, Run } from './run.js';
import { sendAll } from './send.js';
import { targetOf } from './target.js';
import type { Ready, Refreshed, Running } from './state.js';
import { stay, type Transition } from './transition.js';

/** Between two refreshes by a link, in ms (I7). */
const LINK_MS = 60_000;

export interface RefreshAsked {
  readonly by: RefreshCause;
  /** Only these of them that are configured. */
  readonly documents: readonly Asked[];
  readonly resetCache?: true | undefined;
}

/**
 * Begins a refresh (R): everything is asked for at the same moment, since the definitions are known (R13). Nothing begins where
 * nothing is configured, where the saved secrets are gone, since what cannot be sent cannot be refreshed, or where a newer format
 * must stay as it is (S5).
 */
export function refresh(from: Ready, { by, documents: wanted, resetCache }: RefreshAsked, at: number): Transition {
  const why = by === 'link' ? linkRefused(from, at) : undefined;
  if (why !== undefined) return refuseRefresh(from, by, why, at);
  const state = by === 'link' ? { ...from, book: { ...from.book, linkAt: at } } : from;
  const { generation, settings, nextId: id } = state;
  const saved = generation.profile;
  const { blocked } = state;
  if (blocked !== undefined && !mayBeReadable(state)) return by === 'schedule' ? stay(state) : refuseRefresh(state, by, blocked, at); // S5
  if (saved === undefined || state.secretsLost === true) return by === 'schedule' ? stay(state) : refuseRefresh(state, by, problem('secrets.unavailable', { cause: 'lost' }), at);
  const account = mergeSection(saved.layers, 'account');
  const global = optionalService(mergeSection(saved.layers, 'service'), 'initialGlobalProvisioning');
  const own = optionalService(account, 'extProv'); // R2
  const dialActions = optionalService(mergeSection(saved.layers, 'service'), 'dialActionWs'); // R14
  const run: Run = {
    id,
    parameters: keptParameters(saved, account),
    account: accountLeaves(account),
    startedAt: at,
    limitAt: at + 2 * settings.runMs, // F9: all are asked at once, so the longest Timeout has passed long before
    steps: ALL_WAITING,
    progress: 0,
    collected: {},
    warnings: [...noticed('global_extprov', global.warnings), ...noticed('extprov', own.warnings), ...noticed('dialActionWs', dialActions.warnings)],
    services: { global: global.service, account: own.service, dialActions: dialActions.service },
  };
  const start: Running = { ...always(state), tag: 'running', nextId: id + 1, run, before: generation };
  const documents = [...wanted, ...(state.waiting?.run.refresh?.asked ?? [])]; // so that it replaces what waits, whole (R8)
  const asked = ASKED.filter((name) => documents.includes(name) && targetOf(start, name) !== undefined);
  if (asked.length === 0) return by === 'schedule' ? stay(state) : refuseRefresh(state, by, laterProblem('refresh.nothing'), at);
  const steps = { ...ALL_WAITING };
  for (const name of ASKED) if (!asked.includes(name)) steps[name] = SKIPPED;
  return sendAll({ ...start, run: { ...run, steps, refresh: defined({ by, asked, resetCache, failure: state.failure }) } }, asked, at);
}

/** I7: at most one in a minute, within `Retry-After`, and where refresh is switched off the person is asked first. */
function linkRefused({ book, generation }: Ready, at: number): Problem | undefined {
  const { linkAt, notBefore } = book;
  if (generation.profile?.schedule.automatic === false) return laterProblem('refresh.confirm-first');
  const next = Math.max(linkAt === undefined || linkAt > at ? at : linkAt + LINK_MS, Math.min(notBefore ?? at, at + LONGEST_MS));
  return next > at ? laterProblem('refresh.too-soon', { retryAt: next }) : undefined;
}

function refuseRefresh(state: Ready, by: RefreshCause, why: Problem, at: number): Transition {
  const refreshed: Refreshed = { run: state.nextId, by, at, result: 'failed', steps: ALL_WAITING, problem: why, warnings: [] };
  return stay({ ...state, nextId: state.nextId + 1, refreshed });
}
