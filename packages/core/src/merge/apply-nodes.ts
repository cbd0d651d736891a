import type { IncomingNode } from '../document/mergeable.js';
import { same } from '../document/same.js';
import type { Value } from '../document/tree.js';
import { byName, sameStamp } from './entry.js';
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
  const next = byName(stored);
  const known = byName(before);
  for (const node of incoming) {
    const { name, value } = node;
    const priority = node.priority ?? defaults.priority; // M2
    const source = node.source ?? defaults.source;
    const there = next.get(name);
    if (priority < barrier || (there !== undefined && priority < there.priority)) continue; // M3: higher or equal replaces
    const old = [there, known.get(name)].find((entry) => entry !== undefined && isSame(entry, value, priority, source)); // M3: no change
    next.set(name, old ?? { name, value, priority, source, sequence: defaults.sequence });
  }
  // What was dropped and came again comes where it was; a replaced layer is in its document's order.
  const order = new Set(stored.length === 0 ? next.keys() : [...known.keys(), ...next.keys()]);
  return [...order].flatMap((name) => next.get(name) ?? []);
}

function isSame(entry: Entry, value: Value, priority: number, source: string): boolean {
  return sameStamp(entry, priority, source) && same(entry.value, value);
}
