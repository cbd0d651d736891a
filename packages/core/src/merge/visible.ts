import type { CollectionName } from '../document/mergeable.js';
import { CHANNELS, type Channel, type LayerItem, type Layers, type Stamp } from './layer.js';

/** A remove or sweep mark, and the layer in which it stands. */
export interface Mark {
  readonly kind: 'remove' | 'sweep';
  readonly channel: Channel;
  readonly stamp: Stamp;
}

/** The remove mark of highest priority for each item, over all layers: it hides all that a lower one hides (M6). */
export function removeMarks(layers: Layers, collection: CollectionName): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const channel of CHANNELS) {
    for (const stamp of layers[channel][collection].removed) {
      const other = marks.get(stamp.id);
      if (other === undefined || stamp.priority >= other.stamp.priority) marks.set(stamp.id, { kind: 'remove', channel, stamp });
    }
  }
  return marks;
}

export function sweepMarks(layers: Layers, collection: CollectionName): readonly Mark[] {
  return CHANNELS.flatMap((channel) => layers[channel][collection].sweeps.map((stamp) => ({ kind: 'sweep' as const, channel, stamp })));
}

/**
 * The mark that hides an item's entry, its creating one or a child (M6). A remove hides what is not higher. A sweep hides
 * what is lower and was last changed before it; in its own layer it has already dropped, and what was sent again since
 * then may be unchanged, and so older (M3).
 */
export function hiddenBy(entry: Stamp, channel: Channel, remove: Mark | undefined, sweeps: readonly Mark[]): Mark | undefined {
  if (remove !== undefined && entry.priority <= remove.stamp.priority) return remove;
  return sweeps.find(
    ({ stamp, channel: sweeper }) => sweeper !== channel && entry.priority < stamp.priority && entry.sequence < stamp.sequence,
  );
}

/** What is left of a layer's item when the marks have hidden what they hide (M6). */
export function visiblePart(item: LayerItem, channel: Channel, remove: Mark | undefined, sweeps: readonly Mark[]): LayerItem {
  if (remove === undefined && sweeps.length === 0) return item;
  const visible = (entry: Stamp): boolean => hiddenBy(entry, channel, remove, sweeps) === undefined;
  const { id, created } = item;
  const nodes = item.nodes.filter(visible);
  return created !== undefined && visible(created) ? { id, created, nodes } : { id, nodes };
}
