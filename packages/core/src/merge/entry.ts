import type { Entry, Stamp } from './layer.js';

export function byName(entries: readonly Entry[]): Map<string, Entry> {
  return new Map(entries.map((entry) => [entry.name, entry]));
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
