import type { Revision } from '../document/revision.js';
import type { Theme } from '../document/theme.js';
import type { DocumentName, Leaf, Pairs } from '../document/tree.js';
import type { Validator } from '../document/validator.js';
import type { CloudId } from '../input/parameters.js';
import type { Due } from '../policy/due.js';
import type { Layers } from '../merge/layer.js';

/** Version of the saved format (S1, S5). Raised with a migration step, never silently. */
export const GENERATION_FORMAT = 2;

/**
 * What is saved, as one value (S1). Secrets are references; their values travel sealed beside it (S3). A generation
 * without `profile` is a signed-out one: it keeps only `installId` (R12), and the theme where the provider signed out (R11).
 */
export interface Generation {
  /** Grows by one with every commit of a store. */
  readonly number: number;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
  /** `%installid%`: survives updates and sign-out (W6). */
  readonly installId: string;
  readonly profile?: SavedProfile;
  /** What an app that the provider signed out goes on to look like (R11); a profile has its own. */
  readonly theme?: Theme;
}

export interface SavedProfile {
  readonly identity: Identity;
  /** What later calls send for `%password%` (R2a); absent for one-time parameters (I8). */
  readonly password?: Leaf;
  readonly layers: Layers;
  readonly theme: Theme;
  readonly documents: Pairs<SavedDocument>;
  /** The portal's checks of the account, by node (D9). */
  readonly validators?: Pairs<readonly Validator[]>;
  readonly schedule: Schedule;
  /** Not known yet to work (R10); absent once the app has confirmed it, or where trials are off. */
  readonly trial?: Trial;
  /** What came back from a trial and is not tried again for now (R10). */
  readonly quarantine?: Quarantine;
}

/** What is on trial, and what comes back if it fails (R10). Edits and light changes on top of it take it along. */
export interface Trial {
  /** Number of the generation that it began with: the book counts starts for it. */
  readonly of: number;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** The last one known to work, without the user's own layer; absent after a sign-in, when there is none. */
  readonly fallback?: Fallback;
}

export type Fallback = Pick<SavedProfile, 'layers' | 'theme' | 'documents' | 'validators' | 'schedule'>;

/** Documents that are not applied while their content is the one that failed (R10). */
export interface Quarantine {
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** SHA-256 of their bytes, lower-case hex. */
  readonly documents: readonly { readonly document: DocumentName; readonly digest: string }[];
}

/** When what is asked for again by itself (R1, R3). */
export interface Schedule {
  /** `false`: nobody is contacted until a person asks for it (R3). */
  readonly automatic: boolean;
  /** A refresh brought the switch-off at this time, in ms since the epoch; it counts once a later answer says the same (R3). */
  readonly offSince?: number;
  /** The documents that are asked for at a start of the app; those with a time also then. */
  readonly due: readonly Due[];
}

export interface Identity {
  readonly cloudId: CloudId;
  /** Absent where nothing asked for one (I1). */
  readonly username?: string;
}

/** What is remembered of a document's last answer (R5, M10). */
export interface SavedDocument {
  /** Which request the validators belong to (R5). */
  readonly key?: string;
  readonly revision: string;
  /** How new it is by the portal's own word (P4); absent where it says nothing. */
  readonly portalRevision?: Revision;
  readonly digest: string;
  readonly at: number;
  readonly etag?: string;
  readonly lastModified?: string;
}

