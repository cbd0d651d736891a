/**
 * The name of an error, such as `QuotaExceededError`: the only part of it that may leave a port. Messages are never used,
 * they echo addresses (S4).
 */
export function errorName(error: unknown): string {
  const name = (error as { readonly name?: unknown } | null | undefined)?.name;
  return typeof name === 'string' && /^[A-Za-z]{1,64}$/.test(name) ? name : 'unknown';
}
