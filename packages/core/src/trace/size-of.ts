/** About as many characters as it has as JSON, without making that. */
export function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length + 2;
  if (typeof data !== 'object' || data === null) return 8;
  if (Array.isArray(data)) return data.reduce((sum: number, each) => sum + sizeOf(each) + 1, 2);
  return Object.entries(data).reduce((sum, [name, value]) => sum + name.length + sizeOf(value) + 4, 2);
}
