/** What is bounded, since without a bound it could happen for ever. */
export type BoundName =
  | 'submits' | 'retries' | 'refreshes' | 'links' | 'cancels' | 'signOuts'
  /** Documents that say something else than the one before, and answers that are none. */
  | 'revisions' | 'faults'
  | 'waits' | 'jumps' | 'returns' | 'crashes' | 'storeFaults' | 'damages' | 'edits' | 'holds';

/** How often each may happen on one path, and what the servers may answer. */
export interface Bounds {
  readonly most: Partial<Readonly<Record<BoundName, number>>>;
  readonly instances: 1 | 2;
  /** `few`: of the outcome table what differs in its effect on the state; `all`: a representative of every row and status. */
  readonly answers: 'few' | 'all';
  /** Where it begins: nothing saved, or signed in. */
  readonly from: 'fresh' | 'signed-in';
  /** Stops there; what is left is said. */
  readonly states: number;
}
