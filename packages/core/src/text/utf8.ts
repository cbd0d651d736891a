/** As many arguments as any engine takes in one call. */
const PIECE = 4096;

/** Bytes as characters of the same number: enough to recognise what a body is, whatever its encoding claims to be. */
export function toLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return text;
}

/** How many continuation bytes a code point takes. */
function continuations(point: number): number {
  return point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
}

/**
 * Decodes strict UTF-8 (D1): `undefined` for anything that is not, overlong forms, surrogates and values beyond U+10FFFF
 * included. One leading byte order mark is dropped; a second one stays as U+FEFF. The same on every platform (D2).
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  let text = '';
  let points: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at++] ?? 0;
    const more = lead < 0x80 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    let point = more === 0 ? lead : lead - ((0xff00 >> (more + 1)) & 0xff); // negative where no sequence begins
    for (let left = more; left > 0; left -= 1) {
      const next = (bytes[at++] ?? 0) ^ 0x80;
      if (next > 0x3f) return undefined;
      point = point * 64 + next;
    }
    if (point < 0 || continuations(point) !== more || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return undefined;
    points.push(point);
    if (points.length < PIECE && at < bytes.length) continue;
    text += String.fromCodePoint(...points);
    points = [];
  }
  return text.replace(/^\ufeff/, '');
}

/** UTF-8 bytes of a text; `undefined` where a surrogate stands without its partner (W7, W8). */
export function utf8Bytes(text: string): Uint8Array | undefined {
  if (hasLoneSurrogate(text)) return undefined;
  const bytes = new Uint8Array(text.length * 3); // no unit of a text takes more
  let end = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const more = continuations(point);
    bytes[end++] = more === 0 ? point : ((0xff00 >> (more + 1)) & 0xff) | (point >> (6 * more));
    for (let left = more - 1; left >= 0; left -= 1) bytes[end++] = 0x80 | ((point >> (6 * left)) & 0x3f);
  }
  return bytes.slice(0, end);
}

/** Whether a UTF-16 surrogate stands without its partner: such a text has no UTF-8 form and is never taken or sent (I4, W8). */
export function hasLoneSurrogate(text: string): boolean {
  return /[\ud800-\udfff]/u.test(text);
}
