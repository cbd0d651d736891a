import type { IncomingCollection, IncomingItem } from '../document/mergeable.js';
import { applyNodes } from './apply-nodes.js';
import { sameStamp, stampOf } from './entry.js';
import type { Entry, LayerCollection, LayerItem, RemoveMark, Stamp } from './layer.js';

const NO_NODES: readonly Entry[] = [];

/** An item on its way through a document: as it was before this arrival, and what it is now. */
interface Place {
  readonly id: string;
  readonly old: LayerItem | undefined;
  created: Stamp | undefined;
  nodes: readonly Entry[];
  sent: boolean;
}

/**
 * Applies a collection of one document inside its layer (M5, M6). `replace` drops everything that was there (M4).
 * An entry that comes out as it was keeps its sequence (M3). `visible.ts` says what the marks do to other layers.
 */
export function applyCollection(before: LayerCollection, incoming: IncomingCollection, defaults: Stamp, replace: boolean): LayerCollection {
  const least = replace ? Infinity : incoming.sweepBelow;
  const places = least === undefined ? placesOf(before.items) : placesAfterDrop(before.items, incoming.items, least); // M6: first drops
  const oldMarks = new Map(before.removed.map((mark) => [mark.id, mark]));
  const marks = new Map<string, RemoveMark | undefined>(replace ? [] : oldMarks);

  for (const item of incoming.items) {
    const { id, priority = defaults.priority, source = defaults.source } = item;
    const { sequence } = defaults;
    const mark = marks.get(id);
    const holds = mark !== undefined && priority < mark.priority; // M3, for the mark as for a node
    let place = places.get(id);
    if (item.remove === true) {
      if (!holds) marks.set(id, stampOf(oldMarks.get(id), { id, priority, source, sequence }));
      if (place !== undefined) keepFrom(place, priority + 1); // M6: hides what is not higher
      continue;
    }
    if (place === undefined) places.set(id, (place = placeOf(id, undefined)));
    if (place.sent) continue; // D1: of items with one id the first counts
    place.sent = true;
    if (mark !== undefined && !holds) marks.set(id, undefined); // created again
    applyItem(place, item, { priority, source, sequence }, defaults.source, holds ? mark.priority : -Infinity);
  }

  return {
    items: left(places),
    removed: [...marks.values()].filter((mark) => mark !== undefined),
    sweeps: applySweep(before.sweeps, incoming.sweepBelow, defaults, replace),
  };
}

/** Children merge node by node; the item's priority is the default for theirs (M5), the channel's source for theirs (M2). */
function applyItem(place: Place, incoming: IncomingItem, stamp: Stamp, source: string, barrier: number): void {
  const refused = stamp.priority < Math.max(barrier, place.created?.priority ?? -Infinity); // M3
  if (!refused) place.created = stampOf(place.old?.created, stamp);
  const childDefaults = source === stamp.source ? stamp : { ...stamp, source };
  place.nodes = applyNodes(place.nodes, place.old?.nodes ?? NO_NODES, incoming.nodes, childDefaults, barrier);
}

function placeOf(id: string, old: LayerItem | undefined): Place {
  return { id, old, created: old?.created, nodes: old?.nodes ?? NO_NODES, sent: false };
}

function placesOf(items: readonly LayerItem[]): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const item of items) places.set(item.id, placeOf(item.id, item));
  return places;
}

/**
 * M6: `maxQuickDialReplacePriority` drops every stored entry below it; a replaced layer (M4) drops all. What the document
 * names then stands in the document's order, behind what was left: a provider that sweeps says the order too.
 */
function placesAfterDrop(items: readonly LayerItem[], incoming: readonly IncomingItem[], least: number): Map<string, Place> {
  const old = placesOf(items);
  old.forEach((place) => keepFrom(place, least));
  const named = new Map<string, Place>();
  for (const { id } of incoming) {
    named.set(id, named.get(id) ?? old.get(id) ?? placeOf(id, undefined));
    old.delete(id);
  }
  return new Map([...old, ...named]);
}

/** What is left: without a creating entry and without children, nothing. Whatever touches a place gives it another list of nodes. */
function left(places: ReadonlyMap<string, Place>): readonly LayerItem[] {
  const items: LayerItem[] = [];
  places.forEach(({ id, old, created, nodes }) => {
    if (old?.nodes === nodes) items.push(old);
    else if (created !== undefined) items.push({ id, created, nodes });
    else if (nodes.length > 0) items.push({ id, nodes });
  });
  return items;
}

/** A document has one sweep, so the newest mark is what M3 compares with; marks that a newer one covers are forgotten. */
function applySweep(before: readonly Stamp[], below: number | undefined, defaults: Stamp, replace: boolean): readonly Stamp[] {
  const rest = replace ? [] : before;
  if (below === undefined) return rest; // M4
  const last = before[before.length - 1];
  if (last !== undefined && sameStamp(last, below, defaults.source)) return replace ? [last] : before; // M3: no change
  return [...rest.filter((one) => one.priority > below), { ...defaults, priority: below }];
}

/** Drops the entries of a lower priority. */
function keepFrom(place: Place, least: number): void {
  if ((place.created?.priority ?? least) < least) place.created = undefined;
  place.nodes = place.nodes.filter((entry) => entry.priority >= least);
}
