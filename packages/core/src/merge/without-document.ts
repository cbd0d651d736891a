import { COLLECTIONS, SECTIONS, withLayer, type Channel, type Layer, type LayerItem, type Layers, type Origin, type Stamp } from './layer.js';

/** The layers without what a document brought to a channel: its service is no longer configured (M4). The same object where it brought nothing. */
export function withoutDocument(layers: Layers, channel: Channel, document: Origin): Layers {
  const gone = new Set(layers.arrivals.filter((one) => one.channel === channel && one.document === document).map(({ sequence }) => sequence));
  if (gone.size === 0) return layers;
  const stays = ({ sequence }: Stamp): boolean => !gone.has(sequence);
  const item = ({ id, created, nodes }: LayerItem): LayerItem => ({ id, ...(created !== undefined && stays(created) && { created }), nodes: nodes.filter(stays) });
  const layer: { -readonly [Section in keyof Layer]: Layer[Section] } = { ...layers[channel] };
  for (const section of SECTIONS) layer[section] = layer[section].filter(stays);
  for (const name of COLLECTIONS) {
    const { items, removed, sweeps } = layer[name];
    layer[name] = { items: items.map(item).filter(({ created, nodes }) => created !== undefined || nodes.length > 0), removed: removed.filter(stays), sweeps: sweeps.filter(stays) };
  }
  return withLayer(layers, channel, layer);
}
