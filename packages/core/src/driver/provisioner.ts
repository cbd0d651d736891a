import type { Problem } from '../document/problem.js';
import type { DocumentName, Pairs, RawElement } from '../document/tree.js';
import type { CloudId } from '../input/parameters.js';
import type { Editable } from '../merge/editable.js';
import type { Explanation } from '../merge/explain.js';
import type { Profile } from '../merge/profile.js';
import type { InsecurePolicy } from '../service/service.js';
import type { Recorder } from '../trace/recorded-step.js';
import type { Ports } from './ports.js';
import type { Snapshot } from './snapshot.js';

export interface ProvisionerOptions {
  readonly app: {
    /** Shown to servers as `<name>/<version>` (W12). */
    readonly name: string;
    readonly version: string;
    /** `%build%`; empty by default. */
    readonly build?: string;
    /** `%appid%`; the name by default. */
    readonly id?: string;
  };
  /** Base URL of the portal, https unless `allowInsecure` says otherwise (T1). */
  readonly portal: string;
  readonly ports: Ports;
  /** One of several provisioned identities in one app, fully apart from each other (F10). Default `default`; no name ends in `#book`. */
  readonly instance?: string;
  /** Default `never` (W9). */
  readonly allowInsecure?: InsecurePolicy;
  /** Runs steps 3 and 4 together (F3). Default `false`. */
  readonly overlap?: boolean;
  /** In ms: deadlines of one request (30,000) and of a whole first run (90,000) (F9), and where its tries begin (1,000) (R6). */
  readonly limits?: { readonly requestMs?: number; readonly runMs?: number; readonly retryMs?: number };
  /** New settings have to prove themselves (R10); without it they are used without a trial. `{}` for the defaults. */
  readonly trial?: TrialOptions;
  /** Gets what a listener threw; by default the platform reports it as an unhandled rejection. */
  readonly onListenerError?: (error: unknown) => void;
  /** Keeps what happens, to be sent to support as a trace: `createRecorder` of `@firstring/core/trace`. Default: nothing is kept. */
  readonly recorder?: Recorder;
}

/**
 * After a refresh that changes more than lightly, the app says that it works (`confirm`) or does not (`reject`). After two starts
 * that count against it what worked before comes back (R10).
 */
export interface TrialOptions {
  /** How long an app may be in use, online and in front, before a start without `confirm` counts against it, in ms. Default 600,000. */
  readonly windowMs?: number;
  /**
   * No other process ever uses this store at the same time. Only then a start that left no mark of its end counts as a crash. Default:
   * what the store says of itself, so `true` in React Native, `false` in browsers and in Node.
   */
  readonly alone?: boolean;
}

/** What a person submits. Absent and empty differ: absent is asked for (I1). */
export interface ProvisionInput {
  /** As typed, a star included, or already parsed by one of the input functions of `@firstring/core`. */
  readonly cloudId: string | CloudId;
  readonly username?: string;
  readonly password?: string;
  /** From a registration wizard (I8): the password is not kept, so nothing that needs it is asked for after this run (R2a). */
  readonly oneTime?: true;
}

export type RunResult = { readonly ok: true; readonly profile: Profile } | { readonly ok: false; readonly problem: Problem };

export type SignOutResult = { readonly ok: true } | { readonly ok: false; readonly problem: Problem };

/** What a refresh is about. */
export interface RefreshInput {
  /** These documents only; by default all that are configured (I7). */
  readonly only?: readonly DocumentName[];
  /** Fetches everything anew, whatever was fetched before (R5). Default `false`. */
  readonly resetCache?: boolean;
  /** A link asked for it and no person (I7): at most once in 60 s, and not at all where refresh is switched off. Default `false`. */
  readonly byLink?: boolean;
}

/** `held`: something changed, but the app holds: `profile` is the one in use, and what was found comes into use on release (R8). */
export type RefreshResult = { readonly ok: true; readonly changed: boolean; readonly held?: true; readonly profile: Profile } | { readonly ok: false; readonly problem: Problem };

