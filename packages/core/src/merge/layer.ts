import type { CollectionName, NodeSection } from '../document/mergeable.js';
import { same } from '../document/same.js';
import type { Asked, Value } from '../document/tree.js';

/** Who delivers: one layer a channel (M9). `dialActionWs` answers belong to `global`. */
export type Channel = 'defaults' | 'portal' | 'global' | 'account' | 'user';

/** From the ground up. Nodes of the profile come in this order, and inside a layer in the order of their first arrival. */
export const CHANNELS: readonly Channel[] = ['defaults', 'portal', 'global', 'account', 'user'];

/** What a node gets that names no priority itself (M2); above 40 a node is locked for the user (M8). */
export const DEFAULT_PRIORITY: Readonly<Record<Channel, number>> = { defaults: 0, portal: 10, global: 20, account: 20, user: 40 };

/** Sections of single nodes, in the profile's order. */
export const SECTIONS: readonly NodeSection[] = ['account', 'prefKeys', 'service'];

/** Sections of items, in the profile's order. */
export const COLLECTIONS: readonly CollectionName[] = ['quickDial', 'dialActions'];

/** What an arrival brought: a document (F1), the client's own defaults, or what a person typed or set in the app. */
export type Origin = Asked | 'built-in' | 'input';

/** Revision and time of one arrival; entries refer to it by `sequence` (M9). Arrivals nobody refers to are forgotten. */
export interface Arrival {
  /** Grows with each arrival that changed something, over all layers. */
  readonly sequence: number;
  readonly channel: Channel;
  readonly document: Origin;
  readonly revision: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What every entry and mark carries (M9). */
export interface Stamp {
  readonly priority: number;
  readonly source: string;
  /** The arrival that last changed it. */
  readonly sequence: number;
}

/** A node in its layer. */
export interface Entry extends Stamp {
  readonly name: string;
  readonly value: Value;
}

/** An item in its layer. Without `created` the layer only holds children for an item that another layer creates (M6). */
export interface LayerItem {
  readonly id: string;
  /** The entry that created the item; its priority is the item's priority (M6). */
  readonly created?: Stamp;
  readonly nodes: readonly Entry[];
}

/** `action="remove"` (M6). */
export interface RemoveMark extends Stamp {
  readonly id: string;
}

/** A collection in its layer, with the marks of M6. */
export interface LayerCollection {
  readonly items: readonly LayerItem[];
  readonly removed: readonly RemoveMark[];
  /** Sweep marks: `priority` is the N below which they sweep. Newest last; one that a newer covers is forgotten. */
  readonly sweeps: readonly Stamp[];
}

export interface Layer {
  readonly account: readonly Entry[];
  readonly prefKeys: readonly Entry[];
  readonly service: readonly Entry[];
  readonly quickDial: LayerCollection;
  readonly dialActions: LayerCollection;
}

/** Everything that ever arrived and still counts (M9). Lists, so that names are only values (D1). Plain data: `JSON.parse(JSON.stringify(layers))` behaves the same. */
export interface Layers extends Readonly<Record<Channel, Layer>> {
  /** By growing sequence. */
  readonly arrivals: readonly Arrival[];
}

export function emptyLayers(): Layers {
  return { defaults: emptyLayer(), portal: emptyLayer(), global: emptyLayer(), account: emptyLayer(), user: emptyLayer(), arrivals: [] };
}

/** The layers as if the channel had never delivered: without `user`, the provider's view (M9); `global` goes with its service (M4). The same object where it had not. */
export function withoutLayer(layers: Layers, channel: Channel): Layers {
  return same(layers[channel], emptyLayer()) ? layers : withLayer(layers, channel, emptyLayer());
}

/** Puts a changed layer in and forgets the arrivals of that channel to which nothing refers any more. */
export function withLayer(layers: Layers, channel: Channel, layer: Layer, arrival?: Arrival): Layers {
  const arrivals = arrival === undefined ? layers.arrivals : [...layers.arrivals, arrival];
  const used = sequencesIn(layer);
  return { ...layers, [channel]: layer, arrivals: arrivals.filter((one) => one.channel !== channel || used.has(one.sequence)) };
}

/** Above every sequence in use. A number that nobody refers to any more may come again. */
export function nextSequence(layers: Layers): number {
  return (layers.arrivals[layers.arrivals.length - 1]?.sequence ?? 0) + 1;
}

function emptyLayer(): Layer {
  return { account: [], prefKeys: [], service: [], quickDial: emptyCollection(), dialActions: emptyCollection() };
}

function emptyCollection(): LayerCollection {
  return { items: [], removed: [], sweeps: [] };
}

/** The sequences that a layer's entries and marks refer to; a list of all stamps took longer than the merge of a long collection. */
function sequencesIn(layer: Layer): ReadonlySet<number> {
  const used = new Set<number>();
  const add = (stamps: readonly Stamp[]): void => {
    for (const { sequence } of stamps) used.add(sequence);
  };
  for (const section of SECTIONS) add(layer[section]);
  for (const name of COLLECTIONS) {
    const { items, removed, sweeps } = layer[name];
    add(removed);
    add(sweeps);
    for (const { created, nodes } of items) {
      if (created !== undefined) used.add(created.sequence);
      add(nodes);
    }
  }
  return used;
}
