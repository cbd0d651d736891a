import type { Value } from '../document/tree.js';
import { same } from '../document/same.js';
import { USER_PRIORITY } from './editable.js';
import { CHANNELS, nextSequence, withLayer, type Entry, type Layer, type LayerItem, type Layers, type Stamp } from './layer.js';
import { offersAt, standingOf, withId } from './offers.js';
import type { ItemPath, Path } from './path.js';

/** What an edit that is made now carries (M2). */
export function userStamp(layers: Layers): Stamp {
  return { priority: USER_PRIORITY, source: 'user', sequence: nextSequence(layers) };
}

/** The layers after an edit of the user's; the same object where it changed nothing. */
export function withUser(layers: Layers, user: Layer, { sequence }: Stamp, at: number): Layers {
  return user === layers.user ? layers : withLayer(layers, 'user', user, { sequence, channel: 'user', document: 'input', revision: 'input', at }); // M9
}

/** The user's layer with a value for a leaf. The user's own entry stays where it wins and says the same (M3); one that lost or is hidden is set anew. */
export function withValue(layers: Layers, path: Path, value: Value, stamp: Stamp): Layer {
  const { winner } = offersAt(layers, path);
  const keep = winner !== undefined && winner.channel === 'user' && winner.entry.priority === USER_PRIORITY && same(winner.entry.value, value);
  if (keep) return layers.user;
  const entry = { name: path.name, value, ...stamp };
  if (!('id' in path)) return { ...layers.user, [path.section]: put(layers.user[path.section], entry, sameName) };
  const { [path.section]: collection } = layers.user;
  const item = withId(collection.items, path.id) ?? { id: path.id, nodes: [] };
  return { ...layers.user, [path.section]: { ...collection, items: put(collection.items, { ...item, nodes: put(item.nodes, entry, sameName) }, sameId) } };
}

/** The user's layer where an item is shown: created by it unless another shows it; what the user removed comes back (M6). */
export function withItem(layers: Layers, path: ItemPath, created: Stamp): Layer {
  if (standingOf(layers, path).creator !== undefined) return layers.user;
  const { [path.section]: collection } = layers.user;
  const item = { id: path.id, created, nodes: withId(collection.items, path.id)?.nodes ?? [] };
  const removed = collection.removed.filter(({ id }) => id !== path.id);
  return { ...layers.user, [path.section]: { ...collection, items: put(collection.items, item, sameId), removed } };
}

/** The user's layer with the remove mark that keeps an item away (M7). What no other layer holds is gone without one. */
export function withRemove(layers: Layers, path: ItemPath, stamp: Stamp): Layer {
  const layer = withoutItem(layers.user, path);
  const { [path.section]: collection } = layer;
  const held = CHANNELS.some((channel) => channel !== 'user' && withId(layers[channel][path.section].items, path.id) !== undefined);
  return held ? { ...layer, [path.section]: { ...collection, removed: [...collection.removed, { id: path.id, ...stamp }] } } : layer;
}

/** The layer without its entry for a leaf; the same object where it has none. */
export function withoutLeaf(layer: Layer, path: Path): Layer {
  const rest = (entries: readonly Entry[]): readonly Entry[] => entries.filter(({ name }) => name !== path.name);
  if (!('id' in path)) {
    const entries = rest(layer[path.section]);
    return entries.length === layer[path.section].length ? layer : { ...layer, [path.section]: entries };
  }
  const { [path.section]: collection } = layer;
  const item = withId(collection.items, path.id);
  const nodes = rest(item?.nodes ?? []);
  if (item === undefined || nodes.length === item.nodes.length) return layer;
  const left = item.created === undefined && nodes.length === 0 ? collection.items.filter((one) => one !== item) : put(collection.items, { ...item, nodes }, sameId);
  return { ...layer, [path.section]: { ...collection, items: left } };
}

/** The layer without an item and without its remove mark; the same object where it has neither. */
export function withoutItem(layer: Layer, { section, id }: ItemPath): Layer {
  const { [section]: collection } = layer;
  const items = collection.items.filter((item) => item.id !== id);
  const removed = collection.removed.filter((mark) => mark.id !== id);
  const unchanged = items.length === collection.items.length && removed.length === collection.removed.length;
  return unchanged ? layer : { ...layer, [section]: { ...collection, items, removed } };
}

/** In the place of the one that it replaces, else at the end. */
function put<T>(list: readonly T[], one: T, alike: (a: T, b: T) => boolean): readonly T[] {
  return list.some((other) => alike(other, one)) ? list.map((other) => (alike(other, one) ? one : other)) : [...list, one];
}

function sameName(a: Entry, b: Entry): boolean {
  return a.name === b.name;
}

function sameId(a: LayerItem, b: LayerItem): boolean {
  return a.id === b.id;
}
