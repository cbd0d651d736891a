import type { Asked, Pairs } from '../../src/document/tree.js';
import type { Challenge } from '../../src/service/choose-challenge.js';
import type { MachineEvent } from '../../src/machine/event.js';
import type { State } from '../../src/machine/state.js';
import type { Transition } from '../../src/machine/transition.js';
import type { Book } from '../../src/store/book.js';
import type { Generation } from '../../src/store/generation.js';
import type { BoundName } from './bounds.js';

/** The reducer that is explored; planted bugs hand in another one. */
export type Step = (state: State, event: MachineEvent) => Transition;

/** An event before the world says when it happened: always {@link NOW}. */
export type Fact = MachineEvent extends infer Each ? (Each extends MachineEvent ? Omit<Each, 'at'> : never) : never;

/**
 * It is always this moment, ms since the epoch. When time passes all other times move instead, which the reducer cannot tell from
 * a clock that goes on; so what it draws by chance from a time (R4, R6) is one fixed draw a document and number of failures.
 */
export const NOW = 1_800_000_000_000;

/** All there is: the processes of one installation, and what outlives them. Plain data, never changed. */
export interface World {
  readonly instances: readonly Instance[];
  readonly store: Store;
  /** How much of each bound was used. */
  readonly spent: Partial<Readonly<Record<BoundName, number>>>;
  /** How many references to secrets were made; the next one has this number. */
  readonly references: number;
}

/** One running process: what a crash loses. */
export interface Instance {
  readonly state: State;
  /** What it asked for and was not yet answered, in the order in which it was asked. */
  readonly pending: readonly Pending[];
  /** Reference and value of each secret that the driver holds (S3). */
  readonly vault: Pairs<string>;
  /** What the invariants remember. The reducer knows nothing of it. */
  readonly witness: Witness;
}

export type Pending =
  | { readonly kind: 'http'; readonly id: number; readonly document: Asked; readonly validators: boolean; readonly service: string; readonly signed?: Challenge }
  | { readonly kind: 'load' }
  | { readonly kind: 'open'; readonly sealed: string }
  | { readonly kind: 'commit'; readonly generation: Generation; readonly expected: number | undefined }
  | { readonly kind: 'forget' };

export interface Witness {
  /** A sign-out was asked for, by the person or by the provider's verb (R11, R12); `and comes back`: somebody submitted since. */
  readonly leaving?: 'for good' | 'and comes back';
  /** Of whose account the provider said so, by cloud ID (R11). */
  readonly about?: string;
  /** This start of the app, where trials are on (R10). */
  readonly start?: StartSeen;
  /** Which variant of each document the run under way was given, and which count no more. */
  readonly delivered?: Pairs<string>;
}

export interface StartSeen {
  readonly hidden?: true;
  /** Which trial was handed out, and what became of this start since: only one that is open ends in a crash. */
  readonly of?: number;
  readonly fate?: 'open' | 'closed' | 'counted';
  /** The app's last word was that it works. */
  readonly works?: true;
  /** The store refused what was decided of a trial, and committed nothing since (O13). */
  readonly unsaved?: true;
}

/** What a crash keeps. */
export interface Store {
  /** Newest first: at most two. */
  readonly generations: readonly Kept[];
  readonly book?: Book;
  /** The newest generation is a signed-out one that somebody wanted (R11, R12): also a killed app may finish that. */
  readonly left?: true;
  /** How many starts failed with what is on trial, as the world saw it: rejected, or killed in front (R10). */
  readonly failed?: { readonly of: number; readonly starts: number };
  /** What was ever committed and is still in use somewhere, newest first. */
  readonly history: readonly Generation[];
}

export interface Kept {
  readonly generation: Generation;
  /** Its secrets, as the envelope keeps them; absent where it has none. */
  readonly sealed?: string;
  /** The disk broke it: it cannot be read (S2). */
  readonly damaged?: true;
}

/** One event and what came of it. */
export interface Seen {
  readonly instance: number;
  readonly event: MachineEvent;
  readonly before: World;
  readonly from: State;
  readonly to: State;
  readonly commands: Transition[1];
  readonly after: World;
}
