import type { Impact } from '../document/impact.js';
import type { Identity } from '../store/generation.js';
import type { Run } from './run.js';

/** What an app shows of it. */
export interface WaitingView {
  /** The heaviest of what would change (M11). */
  readonly impact: Impact;
  /** The provider signs out (R11). */
  readonly signsOut: boolean;
}

/**
 * What a refresh found and what is not applied yet: the app holds (R8), or another process saved first (S6). The newest only, and
 * in memory only. It is what arrived and not what became of it, so that it can be merged into whatever is in use by then.
 */
export interface Waiting {
  readonly run: Run;
  /** Whose profile it is about. */
  readonly of: Identity;
  readonly shown: WaitingView;
  /** The provider signs out, with this sentence (R11). */
  readonly signOut?: { readonly message?: string };
}
