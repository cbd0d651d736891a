import type { IncomingNode } from '../document/mergeable.js';
import { same } from '../document/same.js';
import type { Value } from '../document/tree.js';
import { indexOf, placeIn, sameStamp } from './entry.js';
import type { Entry, Stamp } from './layer.js';

/**
 * Applies the nodes of one list to the entries of one layer (M3).
 * `stored` is what M3 tests against; `before` is the layer before this arrival, whose unchanged entries keep their
 * sequence. They differ only where the arrival first dropped something (M4's replaced layer, M6).
 * `defaults` holds the arrival's sequence, and priority and source for nodes without them (M2, M5).
 * `barrier` is the priority of a remove mark that stands: what is lower stays out (M6).
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
  const known = indexOf(before, incoming.length);
  for (const node of incoming) {
    const { name, value } = node;
    const priority = node.priority ?? defaults.priority; // M2
    const source = node.source ?? defaults.source;
    const at = placeIn(next, index, name);
    const there = next[at];
    if (priority < barrier || (there !== undefined && priority < there.priority)) continue; // M3: higher or equal replaces
    if (there !== undefined && isSame(there, value, priority, source)) continue; // M3: no change
    const old = before[placeIn(before, known, name)];
    next[at] = old !== undefined && isSame(old, value, priority, source) ? old : { name, value, priority, source, sequence: defaults.sequence };
    index?.set(name, at);
  }
  return stored === before || stored.length === 0 ? next : inOldOrder(next, before); // a replaced layer is in its document's order
}

/** What was dropped and came again comes where it was. */
function inOldOrder(entries: readonly Entry[], before: readonly Entry[]): readonly Entry[] {
  const left = new Map(entries.map((entry) => [entry.name, entry]));
  const again = before.flatMap(({ name }) => left.get(name) ?? []);
  for (const { name } of before) left.delete(name);
  return [...again, ...left.values()];
}

function isSame(entry: Entry, value: Value, priority: number, source: string): boolean {
  return sameStamp(entry, priority, source) && same(entry.value, value);
}
