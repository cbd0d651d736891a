import type { Revision } from '../document/revision.js';

/** A document by its revision and its bytes. */
export interface Revised {
  /** Absent where the document carries none. */
  readonly revision?: Revision;
  /** SHA-256 of the bytes, lower-case hex. */
  readonly digest: string;
}

/** `older`: than the one in use. `reused`: the same revision, other bytes. */
export type RevisionVerdict = 'accepted' | 'older' | 'reused';

/**
 * Whether a document may take the place of the one in use (P4). Where that one carries no revision there is no rule; where it
 * does, one without is older, or leaving it out would switch the rule off.
 */
export function judgeRevision(inUse: Revised | undefined, arrived: Revised): RevisionVerdict {
  const [known, next] = [inUse?.revision, arrived.revision];
  if (known === undefined) return 'accepted';
  if (next === undefined) return 'older';
  const ahead = next.epoch - known.epoch || next.revision - known.revision;
  if (ahead !== 0) return ahead > 0 ? 'accepted' : 'older';
  return arrived.digest === inUse?.digest ? 'accepted' : 'reused';
}
