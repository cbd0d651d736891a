type Fields = { readonly [name: string]: unknown };

/**
 * Whether two plain values are the same, field by field: text by text, lists in their order, a secret by its reference
 * (equal values of one vault share one). Nothing is trimmed or coerced (D2a). Depth is bounded by the reader's cap (F9).
 */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [a, b] as readonly [Fields, Fields];
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => name in other && same(one[name], other[name]));
}
