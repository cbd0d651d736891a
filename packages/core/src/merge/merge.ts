import type { CollectionName, NodeSection } from '../document/mergeable.js';
import type { Pairs } from '../document/tree.js';
import { beats, indexOf, placeIn } from './entry.js';
import { CHANNELS, type Entry, type LayerItem, type Layers } from './layer.js';
import type { Profile, ProfileItem, ProfileValue } from './profile.js';
import { removeMarks, sweepMarks, visiblePart } from './visible.js';

/** The profile: for each node the highest (priority, sequence) over all layers (M9). A pure function of the layers. */
export function merge(layers: Layers): Profile {
  return {
    account: mergeSection(layers, 'account'),
    prefKeys: mergeSection(layers, 'prefKeys'),
    service: mergeSection(layers, 'service'),
    quickDial: mergeCollection(layers, 'quickDial'),
    dialActions: mergeCollection(layers, 'dialActions'),
  };
}

/** One section of the profile, for who needs no more of it. */
export function mergeSection(layers: Layers, section: NodeSection): Pairs<ProfileValue> {
  return valuesOf(CHANNELS.map((channel) => layers[channel][section]).reduce(highest));
}

function mergeCollection(layers: Layers, name: CollectionName): readonly ProfileItem[] {
  const removes = removeMarks(layers, name);
  const sweeps = sweepMarks(layers, name);
  const unmarked = removes.size === 0 && sweeps.length === 0;
  const holding = CHANNELS.filter((channel) => layers[channel][name].items.length > 0);
  const items: LayerItem[] = [];
  const places = new Map<string, number>();
  for (const channel of holding) {
    const isLast = channel === holding[holding.length - 1];
    for (const item of layers[channel][name].items) {
      const visible = unmarked ? item : visiblePart(item, channel, removes.get(item.id), sweeps); // M6
      const at = places.get(item.id) ?? items.length;
      const lower = items[at];
      items[at] = lower === undefined ? visible : together(lower, visible);
      if (lower === undefined && !isLast) places.set(item.id, at); // nobody looks for what the last layer adds
    }
  }
  const profile: ProfileItem[] = [];
  for (const { id, created, nodes } of items) {
    if (created !== undefined) profile.push({ id, nodes: valuesOf(nodes) }); // M6: without a visible creating entry, dormant
  }
  return profile;
}

/** Children merge node by node (M5). */
function together(lower: LayerItem, upper: LayerItem): LayerItem {
  const created = upper.created ?? lower.created;
  const nodes = highest(lower.nodes, upper.nodes);
  return created === undefined ? { id: upper.id, nodes } : { id: upper.id, created, nodes };
}

/** For each name the highest (priority, sequence), in the order of the lower layer, then of the upper one (M9). */
function highest(lower: readonly Entry[], upper: readonly Entry[]): readonly Entry[] {
  if (lower.length === 0 || upper.length === 0) return lower.length === 0 ? upper : lower; // most layers of most sections are empty
  const winners = [...lower];
  const index = indexOf(winners, upper.length);
  for (const entry of upper) {
    const at = placeIn(winners, index, entry.name);
    const holder = winners[at];
    if (holder === undefined || beats(entry, holder)) winners[at] = entry;
    if (holder === undefined) index?.set(entry.name, at);
  }
  return winners;
}

function valuesOf(entries: readonly Entry[]): Pairs<ProfileValue> {
  return entries.map(({ name, value }) => [name, value]);
}
