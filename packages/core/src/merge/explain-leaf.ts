import { defined } from '../document/defined.js';
import { maskLeaf, maskTree } from '../document/mask.js';
import { isSubtree } from '../document/tree.js';
import { editableLeaf } from './editable.js';
import type { Claim, Explanation, LostClaim } from './explain.js';
import type { Layers } from './layer.js';
import { offersAt, type Offer } from './offers.js';
import { formatPath, parsePath } from './path.js';
import { nameOf, provenance } from './provenance.js';

/** What `explain` says of a leaf that the layers hold; `undefined` of any other path. */
export function explainLeaf(layers: Layers, path: string): Extract<Explanation, { found: true }> | undefined {
  const parsed = parsePath(path);
  const found = parsed === undefined ? undefined : offersAt(layers, parsed);
  if (parsed === undefined || found === undefined || found.offers.length === 0) return undefined;

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
