import type { Pairs } from '../document/tree.js';
import type { Revised } from '../policy/revision.js';
import type { Due } from '../policy/due.js';

/** What is remembered beside the generation: what was tried since it was saved, and what is therefore due when. */
export interface Book {
  /** When the app last asked because it had started, in ms since the epoch (R4). */
  readonly startedAt?: number;
  /** When a link last asked, in ms since the epoch (I7). */
  readonly linkAt?: number;
  /** A server asked not to be asked before this, in ms since the epoch (R4). */
  readonly notBefore?: number;
  /** Number of the generation that `due` and `failures` are about; they count for no other one. */
  readonly generation?: number;
  /** In place of due times saved with that generation. */
  readonly due?: readonly Due[];
  /** How often in a row each document failed (R6). */
  readonly failures?: Pairs<number>;
  /** Starts of the app with what is on trial (R10). */
  readonly trial?: TrialStarts;
  /** When the quarantine began by a clock that has jumped back since, in ms since the epoch (R10). */
  readonly quarantinedAt?: number;
  /** Newer revisions of the portal's documents, which brought nothing that is new in that generation (P4, R5). */
  readonly revisions?: { readonly generation: number; readonly of: Pairs<Revised> };
}

export interface TrialStarts {
  /** The trial that they are about, and no other one: {@link Trial.of}. */
  readonly of: number;
  /** How many starts count against it. */
  readonly failed: number;
  /** A start is under way whose end is not known. The next start that still finds it here knows that it ended in a crash. */
  readonly open?: true;
  /** Those with what is on trial until this one's first generation is saved. */
  readonly before?: Omit<TrialStarts, 'before'>;
}
