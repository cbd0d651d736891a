import { sha256 } from '@noble/hashes/sha2.js';

/** SHA-256 of a document's bytes, lower-case hex: tells whether two answers are the same (R5, M10). */
export function digestOf(bytes: Uint8Array): string {
  return Array.from(sha256(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
