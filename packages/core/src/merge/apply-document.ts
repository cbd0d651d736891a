import type { IncomingDocument } from '../document/mergeable.js';
import { same } from '../document/same.js';
import { applyNodes } from './apply-nodes.js';
import { applyCollection } from './collection.js';
import { COLLECTIONS, DEFAULT_PRIORITY, SECTIONS, nextSequence, withLayer, type Arrival, type Channel, type Layer, type Layers, type Stamp } from './layer.js';

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
