import { defined } from '../document/defined.js';
import { maskLeaf, maskTree } from '../document/mask.js';
import { isSubtree, type XmlElement } from '../document/tree.js';
import { editableLeaf, type Editable } from './editable.js';
import type { Layers } from './layer.js';
import { offersAt, type Offer } from './offers.js';
import { formatPath, parsePath } from './path.js';
import { nameOf, provenance, type Provenance } from './provenance.js';
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
  const parsed = parsePath(path);
  const found = parsed === undefined ? undefined : offersAt(layers, parsed);
  if (parsed === undefined || found === undefined || found.offers.length === 0) return { found: false, path, suggestions: suggest(layers, path) };

  const { offers, winner } = found;
  const losers = offers.filter((offer) => offer !== winner).map((offer) => lose(layers, offer, winner));
  return defined({
    found: true,
    path: formatPath(parsed),
    winner: winner && claim(layers, winner),
    losers,
    editable: editableLeaf(layers, parsed, found), // M8
  });
}

function lose(layers: Layers, { channel, entry, mark }: Offer, winner: Offer | undefined): LostClaim {
  const lost = claim(layers, { channel, entry });
  if (mark !== undefined) {
    const by = provenance(layers, mark.channel, mark.stamp);
    return mark.kind === 'remove'
      ? { ...lost, reason: 'removed', by, why: `hidden by the remove mark of ${nameOf(by)} with priority ${by.priority}` }
      : { ...lost, reason: 'swept', by, why: `swept by ${nameOf(by)}, which cleared what was there below priority ${by.priority}` };
  }
  if (winner === undefined) return { ...lost, reason: 'dormant', why: 'dormant: no visible entry creates its item' };
  if (entry.priority < winner.entry.priority) return { ...lost, reason: 'lower-priority', why: `lower priority: ${entry.priority} is below ${winner.entry.priority}` };
  return { ...lost, reason: 'older', why: `older than the winner at the same priority ${entry.priority}` };
}

function claim(layers: Layers, { channel, entry }: Offer): Claim {
  const { value } = entry;
  return { ...provenance(layers, channel, entry), value: isSubtree(value) ? maskTree(value) : maskLeaf(value) }; // S4
}
