import type { Theme } from '../document/theme.js';
import type { Leaf, Pairs } from '../document/tree.js';
import type { CloudId } from '../input/parameters.js';
import type { Layers } from '../merge/layer.js';

/** Version of the saved format (S1, S5). Raised with a migration step, never silently. */
export const GENERATION_FORMAT = 1;

/**
 * What is saved, as one value (S1). Secrets are references; their values travel sealed beside it (S3). A generation
 * without `profile` is a signed-out one: it keeps only `installId` (R12).
 */
export interface Generation {
  /** Grows by one with every commit of a store. */
  readonly number: number;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
  /** `%installid%`: survives updates and sign-out (W6). */
  readonly installId: string;
  readonly profile?: SavedProfile;
}

export interface SavedProfile {
  readonly identity: Identity;
  /** What later calls send for `%password%` (R2a); absent for one-time parameters (I8). */
  readonly password?: Leaf;
  readonly layers: Layers;
  readonly theme: Theme;
  readonly documents: Pairs<SavedDocument>;
}

export interface Identity {
  readonly cloudId: CloudId;
  /** Absent where nothing asked for one (I1). */
  readonly username?: string;
}

/** What is remembered of a document's last answer (R5, M10). */
export interface SavedDocument {
  readonly revision: string;
  readonly digest: string;
  readonly at: number;
  readonly etag?: string;
  readonly lastModified?: string;
}

