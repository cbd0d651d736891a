import type { IncomingNode } from '../document/mergeable.js';
import type { Value } from '../document/tree.js';
import type { Entry, Stamp } from './layer.js';
import { sameValue } from './value.js';

/** Up to this many nodes, looking through a list is faster than an index of it. */
const SHORT = 16;

/**
 * Applies the nodes of one list to the entries of one layer (M3).
 * `stored` is what M3 tests against; `before` is the layer before this arrival, whose unchanged entries keep their
 * sequence. They differ only where the arrival first dropped something (M4's replaced layer, M6).
 * `defaults` holds the arrival's sequence, and priority and source for nodes without them (M2, M5).
 * `barrier` is the priority of a remove mark that stands: what is lower stays out (M6).
 * Returns `before` itself where nothing changed.
 */
export function applyNodes(
  stored: readonly Entry[],
  before: readonly Entry[],
  incoming: readonly IncomingNode[],
  defaults: Stamp,
  barrier: number = -Infinity,
): readonly Entry[] {
  const next = [...stored];
  const index = indexOf(next, incoming.length);
  const known = stored === before ? undefined : new Map(before.map((entry) => [entry.name, entry]));
  for (const node of incoming) {
    const { name, value } = node;
    const priority = node.priority ?? defaults.priority; // M2
    const source = node.source ?? defaults.source;
    const at = placeOf(next, index, name);
    const there = next[at];
    if (priority < barrier || (there !== undefined && priority < there.priority)) continue; // M3: higher or equal replaces
    if (there !== undefined && isSame(there, value, priority, source)) continue; // M3: no change
    const old = known === undefined ? before[at] : known.get(name);
    const kept = old !== undefined && old !== there && isSame(old, value, priority, source);
    next[at] = kept ? old : { name, value, priority, source, sequence: defaults.sequence };
    index?.set(name, at);
  }
  const ordered = stored === before || stored.length === 0 ? next : inOldOrder(next, before);
  return sameList(before, ordered) ? before : ordered;
}

/** What was dropped and came again comes where it was. */
function inOldOrder(entries: readonly Entry[], before: readonly Entry[]): readonly Entry[] {
  const left = new Map(entries.map((entry) => [entry.name, entry]));
  const again = before.flatMap(({ name }) => left.get(name) ?? []);
  for (const { name } of before) left.delete(name);
  return [...again, ...left.values()];
}

/** Places by name; none for lists that stay short even with `more` nodes. */
export function indexOf(list: readonly Entry[], more: number): Map<string, number> | undefined {
  return list.length + more <= SHORT ? undefined : new Map(list.map(({ name }, at) => [name, at]));
}

/** Where a name stands; the place behind the end where it is not there yet. */
export function placeOf(list: readonly Entry[], index: ReadonlyMap<string, number> | undefined, name: string): number {
  if (index !== undefined) return index.get(name) ?? list.length;
  let at = 0;
  while (at < list.length && list[at]?.name !== name) at += 1;
  return at;
}

function isSame(entry: Entry, value: Value, priority: number, source: string): boolean {
  return sameStamp(entry, priority, source) && sameValue(entry.value, value);
}

export function sameStamp(stamp: Stamp, priority: number, source: string): boolean {
  return stamp.priority === priority && stamp.source === source;
}

/** A mark or creating entry after M3: the old one where it is the same, so that it keeps its sequence. */
export function stampOf<Kind extends Stamp>(old: Kind | undefined, stamp: Kind): Kind {
  return old !== undefined && sameStamp(old, stamp.priority, stamp.source) ? old : stamp;
}

/** The very same members in the same order. */
export function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

/** M9: for each node the highest (priority, sequence). The same sequence stands in one layer only; if not, the later layer wins. */
export function beats(challenger: Stamp, holder: Stamp): boolean {
  return challenger.priority === holder.priority ? challenger.sequence >= holder.sequence : challenger.priority > holder.priority;
}
