import { defined } from '../document/defined.js';
import type { Theme } from '../document/theme.js';
import type { Noticed, Problem } from '../document/problem.js';
import { DOCUMENTS, type DocumentName } from '../document/tree.js';
import { ALL_WAITING } from '../machine/progress.js';
import { inUse } from '../machine/resting.js';
import type { Step, Steps, StepStatus } from '../machine/run.js';
import { dueOf } from '../machine/book.js';
import type { QuarantineView, Refreshed, State, TrialView } from '../machine/state.js';
import type { WaitingView } from '../machine/waiting.js';
import { merge } from '../merge/merge.js';
import type { Profile } from '../merge/profile.js';
import type { OutcomeId } from '../policy/outcome.js';
import type { Generation, Identity } from '../store/generation.js';
import type { SecretLevel } from './ports.js';

/** All that a UI draws (F7). Immutable; the same object until something changes. Holds no secret (S4). */
export interface Snapshot {
  /**
   * `unsaved`: everything succeeded but the store refused, `retry()` repeats only the save (O13). `ready`: a saved
   * profile is in use; a `problem` beside it is about the last attempt, never about that profile.
   */
  readonly phase: Exclude<State['tag'], 'editing'>;
  /** From 0 to 1, never goes back within a run. */
  readonly progress: number;
  readonly steps: { readonly [name in DocumentName]: StepView };
  /** The saved profile in use; during a run the one that was there before (F5). */
  readonly profile?: Profile;
  /** Of the profile in use; after a sign-out by the provider the one that was there before (R11). */
  readonly theme?: Theme;
  readonly identity?: { readonly cloudId: string; readonly username?: string };
  /** When the profile in use was saved, in ms since the epoch. */
  readonly savedAt?: number;
  readonly problem?: Problem;
  /** Row of the outcome table that the problem belongs to. */
  readonly outcome?: OutcomeId;
  /** Trying again is possible; before `at` (ms since the epoch) it is pointless (O6). */
  readonly retry?: { readonly at?: number };
  /** What a form should show after a failed run: the password is kept inside, never shown (O5). */
  readonly form?: { readonly cloudId: string; readonly username?: string; readonly passwordKept: boolean };
  /** What was noticed and ignored in the last run: nothing for the person, everything for who runs the servers. */
  readonly warnings: readonly Noticed[];
  /** Where asking again stands; absent while nobody is signed in. */
  readonly refresh?: RefreshView;
  /** What is in use has yet to prove itself (R10); absent where it has, and right after the start. */
  readonly trial?: TrialView;
  /** What failed here (R10). */
  readonly quarantine?: QuarantineView;
  /** How well secrets are kept on this platform (S3). */
  readonly secretLevel: SecretLevel;
}

/** Where asking again stands, for whoever is signed in (R9). */
export interface RefreshView {
  readonly underWay: boolean;
  /** Off: nobody is contacted until a person asks for it (R3). */
  readonly automatic: boolean;
  /** Of the refresh under way, or else of the last one of this start of the app. */
  readonly steps: { readonly [name in DocumentName]: StepView };
  /** When the last one ended, in ms since the epoch, and how. */
  readonly at?: number;
  readonly result?: Refreshed['result'];
  readonly problem?: Problem;
  readonly outcome?: OutcomeId;
  /** Somebody should look at it: nothing gets better by waiting (O). */
  readonly attention: boolean;
  /** The app holds, and this waits (R8): the heaviest of what would change, and whether the provider signs out. */
  readonly waiting?: WaitingView;
  /** When it is tried next by itself, in ms since the epoch. */
  readonly nextAt?: number;
  readonly warnings: readonly Noticed[];
}

export interface StepView {
  readonly status: StepStatus;
  /** Decoded bytes so far. */
  readonly received: number;
  readonly total?: number;
  readonly attempt: number;
  /** Milliseconds since the epoch. */
  readonly startedAt?: number;
  readonly endedAt?: number;
}

/** Computes the profile once a generation, so that an unchanged one stays the same object (R5). */
export function createSnapshots(secretLevel: SecretLevel): (state: State) => Snapshot {
  let known: Generation | undefined;
  let profile: Profile | undefined;
  return (state) => {
    const generation = inUse(state);
    if (generation !== known) {
      known = generation;
      profile = generation?.profile === undefined ? undefined : merge(generation.profile.layers);
    }
    return snapshotOf(state, profile, secretLevel);
  };
}

function snapshotOf(state: State, profile: Profile | undefined, secretLevel: SecretLevel): Snapshot {
  const generation = inUse(state);
  const saved = generation?.profile;
  const of = 'run' in state ? state.run.refresh : undefined;
  const run = 'run' in state && of === undefined ? state.run : state.ended;
  return defined({
    phase: of !== undefined || state.tag === 'editing' || 'live' in state ? 'ready' : state.tag,
    progress: run?.progress ?? 0,
    steps: viewOf(run?.steps ?? ALL_WAITING),
    profile,
    theme: (saved ?? generation)?.theme,
    identity: saved && shownInput(saved.identity),
    savedAt: saved && generation?.savedAt,
    ...failureOf(state),
    refresh: generation && saved && refreshView(state, generation),
    warnings: run?.warnings ?? [],
    ...state.watch?.shown,
    secretLevel,
  });
}

function shownInput({ cloudId, username }: Identity): NonNullable<Snapshot['identity']> {
  return defined({ cloudId: cloudId.fullcode, username });
}

function failureOf(state: State): Pick<Snapshot, 'problem' | 'outcome' | 'retry' | 'form'> {
  const failure = 'failure' in state ? state.failure : 'run' in state ? state.run.refresh?.failure : undefined;
  if (failure === undefined) return {};
  const { problem, outcome, parameters } = failure;
  return defined({
    problem,
    outcome,
    retry: parameters && defined({ at: problem.details.retryAt }),
    form: parameters && { ...shownInput(parameters), passwordKept: parameters.password !== undefined },
  });
}

function refreshView(state: State, generation: Generation): RefreshView {
  const { refreshed, book, held, waiting } = state;
  const run = 'run' in state && state.run.refresh !== undefined ? state.run : undefined;
  const times = dueOf(book, generation).flatMap(({ at }) => (at === undefined ? [] : [at]));
  return defined({
    underWay: run !== undefined,
    automatic: generation.profile?.schedule.automatic ?? true,
    steps: viewOf((run ?? refreshed)?.steps ?? ALL_WAITING),
    at: refreshed?.at,
    result: refreshed?.result,
    problem: refreshed?.problem,
    outcome: refreshed?.outcome,
    attention: refreshed?.attention === true,
    waiting: held ? waiting?.shown : undefined,
    nextAt: run === undefined && times.length > 0 ? Math.min(...times) : undefined,
    warnings: (run ?? refreshed)?.warnings ?? [],
  });
}

function viewOf(steps: Steps): Snapshot['steps'] {
  const view = ({ status, received, total, attempt, startedAt, endedAt }: Step): StepView => defined({ status, received, attempt, total, startedAt, endedAt });
  return Object.fromEntries(DOCUMENTS.map((name) => [name, view(steps[name])])) as unknown as Snapshot['steps'];
}
