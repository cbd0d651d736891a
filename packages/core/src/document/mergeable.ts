import type { Warning } from './problem.js';
import type { Revision } from './revision.js';
import type { Pairs, SafeElement, Value } from './tree.js';
import type { Validator } from './validator.js';

/** A key node of a mergeable document (M1). `priority` and `source` are absent where the document gives none (M2). */
export interface IncomingNode {
  readonly name: string;
  readonly value: Value;
  readonly priority?: number;
  readonly source?: string;
}

/** An item of a collection (M5): matched by `id`, its priority is the default for its children. */
export interface IncomingItem {
  readonly id: string;
  readonly priority?: number;
  readonly source?: string;
  /** `action="remove"` (M6). */
  readonly remove?: true;
  readonly nodes: readonly IncomingNode[];
}

/** A collection as one document sends it; `sweepBelow` is `maxQuickDialReplacePriority` (M6). */
export interface IncomingCollection {
  readonly sweepBelow?: number;
  readonly items: readonly IncomingItem[];
}

export type CollectionName = 'quickDial' | 'dialActions';
export type NodeSection = 'account' | 'prefKeys' | 'service';

/** What one document brings to the merge, whatever its shape was. Absent sections bring nothing. */
export interface IncomingDocument {
  readonly account?: readonly IncomingNode[];
  readonly prefKeys?: readonly IncomingNode[];
  readonly service?: readonly IncomingNode[];
  readonly quickDial?: IncomingCollection;
  readonly dialActions?: IncomingCollection;
  /** The portal's own checks of the merged account, by node name (D5, D9). */
  readonly validators?: Pairs<readonly Validator[]>;
  /** `<account action="signOut">` (R11), with the provider's sentence for the person (D8). */
  readonly signOut?: { readonly message?: string };
  /** `force="1"` on the document's root lets it through the shrink guard, once (M12). */
  readonly force?: true;
  /** Of the portal's document only (P4). */
  readonly revision?: Revision;
  /** What was noticed on the way in and ignored. */
  readonly warnings: readonly Warning[];
}

/** How typed documents are made of trees: total, never throws. */
export type ReadDocument = (root: SafeElement) => IncomingDocument;
