import type { XmlElement } from '../document/tree.js';
import type { Editable } from './editable.js';
import { explainLeaf } from './explain-leaf.js';
import type { Layers } from './layer.js';
import type { Provenance } from './provenance.js';
import { suggest } from './suggest.js';

export type { Editable } from './editable.js';
export type { Provenance } from './provenance.js';

/** One layer's offer for a leaf. Its value is masked where it is secret (S4); a subtree stays a tree. */
export interface Claim extends Provenance {
  readonly value: string | XmlElement;
}

/**
 * Why an offer lost (M3, M6, M9): against the winner by `lower-priority` or, at equal priority, as `older`; hidden by a
 * mark, which `by` names, as `removed` or `swept`; or `dormant`: no layer shows the item to which it belongs.
 */
export type LossReason = 'lower-priority' | 'older' | 'removed' | 'swept' | 'dormant';

export interface LostClaim extends Claim {
  readonly reason: LossReason;
  /** The remove or sweep mark; its `priority` is the one of a remove, or the N below which a sweep clears. */
  readonly by?: Provenance;
  /** The reason as a sentence for a person. */
  readonly why: string;
}

export type Explanation =
  | {
      readonly found: true;
      readonly path: string;
      /** Absent where nothing of the leaf is visible. Otherwise the value that `merge` shows. */
      readonly winner?: Claim;
      /** From the strongest to the weakest. */
      readonly losers: readonly LostClaim[];
      readonly editable: Editable;
    }
  | {
      readonly found: false;
      readonly path: string;
      /** Paths that may have been meant, the nearest first, at most five. */
      readonly suggestions: readonly string[];
    };

/** Says for one leaf who won, who lost and why, and whether the user may edit it (M10). No secret is in the answer (S4). */
export function explain(layers: Layers, path: string): Explanation {
  return explainLeaf(layers, path) ?? { found: false, path, suggestions: suggest(layers, path) };
}
