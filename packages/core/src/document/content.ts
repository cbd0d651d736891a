import type { Revision } from './revision.js';
import type { Theme } from './theme.js';
import type { SafeElement } from './tree.js';

/** What reading a body gave: a tree without secrets, a theme, or the sentence of an error body (D8). */
export type DocumentContent =
  | { readonly kind: 'xml'; readonly root: SafeElement }
  | { readonly kind: 'theme'; readonly theme: Theme; readonly revision?: Revision }
  | { readonly kind: 'message'; readonly message?: string };
