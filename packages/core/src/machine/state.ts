import type { Noticed, Problem } from '../document/problem.js';
import type { DocumentName, Leaf } from '../document/tree.js';
import type { Parameters } from '../input/parameters.js';
import type { OutcomeId } from '../policy/outcome.js';
import type { Generation } from '../store/generation.js';
import type { Decoded } from '../store/text.js';
import type { Book } from '../store/book.js';
import type { AskedEdit, Edited } from './asked-edit.js';
import type { RefreshCause, Run, Steps } from './run.js';
import type { Settings } from './settings.js';
import type { Waiting } from './waiting.js';

/** Plain data: `JSON.parse(JSON.stringify(state))` at any point changes nothing. */
export type State = Starting | Empty | Running | Saving | Unsaved | Ready | Editing | SigningOut;

export interface Always {
  readonly settings: Settings;
  /** Next id of a request, a run or a fill. Ids are never used twice, so a late answer finds nobody (F8). */
  readonly nextId: number;
  /** Empty until the store was read. */
  readonly installId: string;
  /** Newest number in the store; what the next commit expects (S6). */
  readonly stored?: number;
  readonly book: Book;
  /** How this start of the app goes with what is on trial (R10). */
  readonly watch?: TrialWatch;
  /** How the last refresh ended (R9). */
  readonly refreshed?: Refreshed;
  /** How the last run ended, for whoever waits for it. */
  readonly ended?: Ended;
  /** Asked for while the store was busy; begun as soon as it rests. The last wish wins. */
  readonly after?: After;
  /** The user's edits that are not saved yet, in their order: all of them count, and they wait until the machine rests. */
  readonly edits?: readonly AskedEdit[];
  /** What became of those that were answered last. */
  readonly edited?: readonly Edited[];
  /** The app must not be disturbed: what a refresh finds waits (R8). */
  readonly held?: boolean;
  readonly waiting?: Waiting;
  /** The saved secrets could not be opened: what was saved is shown, but nothing is built on it. */
  readonly secretsLost?: true;
  /** The store holds a format of the future: it is left untouched, so nothing can be saved (S5). */
  readonly blocked?: Problem;
}

/** Reading the store. */
export interface Starting extends Always {
  readonly tag: 'starting';
  /** Read, but its secrets are still being opened. */
  readonly restored?: Generation;
  /** Noticed while reading: damage, a conflict. */
  readonly failure?: Failure;
  /** `restored` as it was read, where it is on trial: it waits for the rules of trials (R10). */
  readonly unopened?: Decoded;
  /** The trial of `restored` is over: what is committed for it (R10). */
  readonly verdict?: Generation;
  /** `restored` was handed out before, and is in use meanwhile. */
  readonly live?: true;
}

/** Ends with the process: every start of the app begins a new one. */
export interface TrialWatch {
  /** Which trial `judged`, `counted` and `until` are about. */
  readonly of?: number;
  /** What the app said of it. */
  readonly judged?: boolean;
  /** This start counts against it already. */
  readonly counted?: true;
  /** A server answered in this start. */
  readonly proved?: true;
  readonly offline?: true;
  readonly hidden?: true;
  /** When this start counts against it if nobody confirms, in ms since the epoch; only while online and in front. */
  readonly until?: number;
  readonly shown?: TrialShown;
}

/** What an app may show of it. */
export interface TrialShown {
  readonly trial?: TrialView;
  readonly quarantine?: QuarantineView;
}

/** The settings in use are on trial: `confirm()` or `reject()` ends that (R10). */
export interface TrialView {
  /** When it began, in ms since the epoch. */
  readonly since: number;
  /**
   * When this start counts against it if nobody confirms, in ms since the epoch. Absent while the app is offline or behind, before a
   * server was heard in this start, and once the start counts.
   */
  readonly until?: number;
  /** How many starts count against it. The second one ends the trial. */
  readonly failedStarts: number;
  /** Whether there is something to go back to; after a sign-in there is not. */
  readonly fallback: boolean;
  /** It failed, and there was nothing to go back to: somebody should look at it. */
  readonly attention: boolean;
}

