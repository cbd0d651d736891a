import { accept, refuse, type Result, type Warning } from '../document/problem.js';
import type { Pairs } from '../document/tree.js';
import { trimXmlSpace } from '../document/xml-space.js';
import { tokenize } from './placeholder.js';
import { fillPieces, withheld, type Filling } from './template.js';

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
    const line = trimXmlSpace(written);
    if (line === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    if (!TOKEN.test(name) || /%[A-Za-z_]\w*%/.test(name)) return refuse('service.header', { node: filling.node });
    if (FORBIDDEN.test(name)) return refuse('service.header', { node: name.toLowerCase() });
    const value = fillValue(trimXmlSpace(line.slice(colon + 1)), filling);
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
const FORBIDDEN = /^(?:connection|content-length|host|http2-settings|keep-alive|proxy-(?:authenticate|authorization|connection)|te|trailer|transfer-encoding|upgrade)$/i;

function fillValue(template: string, filling: Filling): Result<{ text: string; warnings: readonly Warning[] }> {
  const { node } = filling;
  const tokens = tokenize(template, filling.scope, node);
  if (!tokens.ok) return tokens;
  const { texts, placeholders, warnings } = tokens.value;
  const pieces = fillPieces(texts, placeholders, 'verbatim', filling);
  if (!pieces.ok) return pieces;
  const text = pieces.value.join('');
  // HTTP trims at the ends: blanks of the template may go, those of a value (every second piece) may not.
  const values = pieces.value.map((piece, at) => (at % 2 === 0 ? trimXmlSpace(piece) : piece)).join('');
  if (!isHeaderText(text) || /^ | $/.test(values)) return refuse('service.header', { node });
  return accept({ text: trimXmlSpace(text), warnings: [...warnings, ...withheld(placeholders, filling)] });
}
