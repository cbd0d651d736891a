import { isSecret, type Leaf } from '../document/tree.js';
import type { Parameters } from '../input/parameters.js';

/** Whether a second submit means the same run (F8). Equal secrets have equal references. */
export function sameParameters(one: Parameters<Leaf>, other: Parameters<Leaf>): boolean {
  return (
    one.cloudId.fullcode === other.cloudId.fullcode &&
    one.username === other.username &&
    sameLeaf(one.password, other.password) &&
    one.oneTime === other.oneTime
  );
}

function sameLeaf(one: Leaf | undefined, other: Leaf | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return isSecret(one) ? isSecret(other) && one.secret === other.secret : one === other;
}
