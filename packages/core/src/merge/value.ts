import { isSecret, isSubtree, type SafeElement, type Value } from '../document/tree.js';

/**
 * Whether two values are the same, structurally: text by text, a secret by its reference (equal values of one vault share
 * one), a subtree by name, attributes in order, text and children in order. Nothing is trimmed or coerced (D2a).
 */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a === 'string' || typeof b === 'string') return false;
  if (isSecret(a)) return isSecret(b) && a.secret === b.secret && a.shown === b.shown;
  return isSubtree(b) && sameElement(a, b);
}

/** Depth is bounded by the reader's cap (F9). */
function sameElement(a: SafeElement, b: SafeElement): boolean {
  return (
    a.name === b.name &&
    sameValue(a.text, b.text) &&
    a.attributes.length === b.attributes.length &&
    a.children.length === b.children.length &&
    a.attributes.every(([name, value], index) => {
      const other = b.attributes[index];
      return other !== undefined && name === other[0] && sameValue(value, other[1]);
    }) &&
    a.children.every((child, index) => {
      const other = b.children[index];
      return other !== undefined && sameElement(child, other);
    })
  );
}
