import { same } from '../document/same.js';
import type { Leaf } from '../document/tree.js';
import type { Parameters } from '../input/parameters.js';

/** Whether a second submit means the same run (F8). Equal secrets have equal references. */
export function sameParameters(one: Parameters<Leaf>, other: Parameters<Leaf>): boolean {
  return same(one, other);
}
