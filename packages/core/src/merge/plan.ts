import { impactOf, type Impact } from '../document/impact.js';
import { maskLeaf, maskTree } from '../document/mask.js';
import type { CollectionName, NodeSection } from '../document/mergeable.js';
import { defined } from '../document/defined.js';
import { same } from '../document/same.js';
import { isSubtree, type Pairs, type XmlElement } from '../document/tree.js';
import { COLLECTIONS, SECTIONS, type Layers } from './layer.js';
import { merge } from './merge.js';
import { formatPath } from './path.js';
import type { ProfileItem, ProfileValue } from './profile.js';

/** One leaf that would be another. */
export interface Change {
  /** As `explain` takes it; of an item without any leaf the path of the item. */
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'removed';
  readonly impact: Impact;
  /** What is shown before and after; masked where it is secret (S4), so that a changed secret looks the same. */
  readonly before?: string | XmlElement;
  readonly after?: string | XmlElement;
}

/** What applying would change (M11). Plain data without secrets. */
export interface Plan {
  /** In the profile's order, the removed ones of a list behind. Empty where both profiles have the same leaves; the order of items is not compared. */
  readonly changes: readonly Change[];
  /** The heaviest of all; absent where nothing changes. */
  readonly impact?: Impact;
}

/** From light to heavy. */
const WEIGHTS: readonly Impact[] = ['hot', 'reregister', 'restart', 'relogin'];

/** Says what would change, and how heavily, if `after` were applied where `before` is in use (M11). `plan(x, x)` is empty. */
export function plan(before: Layers, after: Layers): Plan {
  if (before === after) return { changes: [] };
  const [old, next] = [merge(before), merge(after)];
  const changes: Change[] = [];
  for (const section of SECTIONS) {
    compare(old[section], next[section], section, (name) => formatPath({ section, name }), changes);
  }
  for (const section of COLLECTIONS) compareItems(old[section], next[section], section, changes);
  const impact = WEIGHTS[changes.reduce((heaviest, change) => Math.max(heaviest, WEIGHTS.indexOf(change.impact)), -1)];
  return defined({ changes, impact });
}

function compareItems(before: readonly ProfileItem[], after: readonly ProfileItem[], section: CollectionName, changes: Change[]): void {
  const old = new Map(before.map((item) => [item.id, item]));
  const pathIn = (id: string) => (name: string): string => formatPath({ section, id, name });
  const bare = ({ id, nodes }: ProfileItem, kind: Change['kind']): void => {
    if (nodes.length === 0) changes.push({ path: formatPath({ section, id }), kind, impact: impactOf(section, '') });
  };
  for (const item of after) {
    const was = old.get(item.id);
    old.delete(item.id);
    if (was === undefined) bare(item, 'added');
    compare(was?.nodes ?? [], item.nodes, section, pathIn(item.id), changes);
  }
  for (const item of old.values()) {
    bare(item, 'removed');
    compare(item.nodes, [], section, pathIn(item.id), changes);
  }
}

function compare(before: Pairs<ProfileValue>, after: Pairs<ProfileValue>, section: NodeSection | CollectionName, pathOf: (name: string) => string, changes: Change[]): void {
  const old = new Map(before);
  const note = (name: string, kind: Change['kind'], was: ProfileValue | undefined, is: ProfileValue | undefined): void => {
    changes.push(defined({ path: pathOf(name), kind, impact: impactOf(section, name), before: shown(was), after: shown(is) }));
  };
  for (const [name, value] of after) {
    const was = old.get(name);
    if (was === undefined) note(name, 'added', undefined, value);
    else if (!same(was, value)) note(name, 'changed', was, value);
    old.delete(name);
  }
  for (const [name, value] of old) note(name, 'removed', value, undefined);
}

function shown(value: ProfileValue | undefined): string | XmlElement | undefined {
  if (value === undefined) return undefined;
  return isSubtree(value) ? maskTree(value) : maskLeaf(value);
}
