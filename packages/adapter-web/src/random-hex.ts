/** Lower-case hex of this many random bytes, fit for keys; at most 65,536. Also there where `crypto.subtle` is not. */
export function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
