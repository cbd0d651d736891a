import { sha256 } from '../text/hash.js';
import { utf8Bytes } from '../text/utf8.js';

/** SHA-256 of a JSON text's UTF-8 bytes, lower-case hex. JSON escapes lone surrogates, so its text always has bytes. */
export function checksumOf(json: string): string {
  return sha256(utf8Bytes(json) ?? new Uint8Array());
}
