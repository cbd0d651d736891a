import { accept, refuse, type Result, type Warning } from '../document/problem.js';
import type { Pairs } from '../document/tree.js';
import { tokenize } from './placeholder.js';
import { valueOf, withheld, type Filling } from './template.js';

/** Headers after filling. */
export interface FilledHeaders {
  readonly headers: Pairs<string>;
  readonly warnings: readonly Warning[];
}

/**
 * Fills a `CustomHeaders` template (W4): `Name: value` lines, separated by a newline or the two characters `\n`. The lines
 * are told apart before any value is filled in. Names hold no placeholder. Refuses with `service.header` for a malformed
 * line, a forbidden name, a value outside printable ASCII, and one with a space at an end, which HTTP would drop. The
 * problem names the key, not the line: the whole template is a secret (S3).
 */
export function fillHeaders(template: string, filling: Filling): Result<FilledHeaders> {
  const headers: (readonly [string, string])[] = [];
  const warnings: Warning[] = [];
  for (const written of template.split(/\r\n|\r|\n|\\n/)) {
    const line = trimBlanks(written);
    if (line === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    if (!TOKEN.test(name) || /%[A-Za-z_]\w*%/.test(name)) return refuse('service.header', { node: filling.node });
    if (isForbidden(name)) return refuse('service.header', { node: name.toLowerCase() });
    const value = fillValue(trimBlanks(line.slice(colon + 1)), filling);
    if (!value.ok) return value;
    headers.push([name, value.value.text]);
    warnings.push(...value.value.warnings);
  }
  return accept({ headers, warnings });
}

/** Printable ASCII: what a header value may hold (W4). */
export function isHeaderText(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** The value of a header by its name in any case; the first one counts. */
export function headerOf(headers: Pairs<string>, name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
}

/** `<app>/<version>` (W12): what a product token cannot hold becomes `-`. */
export function userAgentOf(app: string, version: string): string {
  return [app, version].map((part) => part.replace(/[^!#$%&'*+.^_`|~0-9A-Za-z-]/g, '-')).join('/');
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/; // RFC 9110, section 5.6.2

/** Hop-by-hop headers, and those that only the sender of the message may set (W4). */
const FORBIDDEN: readonly string[] = [
  'connection', 'content-length', 'host', 'http2-settings', 'keep-alive', 'proxy-authenticate', 'proxy-authorization',
  'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade',
];

function isForbidden(name: string): boolean {
  return FORBIDDEN.includes(name.toLowerCase());
}

function trimBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && ' \t'.includes(text.charAt(from))) from += 1;
  while (to > from && ' \t'.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

interface Piece {
  readonly text: string;
  readonly value: boolean;
}

function fillValue(template: string, filling: Filling): Result<{ text: string; warnings: readonly Warning[] }> {
  const tokens = tokenize(template, filling.scope, filling.node);
  if (!tokens.ok) return tokens;
  const { texts, placeholders } = tokens.value;
  const pieces: Piece[] = [{ text: texts[0] ?? '', value: false }];
  for (const [index, placeholder] of placeholders.entries()) {
    const value = valueOf(placeholder, filling);
    if (!value.ok) return value;
    pieces.push({ text: value.value, value: true }, { text: texts[index + 1] ?? '', value: false });
  }
  const text = pieces.map((piece) => piece.text).join('');
  const warnings = [...tokens.value.warnings, ...withheld(placeholders, filling)];
  if (!isHeaderText(text) || losesSpace(pieces)) return refuse('service.header', { node: filling.node });
  return accept({ text: trimBlanks(text), warnings });
}

/** Whether a value's own space would be lost at an end of the header, where HTTP trims; blanks of the template may be. */
function losesSpace(pieces: readonly Piece[]): boolean {
  const kept = pieces.filter(({ text, value }) => (value ? text : trimBlanks(text)) !== '');
  const [first, last] = [kept[0], kept[kept.length - 1]];
  return (first?.value === true && first.text.startsWith(' ')) || (last?.value === true && last.text.endsWith(' '));
}