/** What failed here, and is not applied again for a day or until it changes (R10). */
export interface QuarantineView {
  /** When it ends, in ms since the epoch. */
  readonly until: number;
  readonly documents: readonly DocumentName[];
}

/** Nobody is signed in. */
export interface Empty extends Always {
  readonly tag: 'empty';
  /** The signed-out generation, where it holds a theme (R11). */
  readonly generation?: Generation;
  readonly failure?: Failure;
}

/** Documents are being fetched and read; `before` stays in use until everything succeeded (F5, F6). */
export interface Running extends Always {
  readonly tag: 'running';
  readonly run: Run;
  readonly before?: Generation;
}

/** Everything is merged and validated; the commit is under way (F6). */
export interface Saving extends Always {
  readonly tag: 'saving';
  readonly run: Run;
  readonly next: Generation;
  readonly before?: Generation;
}

/** The store refused; the validated generation waits in memory and a retry repeats only the save (O13). */
export interface Unsaved extends Always {
  readonly tag: 'unsaved';
  readonly run: Run;
  readonly next: Generation;
  readonly before?: Generation;
  readonly failure: Failure;
}

/** A saved generation is in use. `failure` is about the last run or the start, never about this generation. */
export interface Ready extends Always {
  readonly tag: 'ready';
  readonly generation: Generation;
  readonly failure?: Failure;
}

/** The user's edits are being committed as a generation of their own; `before` stays in use until then. */
export interface Editing extends Always {
  readonly tag: 'editing';
  readonly next: Generation;
  readonly before: Generation;
  /** What becomes of the first of `edits`, which this generation holds. */
  readonly taken: readonly Edited[];
  readonly failure?: Failure;
}

/** The signed-out generation is being committed, then everything else is removed (R12). */
export interface SigningOut extends Always {
  readonly tag: 'signing-out';
  readonly next: Generation;
  readonly committed: boolean;
  readonly before?: Generation;
  /** What is shown afterwards, where the provider signed out (R11). */
  readonly farewell?: Failure;
  /** What the provider said: where another process saves first, it holds for whom it is about and nobody else (R11, S6). */
  readonly said?: Waiting;
  /** How often another process saved in between. */
  readonly conflicts: number;
}

/** A problem, when and under which outcome it arose, and what a form should still hold. */
export interface Failure {
  readonly problem: Problem;
  /** The row of the outcome table; absent where none applies, such as a cancel. */
  readonly outcome?: OutcomeId;
  readonly at: number;
  /** The provider may have got what was submitted (R6), or it was called off (F8): only a person sends it again. */
  readonly spent?: true;
  /** How often it began again by itself because the network came back (F11). */
  readonly returns?: number;
  /** What was submitted; without its password where the server did not accept it (O5). */
  readonly parameters?: Parameters<Leaf>;
}

/** How a refresh ended. The profile in use is about what it brought, or what was there before. */
export interface Refreshed {
  readonly run: number;
  readonly by: RefreshCause;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `held`: something changed, and waits until the app lets go (R8). */
  readonly result: 'changed' | 'unchanged' | 'held' | 'failed' | 'cancelled';
  readonly steps: Steps;
  /** Why it failed; beside another result, what became of a theme that holds nothing back (R9). */
  readonly problem?: Problem;
  readonly outcome?: OutcomeId;
  /** Somebody should look at it (O). */
  readonly attention?: true;
  readonly warnings: readonly Noticed[];
}

export interface Ended {
  readonly run: number;
  /** Absent: it succeeded. */
  readonly problem?: Problem;
  /** How far it had come, so that a UI keeps showing which step failed (F7). */
  readonly steps: Steps;
  readonly progress: number;
  readonly warnings?: readonly Noticed[];
}

/** A wish that waits for the store: a run with the id it will have, or a sign-out. */
export type After =
  | { readonly wish: 'provision'; readonly run: number; readonly parameters: Parameters<Leaf> }
  | { readonly wish: 'sign-out'; readonly conflicts?: number };

/** Where new wishes are begun at once. */
export type Resting = Empty | Ready;
