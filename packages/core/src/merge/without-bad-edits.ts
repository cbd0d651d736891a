import type { Fault } from '../document/problem.js';
import { validateAccount } from '../document/validate-account.js';
import type { CheckAccount } from './edit.js';
import { withLayer, type Layers } from './layer.js';
import { mergeSection } from './merge.js';
import { formatPath } from './path.js';

/** Layers that hold, and what had to go for it. */
export interface Kept {
  /** The same object where nothing was set aside. */
  readonly layers: Layers;
  /** The paths of the edits that were taken away, in the order in which they were made. */
  readonly setAside: readonly string[];
  /** The faults that they brought; without an edit set aside empty, although the layers may have faults of the provider's. */
  readonly faults: readonly Fault[];
}

/**
 * If the merged account fails only because of the user's edits, those are set aside (D9): as few as it needs, the edits of
 * the faulty nodes where that is enough. Otherwise the layers stay as they are, valid or not.
 */
export function withoutBadEdits(layers: Layers, check: CheckAccount = validateAccount): Kept {
  const faultsWithout = (names: ReadonlySet<string>): readonly Fault[] => check(mergeSection(without(layers, names), 'account'));
  const faults = faultsWithout(new Set());
  const edits = layers.user.account.map(({ name }) => name);
  const faulty = edits.filter((name) => faults.some(({ node }) => node === name));
  // A validator may compare nodes, so that the fault stands at one and its cause at another.
  const enough = [faulty, edits].find((names) => faultsWithout(new Set(names)).length === 0);
  if (enough === undefined) return { layers, setAside: [], faults: [] };

  const bad = new Set(enough);
  for (const name of enough) {
    bad.delete(name);
    if (faultsWithout(bad).length > 0) bad.add(name);
  }
  return { layers: without(layers, bad), setAside: [...bad].map((name) => formatPath({ section: 'account', name })), faults };
}

function without(layers: Layers, names: ReadonlySet<string>): Layers {
  if (names.size === 0) return layers;
  return withLayer(layers, 'user', { ...layers.user, account: layers.user.account.filter(({ name }) => !names.has(name)) });
}
