import type { CollectionName, IncomingDocument, IncomingItem, IncomingNode } from '../../src/document/mergeable.js';
import type { Value } from '../../src/document/tree.js';
import { emptyLayers, type Channel, type Layers } from '../../src/merge/layer.js';
import { applyDocument } from '../../src/merge/apply-document.js';
import { merge } from '../../src/merge/merge.js';

/** Frozen to its leaves: whoever changes an argument throws. */
export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

export type Rank = { readonly priority?: number; readonly source?: string };

export function node(name: string, value: Value, rank: Rank = {}): IncomingNode {
  return { name, value, ...rank };
}

export function account(...nodes: readonly IncomingNode[]): IncomingDocument {
  return { account: nodes, warnings: [] };
}

export function item(id: string, nodes: Readonly<Record<string, string>> | readonly IncomingNode[] = {}, rank: Rank = {}): IncomingItem {
  return { id, nodes: Array.isArray(nodes) ? (nodes as readonly IncomingNode[]) : Object.entries(nodes as Record<string, string>).map(([name, value]) => node(name, value)), ...rank };
}

export function remove(id: string, rank: Rank = {}): IncomingItem {
  return { id, nodes: [], remove: true, ...rank };
}

export function quickDial(items: readonly IncomingItem[], sweepBelow?: number): IncomingDocument {
  return { quickDial: sweepBelow === undefined ? { items } : { items, sweepBelow }, warnings: [] };
}

export type Step = readonly [Channel, IncomingDocument];

/** Applies documents in order to frozen layers; the nth arrives at n seconds with revision `1.n`. */
export function apply(layers: Layers, ...steps: readonly Step[]): Layers {
  return steps.reduce((before, [channel, incoming], index) => {
    const document = { defaults: 'built-in', portal: 'provisioning', global: 'global_extprov', account: 'extprov', user: 'input' } as const;
    const arrival = { document: document[channel], revision: `1.${index + 1}`, at: 1000 * (index + 1) };
    return freeze(applyDocument(freeze(before), channel, freeze(incoming), freeze(arrival)));
  }, layers);
}

export function layersOf(...steps: readonly Step[]): Layers {
  return apply(emptyLayers(), ...steps);
}

/** The collection as `id → name → value`, for short expectations. */
export function shown(layers: Layers, collection: CollectionName = 'quickDial'): unknown {
  return merge(layers)[collection].map(({ id, nodes }) => [id, Object.fromEntries(nodes)]);
}

export function accountOf(layers: Layers): unknown {
  return merge(layers).account;
}
