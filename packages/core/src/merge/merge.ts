import type { CollectionName, IncomingDocument } from '../document/mergeable.js';
import { same } from '../document/same.js';
import type { Pairs } from '../document/tree.js';
import { applyCollection } from './collection.js';
import { applyNodes, beats, byName } from './entry.js';
import {
  CHANNELS, COLLECTIONS, DEFAULT_PRIORITY, SECTIONS, nextSequence, withLayer,
  type Arrival, type Channel, type Entry, type Layer, type LayerItem, type Layers, type Stamp,
} from './layer.js';
import type { Profile, ProfileItem, ProfileValue } from './profile.js';
import { removeMarks, sweepMarks, visiblePart } from './visible.js';

/**
 * Merges one document into the layer of its channel (M1 to M6). Returns `layers` itself where nothing changed, so a 200
 * with the same content and a 304 mean the same (M3). Total; changes no argument.
 */
export function applyDocument(
  layers: Layers,
  channel: Channel,
  incoming: IncomingDocument,
  arrival: Pick<Arrival, 'document' | 'revision' | 'at'>,
): Layers {
  const sequence = nextSequence(layers);
  const defaults: Stamp = { priority: DEFAULT_PRIORITY[channel], source: channel, sequence }; // M2
  const replace = channel === 'portal' || channel === 'defaults'; // M4: these are replaced, in the others absent nodes stay
  const before = layers[channel];
  const after: { -readonly [Section in keyof Layer]: Layer[Section] } = { ...before };
  for (const section of SECTIONS) {
    const nodes = incoming[section] ?? [];
    after[section] = applyNodes(replace ? [] : before[section], before[section], nodes, defaults); // M3, inside the layer
  }
  for (const name of COLLECTIONS) {
    const collection = incoming[name] ?? { items: [] };
    after[name] = applyCollection(before[name], collection, defaults, replace); // M5, M6
  }
  return same(after, before) ? layers : withLayer(layers, channel, after, { sequence, channel, ...arrival }); // M3, M9
}

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

function mergeSection(layers: Layers, section: (typeof SECTIONS)[number]): Pairs<ProfileValue> {
  return valuesOf(CHANNELS.map((channel) => layers[channel][section]).reduce(highest));
}

function mergeCollection(layers: Layers, name: CollectionName): readonly ProfileItem[] {
  const removes = removeMarks(layers, name);
  const sweeps = sweepMarks(layers, name);
  const unmarked = removes.size === 0 && sweeps.length === 0;
  const holding = CHANNELS.filter((channel) => layers[channel][name].items.length > 0);
  const items = new Map<string, LayerItem>();
  for (const channel of holding) {
    for (const item of layers[channel][name].items) {
      const visible = unmarked ? item : visiblePart(item, channel, removes.get(item.id), sweeps); // M6
      const lower = channel === holding[0] ? undefined : items.get(item.id);
      items.set(item.id, lower === undefined ? visible : together(lower, visible));
    }
  }
  const profile: ProfileItem[] = [];
  items.forEach(({ id, created, nodes }) => {
    if (created !== undefined) profile.push({ id, nodes: valuesOf(nodes) }); // M6: without a visible creating entry, dormant
  });
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
  const winners = byName(lower);
  for (const entry of upper) {
    const holder = winners.get(entry.name);
    if (holder === undefined || beats(entry, holder)) winners.set(entry.name, entry);
  }
  return [...winners.values()];
}

function valuesOf(entries: readonly Entry[]): Pairs<ProfileValue> {
  return entries.map(({ name, value }) => [name, value]);
}
