/**
 * Percent-decodes as UTF-8. A sequence that is malformed, overlong, a surrogate or cut short stays as it is (I4):
 * `%C3%A9%FF%4` becomes `é%FF%4`.
 */
export function decodePercent(text: string): string {
  return decode(text).text;
}

/** Percent-decodes as UTF-8; `undefined` where a `%` begins no whole sequence. For links, which are taken whole or refused (I7). */
export function decodePercentStrictly(text: string): string | undefined {
  const { text: decoded, malformed } = decode(text);
  return malformed ? undefined : decoded;
}

/** Percent-encodes all but `A-Z a-z 0-9 - . _ ~` as UTF-8. The text holds no lone surrogate. */
export function encodePercent(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, encodeCharacter);
}

/** One character, percent-encoded whatever it is; no lone surrogate. */
export function encodeCharacter(character: string): string {
  const encoded = encodeURIComponent(character);
  return encoded.length > 1 ? encoded : `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function decode(text: string): { readonly text: string; readonly malformed: boolean } {
  let decoded = '';
  let malformed = false;
  let taken = 0;
  for (let at = text.indexOf('%'); at !== -1; at = text.indexOf('%', at)) {
    const point = codePointAt(text, at);
    if (point === undefined) {
      malformed = true;
      at += 1;
    } else {
      decoded += text.slice(taken, at) + String.fromCodePoint(point);
      at += 3 * encodedLength(point);
      taken = at;
    }
  }
  return { text: decoded + text.slice(taken), malformed };
}

/** The code point whose whole encoded form begins at `at`. */
function codePointAt(text: string, at: number): number | undefined {
  const lead = byteAt(text, at);
  if (lead < 0x80) return lead < 0 ? undefined : lead;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length === 0) return undefined;
  let point = lead & (0xff >> (length + 1));
  for (let index = 1; index < length; index += 1) {
    const byte = byteAt(text, at + 3 * index);
    if (byte < 0x80 || byte > 0xbf) return undefined;
    point = (point << 6) | (byte & 0x3f);
  }
  const overlong = encodedLength(point) !== length;
  return overlong || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? undefined : point;
}

function encodedLength(point: number): number {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

/** The byte that `%XX` at this place stands for, or -1. */
function byteAt(text: string, at: number): number {
  const digits = text.slice(at + 1, at + 3);
  return text[at] === '%' && /^[0-9A-Fa-f]{2}$/.test(digits) ? parseInt(digits, 16) : -1;
}