/**
 * What the user edits. A leaf, `account.codecOrder` or `quickDial.reception.uri`, takes a text, or an element where the node has
 * children; an item of a collection, `quickDial.reception`, takes `{ item }`, its children by name, which creates it where it
 * is not there, or `{ remove: true }`.
 */
export type EditValue = string | RawElement | { readonly item: Pairs<string | RawElement> } | { readonly remove: true };

/** `changed: false`: the user's own settings say so already, and nothing was written. */
export type EditResult = { readonly ok: true; readonly changed: boolean; readonly profile: Profile } | { readonly ok: false; readonly problem: Problem };

/** A softphone app's configuration, from just installed to ready. */
export interface Provisioner {
  /** Settles once the store was read: with the saved profile, or with none. */
  restored(): Promise<Snapshot>;
  /**
   * Runs the four steps, merges, validates and saves (F1 to F6). Never rejects. The same input joins a run that is under
   * way, other input replaces it (F8). Whatever fails, what was saved before stays as it was.
   */
  provision(input: ProvisionInput): Promise<RunResult>;
  /** After a refused save only the save is repeated (O13); else the last input runs again. */
  retry(): Promise<RunResult>;
  /**
   * Asks portal and provider now whether something changed (R3's button, I7's links). Never rejects; joins a refresh that is under
   * way. Whatever fails, the profile in use stays as it is (R9). `refresh.confirm-first`: a link, and the provider switched
   * refresh off, so ask the person and call again without `byLink`.
   */
  refresh(input?: RefreshInput): Promise<RefreshResult>;
  /**
   * Puts a value of the user's in place of the provider's, whatever the provider sends for it later, and saves it (M7, M8). Never
   * rejects, contacts nobody. Edits that are made while something else is under way are all applied after it, in their order;
   * what another process saved meanwhile stays (S6). Problems: `edit.locked`, `.read-only`, `.hidden`, `.unknown` as `canEdit`
   * says, `edit.invalid` with each fault (D9), `edit.signed-out`, and those of the storage (O13): then nothing was changed.
   */
  edit(path: string, value: EditValue): Promise<EditResult>;
  /** Takes the user's edit of a leaf or an item away: what the provider sends counts again. Without one nothing changes. */
  revert(path: string): Promise<EditResult>;
  /** Whether the user may edit what stands at a path, or why not (M8); for the fields of a form. */
  canEdit(path: string): Editable;
  /**
   * The app must not be disturbed: a call is on, the account's settings are open (R8). Until the returned function is called, what
   * a refresh finds waits, a sign-out by the provider too; `snapshot.refresh.waiting` says so. Several holds count each, and
   * calling one's function twice counts once. A sign-in, an edit and a sign-out by the user never wait. A commit that is under
   * way is not called back. A crash loses what waits, and it is asked for again.
   */
  hold(): () => void;
  /**
   * Ends the run under way, or the wait of a failed one for a network (F11), and leaves what was there before (F8). Too late once the
   * commit itself has begun.
   */
  cancel(): void;
  /** What is on trial works: it stays, and the trial is over (R10). Without effect where nothing is on trial. */
  confirm(): void;
  /**
   * What is on trial does not work: this start counts against it, once (R10). The second such start brings back what worked before, at
   * once. So start anew after the first one: `dispose`, and `createProvisioner` again.
   */
  reject(): void;
  /** Removes credentials and profile from this device (R12). Contacts nobody. */
  signOut(): Promise<SignOutResult>;
  /** Calls back after every change; returns what ends that. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => Snapshot;
  /** Why a leaf of the profile has its value, secrets masked (M10): `account.codecOrder`. */
  explain(path: string): Explanation;
  /** The value of a leaf in clear, for the app's SIP stack; `undefined` where there is none or it is a subtree. */
  reveal(path: string): string | undefined;
  /** Stops timers and requests and tells nobody any more. What is saved stays. */
  dispose(): void;
}
