/**
 * The code of a Node error, such as `ECONNREFUSED`: the only part of it that may leave a port. Messages are never used,
 * they echo addresses and paths (S4).
 */
export function errorCode(error: unknown): string {
  const code = (error as { readonly code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? code : 'unknown';
}
