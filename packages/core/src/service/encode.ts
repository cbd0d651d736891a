import { attempt } from '../text/attempt.js';
import { encodePercent } from '../text/percent.js';
import { hasLoneSurrogate } from '../text/utf8.js';

/**
 * Where a value stands, which decides how it is written (W8): percent-encoded in a `url` and a `form` body, escaped inside
 * the quotes of a `json` string and inside `xml` text or attributes, as it is when `verbatim`.
 */
export type Position = 'url' | 'form' | 'json' | 'xml' | 'verbatim';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with padding (RFC 4648, section 4). */
export function base64(bytes: Uint8Array): string {
  const digits = Array.from({ length: Math.ceil((bytes.length * 4) / 3) }, (_, digit) => {
    const at = (digit * 6) >> 3;
    const pair = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    return BASE64.charAt((pair >> (10 - ((digit * 6) & 7))) & 63);
  });
  return digits.join('').padEnd(Math.ceil(bytes.length / 3) * 4, '=');
}

/** Percent-encodes everything but the unreserved characters of RFC 3986; `undefined` for a lone surrogate. */
export function percentEncode(text: string): string | undefined {
  return attempt(() => encodePercent(text));
}

/** A `%` that would make an escape together with the value after it (`%4` and `1`) becomes `%25`, so that the value stays whole. */
export function closeEscape(literal: string): string {
  return literal.replace(/%([0-9A-Fa-f]?)$/, '%25$1');
}

/** Characters that no XML 1.0 document can hold, not even as a reference. */
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** Tab, line feed and return as references too: a parser would turn them into spaces in an attribute, or drop a return. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"'\t\n\r]/g, (char) => `&#${String(char.charCodeAt(0))};`);
}

/** Writes a value for its position (W8); `undefined` where the position cannot hold it. */
export function encodeFor(position: Position, text: string): string | undefined {
  if (hasLoneSurrogate(text)) return undefined;
  switch (position) {
    case 'url':
    case 'form':
      return percentEncode(text);
    case 'json':
      return JSON.stringify(text).slice(1, -1);
    case 'xml':
      return NOT_IN_XML.test(text) ? undefined : escapeXml(text);
    case 'verbatim':
      return text;
  }
}

/** How placeholders of a body of this media type are written (W8); parameters such as `charset` do not matter. */
export function positionOf(contentType: string): Position {
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') return 'form';
  if (/(?:\/|\+)json$/.test(type)) return 'json';
  if (/(?:\/|\+)xml$/.test(type)) return 'xml';
  return 'verbatim';
}
