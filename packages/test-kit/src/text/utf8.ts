/** The UTF-8 bytes of a text, without TextEncoder: a bare Hermes has none. A lone surrogate becomes U+FFFD. */
export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  const put = (byte: number): void => {
    bytes[length] = byte;
    length += 1;
  };
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
    if (point < 0x80) put(point);
    else if (point < 0x800) {
      put(0xc0 | (point >> 6));
      put(0x80 | (point & 0x3f));
    } else {
      if (point < 0x10000) put(0xe0 | (point >> 12));
      else {
        put(0xf0 | (point >> 18));
        put(0x80 | ((point >> 12) & 0x3f));
      }
      put(0x80 | ((point >> 6) & 0x3f));
      put(0x80 | (point & 0x3f));
    }
  }
  return bytes.slice(0, length);
}

/** One character a byte: what bytes look like where nobody knows their encoding. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}

/** Reads UTF-8; bytes that are none come back as {@link latin1}. */
export function textOf(bytes: Uint8Array): string {
  const raw = latin1(bytes);
  if (!/[\x80-\xff]/.test(raw)) return raw;
  try {
    return decodeURIComponent(raw.replace(/[^A-Za-z0-9]/g, (character) => `%${hexByte(character.charCodeAt(0))}`));
  } catch {
    return raw;
  }
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, '0');
}
