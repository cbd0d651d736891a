import { beats } from './entry.js';
import { CHANNELS, type Channel, type Entry, type LayerItem, type Layers, type Stamp } from './layer.js';
import type { ItemPath, Path } from './path.js';
import { hiddenBy, removeMarks, sweepMarks, type Mark } from './visible.js';

/** What one layer holds for a leaf. */
export interface Offer {
  readonly channel: Channel;
  readonly entry: Entry;
  /** What hides it (M6). */
  readonly mark?: Mark;
}

/** The stamp that decides, and its layer. */
export interface Decider {
  readonly channel: Channel;
  readonly stamp: Stamp;
}

/** How an item of a collection stands (M6). */
export interface ItemStanding {
  /** The strongest creating entry that is visible; without it the item is not shown. */
  readonly creator?: Decider;
  /** The remove mark that counts. */
  readonly remove?: Mark;
}

export interface Offers {
  /** From the strongest to the weakest (M9). */
  readonly offers: readonly Offer[];
  /** The visible one; absent where nothing of the leaf is shown. */
  readonly winner?: Offer;
  /** Only for a leaf of an item. */
  readonly item?: ItemStanding;
}

/** Everything that the layers hold for one leaf. */
export function offersAt(layers: Layers, path: Path): Offers {
  if ('id' in path) return offersInItem(layers, path);
  const offers: Offer[] = [];
  for (const channel of CHANNELS) add(offers, channel, layers[channel][path.section], path.name);
  return ranked(offers);
}

function offersInItem(layers: Layers, path: ItemPath & { readonly name: string }): Offers {
  const sweeps = sweepMarks(layers, path.section);
  const held = heldFor(layers, path);
  const item = standing(held, removeMarks(layers, path.section).get(path.id), sweeps);
  const offers: Offer[] = [];
  for (const [channel, { nodes }] of held) add(offers, channel, nodes, path.name, (stamp) => hiddenBy(stamp, channel, item.remove, sweeps));
  return { ...ranked(offers, item.creator !== undefined), item };
}

export function standingOf(layers: Layers, path: ItemPath): ItemStanding {
  return standing(heldFor(layers, path), removeMarks(layers, path.section).get(path.id), sweepMarks(layers, path.section));
}

/** What each layer holds of an item; looked for once, since a layer may hold thousands. */
function heldFor(layers: Layers, { section, id }: ItemPath): readonly (readonly [Channel, LayerItem])[] {
  return CHANNELS.flatMap((channel) => {
    const item = withId(layers[channel][section].items, id);
    return item === undefined ? [] : [[channel, item] as const];
  });
}

function standing(held: ReturnType<typeof heldFor>, remove: Mark | undefined, sweeps: readonly Mark[]): ItemStanding {
  let creator: Decider | undefined;
  for (const [channel, { created: stamp }] of held) {
    if (stamp === undefined || hiddenBy(stamp, channel, remove, sweeps) !== undefined) continue;
    if (creator === undefined || beats(stamp, creator.stamp)) creator = { channel, stamp };
  }
  return { ...(creator && { creator }), ...(remove && { remove }) };
}

function add(offers: Offer[], channel: Channel, entries: readonly Entry[], name: string, hides?: (stamp: Stamp) => Mark | undefined): void {
  const entry = entries.find((one) => one.name === name);
  if (entry === undefined) return;
  const mark = hides?.(entry);
  offers.unshift(mark === undefined ? { channel, entry } : { channel, entry, mark }); // later layers first, as `beats` decides between equals
}

function ranked(offers: Offer[], shown: boolean = true): Offers {
  offers.sort((a, b) => b.entry.priority - a.entry.priority || b.entry.sequence - a.entry.sequence); // M9
  const winner = shown ? offers.find((offer) => offer.mark === undefined) : undefined;
  return winner === undefined ? { offers } : { offers, winner };
}

export function withId<T extends { readonly id: string }>(list: readonly T[], id: string): T | undefined {
  return list.find((one) => one.id === id);
}
