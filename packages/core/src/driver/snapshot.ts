import { defined } from '../document/defined.js';
import type { Theme } from '../document/theme.js';
import type { Noticed, Problem } from '../document/problem.js';
import type { DocumentName } from '../document/tree.js';
import { ALL_WAITING, DOCUMENTS } from '../machine/progress.js';
import { inUse } from '../machine/resting.js';
import type { Step, Steps, StepStatus } from '../machine/run.js';
import type { State } from '../machine/state.js';
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
  readonly phase: State['tag'];
  /** From 0 to 1, never goes back within a run. */
  readonly progress: number;
  readonly steps: { readonly [name in DocumentName]: StepView };
  /** The saved profile in use; during a run the one that was there before (F5). */
  readonly profile?: Profile;
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
  /** How well secrets are kept on this platform (S3). */
  readonly secretLevel: SecretLevel;
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
  const run = 'run' in state ? state.run : state.ended;
  return defined({
    phase: state.tag,
    progress: run?.progress ?? 0,
    steps: viewOf(run?.steps ?? ALL_WAITING),
    profile,
    theme: saved?.theme,
    identity: saved && shownInput(saved.identity),
    savedAt: saved && generation?.savedAt,
    ...failureOf(state),
    warnings: run?.warnings ?? [],
    secretLevel,
  });
}

function shownInput({ cloudId, username }: Identity): NonNullable<Snapshot['identity']> {
  return defined({ cloudId: cloudId.fullcode, username });
}

function failureOf(state: State): Pick<Snapshot, 'problem' | 'outcome' | 'retry' | 'form'> {
  const failure = 'failure' in state ? state.failure : undefined;
  if (failure === undefined) return {};
  const { problem, outcome, parameters } = failure;
  return defined({
    problem,
    outcome,
    retry: parameters && defined({ at: problem.details.retryAt }),
    form: parameters && { ...shownInput(parameters), passwordKept: parameters.password !== undefined },
  });
}

function viewOf(steps: Steps): Snapshot['steps'] {
  const view = ({ status, received, total, attempt, startedAt, endedAt }: Step): StepView => defined({ status, received, attempt, total, startedAt, endedAt });
  return Object.fromEntries(DOCUMENTS.map((name) => [name, view(steps[name])])) as unknown as Snapshot['steps'];
}
