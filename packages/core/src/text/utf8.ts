const PIECE = 4096;

/** How many continuation bytes a lead byte promises; -1 where no sequence may begin. */
function continuations(lead: number): number {
  if (lead < 0x80) return 0;
  if (lead >= 0xc2 && lead <= 0xdf) return 1;
  if (lead >= 0xe0 && lead <= 0xef) return 2;
  if (lead >= 0xf0 && lead <= 0xf4) return 3;
  return -1;
}

/** The second byte decides about overlong forms, surrogates and what lies beyond U+10FFFF. */
function secondByteFits(lead: number, second: number): boolean {
  if (lead === 0xe0) return second >= 0xa0;
  if (lead === 0xed) return second <= 0x9f;
  if (lead === 0xf0) return second >= 0x90;
  if (lead === 0xf4) return second <= 0x8f;
  return true;
}

/**
 * Decodes strict UTF-8 (D1): `undefined` for anything that is not, overlong forms, surrogates and values beyond U+10FFFF
 * included. One leading byte order mark is dropped; a second one stays as U+FEFF. The same on every platform (D2).
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const pieces: string[] = [];
  let units: number[] = [];
  let at = marked ? 3 : 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    at += 1;
    if (lead < 0x80) {
      units.push(lead);
    } else {
      const more = continuations(lead);
      if (more < 0 || at + more > bytes.length || !secondByteFits(lead, bytes[at] ?? 0)) return undefined;
      let point = more === 1 ? lead & 0x1f : more === 2 ? lead & 0x0f : lead & 0x07;
      for (let left = more; left > 0; left -= 1) {
        const next = bytes[at] ?? 0;
        if ((next & 0xc0) !== 0x80) return undefined;
        point = (point << 6) | (next & 0x3f);
        at += 1;
      }
      if (point < 0x10000) units.push(point);
      else units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
    }
    if (units.length >= PIECE) {
      pieces.push(String.fromCharCode(...units));
      units = [];
    }
  }
  pieces.push(String.fromCharCode(...units));
  return pieces.join('');
}

/** How many bytes a text takes in UTF-8; a lone surrogate counts as the three bytes of its replacement. */
export function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return length;
}

/** UTF-8 bytes of a text; `undefined` where a surrogate stands without its partner (W7, W8). */
export function utf8Bytes(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length * 3); // no unit of a text takes more
  let end = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      bytes[end++] = unit;
    } else if (unit < 0x800) {
      bytes[end++] = 0xc0 | (unit >> 6);
      bytes[end++] = 0x80 | (unit & 0x3f);
    } else if (unit < 0xd800 || unit > 0xdfff) {
      bytes[end++] = 0xe0 | (unit >> 12);
      bytes[end++] = 0x80 | ((unit >> 6) & 0x3f);
      bytes[end++] = 0x80 | (unit & 0x3f);
    } else {
      const low = text.charCodeAt(at + 1);
      if (unit > 0xdbff || !(low >= 0xdc00 && low <= 0xdfff)) return undefined;
      const point = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
      bytes[end++] = 0xf0 | (point >> 18);
      bytes[end++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[end++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[end++] = 0x80 | (point & 0x3f);
      at += 1;
    }
  }
  return bytes.slice(0, end);
}

/** Whether a UTF-16 surrogate stands without its partner: such a text has no UTF-8 form and is never taken or sent (I4, W8). */
export function hasLoneSurrogate(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const low = text.charCodeAt(at + 1);
    if (unit > 0xdbff || !(low >= 0xdc00 && low <= 0xdfff)) return true;
    at += 1;
  }
  return false;
}
