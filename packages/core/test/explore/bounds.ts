/** What is bounded, since without a bound it could happen for ever. */
export type BoundName =
  | 'submits' | 'retries' | 'refreshes' | 'links' | 'cancels' | 'signOuts'
  /** Documents that say something else than the one before, and answers that are none. */
  | 'revisions' | 'faults'
  | 'waits' | 'jumps' | 'returns' | 'crashes' | 'storeFaults' | 'damages' | 'edits' | 'holds'
  /** What the app says of a trial, and the platform of the app (R10). */
  | 'judgements' | 'signals';

/** How often each may happen on one path, and what the servers may answer. */
export interface Bounds {
  readonly most: Partial<Readonly<Record<BoundName, number>>>;
  readonly instances: 1 | 2;
  /** `few`: of the outcome table what differs in its effect on the state; `all`: a representative of every row and status. */
  readonly answers: 'few' | 'all';
  /** Where it begins: nothing saved, signed in, or with a change on trial over what the app confirmed (R10). */
  readonly from: 'fresh' | 'signed-in' | 'on trial';
  /** Trials are on (R10): in a store of one process, or of several; off by default. */
  readonly trial?: 'alone' | 'shared';
  /** The portal's documents have a service of dial actions, or another one (R14); off by default. */
  readonly dialActions?: true;
  /** Stops there; what is left is said. */
  readonly states: number;
}
