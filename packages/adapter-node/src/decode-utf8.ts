/** Strict UTF-8 without its byte order mark, or `undefined` (D1): Node's own decoder, which takes a twentieth of the time of the core's. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
