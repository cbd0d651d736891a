/**
 * Whether two plain values are the same, field by field: text by text, lists in their order, a secret by its reference
 * (equal values of one vault share one). Nothing is trimmed or coerced (D2a). Depth is bounded by the reader's cap (F9).
 */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const fields = new Map(Object.entries(b));
  const own = Object.entries(a);
  return own.length === fields.size && own.every(([name, value]) => fields.has(name) && same(value, fields.get(name)));
}
