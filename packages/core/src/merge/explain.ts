import { defined } from '../document/defined.js';
import { maskLeaf, maskTree } from '../document/mask.js';
import { isSubtree, type XmlElement } from '../document/tree.js';
import { CHANNELS, type Arrival, type Channel, type Entry, type Layers, type Origin, type Stamp } from './layer.js';
import { formatPath, parsePath, type Path } from './path.js';
import { suggest } from './suggest.js';
import { hiddenBy, removeMarks, sweepMarks, type Mark } from './visible.js';

/** Where an entry or a mark comes from (M9). */
export interface Provenance {
  /** The layer in which it stands. */
  readonly layer: Channel;
  readonly source: string;
  readonly priority: number;
  /** What brought it; with `revision` and `at` absent where the layers do not tell. */
  readonly document?: Origin;
  readonly revision?: string;
  /** Milliseconds since the epoch. */
  readonly at?: number;
}

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

/** Whether the user may edit a leaf (M8): `locked` above priority 40, `hidden` while its item is not shown. */
export type Editable = { readonly allowed: true } | { readonly allowed: false; readonly reason: 'locked' | 'hidden'; readonly why: string };

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

/** The user's edits are of this priority; what is above cannot be edited (M8). */
const HIGHEST_EDITABLE = 40;

/** Says for one leaf who won, who lost and why, and whether the user may edit it (M10). No secret is in the answer (S4). */
export function explain(layers: Layers, path: string): Explanation {
  const parsed = parsePath(path);
  const found = parsed === undefined ? undefined : offersAt(layers, parsed);
  if (parsed === undefined || found === undefined || found.offers.length === 0) return { found: false, path, suggestions: suggest(layers, path) };

  const offers = [...found.offers].sort((a, b) => b.entry.priority - a.entry.priority || b.entry.sequence - a.entry.sequence); // M9
  const winner = found.shown ? offers.find((offer) => offer.mark === undefined) : undefined;
  const losers = offers.filter((offer) => offer !== winner).map((offer) => lose(layers, offer, winner));
  return defined({
    found: true,
    path: formatPath(parsed),
    winner: winner && claim(layers, winner),
    losers,
    editable: editable(winner),
  });
}

interface Offer {
  readonly channel: Channel;
  readonly entry: Entry;
  /** What hides it (M6). */
  readonly mark?: Mark;
}

interface Offers {
  /** Later layers first, as `beats` decides between equals. */
  readonly offers: readonly Offer[];
  /** For an item: whether a creating entry is visible (M6). */
  readonly shown: boolean;
}

function offersAt(layers: Layers, path: Path): Offers {
  const offers: Offer[] = [];
  if (!('id' in path)) {
    for (const channel of CHANNELS) offers.unshift(...offer(channel, named(layers[channel][path.section], path.name)));
    return { offers, shown: true };
  }
  const remove = removeMarks(layers, path.section).get(path.id);
  const sweeps = sweepMarks(layers, path.section);
  let shown = false;
  for (const channel of CHANNELS) {
    const item = withId(layers[channel][path.section].items, path.id);
    if (item === undefined) continue;
    const hides = (stamp: Stamp): Mark | undefined => hiddenBy(stamp, channel, remove, sweeps);
    shown = shown || (item.created !== undefined && hides(item.created) === undefined);
    offers.unshift(...offer(channel, named(item.nodes, path.name), hides));
  }
  return { offers, shown };
}

function withId<T extends { readonly id: string }>(list: readonly T[], id: string): T | undefined {
  return list.find((one) => one.id === id);
}

function named(entries: readonly Entry[], name: string): Entry | undefined {
  return entries.find((entry) => entry.name === name);
}

function offer(channel: Channel, entry: Entry | undefined, hides?: (stamp: Stamp) => Mark | undefined): readonly Offer[] {
  if (entry === undefined) return [];
  const mark = hides?.(entry);
  return [mark === undefined ? { channel, entry } : { channel, entry, mark }];
}

function lose(layers: Layers, { channel, entry, mark }: Offer, winner: Offer | undefined): LostClaim {
  const lost = claim(layers, { channel, entry });
  if (mark !== undefined) {
    const by = provenance(layers, mark.channel, mark.stamp);
    return mark.kind === 'remove'
      ? { ...lost, reason: 'removed', by, why: `hidden by the remove mark of ${name(by)} with priority ${by.priority}` }
      : { ...lost, reason: 'swept', by, why: `swept by ${name(by)}, which cleared what was there below priority ${by.priority}` };
  }
  if (winner === undefined) return { ...lost, reason: 'dormant', why: 'dormant: no visible entry creates its item' };
  if (entry.priority < winner.entry.priority) return { ...lost, reason: 'lower-priority', why: `lower priority: ${entry.priority} is below ${winner.entry.priority}` };
  return { ...lost, reason: 'older', why: `older than the winner at the same priority ${entry.priority}` };
}

function editable(winner: Offer | undefined): Editable {
  if (winner === undefined) return { allowed: false, reason: 'hidden', why: 'it is not shown' };
  const { priority } = winner.entry;
  return priority > HIGHEST_EDITABLE
    ? { allowed: false, reason: 'locked', why: `locked by priority ${priority}, which is above ${HIGHEST_EDITABLE}` } // M8
    : { allowed: true };
}

function claim(layers: Layers, { channel, entry }: Offer): Claim {
  const { value } = entry;
  return { ...provenance(layers, channel, entry), value: isSubtree(value) ? maskTree(value) : maskLeaf(value) }; // S4
}

function provenance(layers: Layers, layer: Channel, { source, priority, sequence }: Stamp): Provenance {
  const arrival = layers.arrivals.find((one: Arrival) => one.sequence === sequence);
  return defined({ layer, source, priority, document: arrival?.document, revision: arrival?.revision, at: arrival?.at });
}

function name({ layer, source }: Provenance): string {
  return source === layer ? `the ${layer} layer` : `the ${layer} layer (source ${source})`;
}
