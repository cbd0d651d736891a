import type { Problem } from '../document/problem.js';
import type { Value } from '../document/tree.js';
import type { ItemEdit } from '../merge/edit.js';
import type { Identity } from '../store/generation.js';

/** An edit of the user's that waits for the store, or is being saved. */
export interface AskedEdit {
  readonly id: number;
  /** A leaf or an item, as `edit` of the merge takes it. */
  readonly path: string;
  /** Absent: the edit of that path is taken away. Secrets are references (S3). */
  readonly value?: Value | ItemEdit;
  /** Whose profile was in use when it was asked for; absent before the store was read: whoever is signed in. */
  readonly of?: Identity;
  /** How often it was tried in vain, because another process had saved or the store could not be read (S6). */
  readonly tries: number;
}

/** What became of an edit. */
export interface Edited {
  readonly id: number;
  /** Whether the user's layer is another one. */
  readonly changed: boolean;
  /** Why it was refused. */
  readonly problem?: Problem;
}
