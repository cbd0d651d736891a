import type { Entry, Stamp } from './layer.js';

/** Up to this many nodes, looking through a list is faster than an index of it. */
const SHORT = 16;

/** Places by name; none for lists that stay short even with `more` nodes. */
export function indexOf(list: readonly Entry[], more: number): Map<string, number> | undefined {
  return list.length + more <= SHORT ? undefined : new Map(list.map(({ name }, at) => [name, at]));
}

/** Where a name stands; the place behind the end where it is not there yet. */
export function placeIn(list: readonly Entry[], index: ReadonlyMap<string, number> | undefined, name: string): number {
  if (index !== undefined) return index.get(name) ?? list.length;
  let at = 0;
  while (at < list.length && list[at]?.name !== name) at += 1;
  return at;
}

export function sameStamp(stamp: Stamp, priority: number, source: string): boolean {
  return stamp.priority === priority && stamp.source === source;
}

/** A mark or creating entry after M3: the old one where it is the same, so that it keeps its sequence. */
export function stampOf<Kind extends Stamp>(old: Kind | undefined, stamp: Kind): Kind {
  return old !== undefined && sameStamp(old, stamp.priority, stamp.source) ? old : stamp;
}

/** M9: for each node the highest (priority, sequence). The same sequence stands in one layer only; if not, the later layer wins. */
export function beats(challenger: Stamp, holder: Stamp): boolean {
  return challenger.priority === holder.priority ? challenger.sequence >= holder.sequence : challenger.priority > holder.priority;
}
