import { fieldOf, parseJson } from './json.js';
import { isHtmlRoot, looksLikeHtml } from './html.js';
import type { RawElement } from './tree.js';
import { trimXmlSpace } from './xml-space.js';

/** In UTF-16 units (D8). */
const LONGEST_MESSAGE = 500;

/** White space that keeps words apart; all of it but the space itself counts as control characters. */
const GAP = /[ \t-\r\x85\u2028\u2029]+/g;

/** C0, DEL, C1, lone surrogates, and what turns the direction of text around: a sentence reads as it was written. */
const REMOVED = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]/gu;

/**
 * A sentence of the provider as plain text (D8): without control characters and outer white space, cut at 500 without
 * splitting a surrogate pair; line breaks become spaces. `undefined` where nothing is left, or where it is a web page.
 */
export function cleanMessage(text: string): string | undefined {
  if (looksLikeHtml(text)) return undefined;
  const clean = trimXmlSpace(text.replace(REMOVED, '').replace(GAP, (gap) => (/^ *$/.test(gap) ? gap : ' ')));
  const cut = trimXmlSpace(clean.slice(0, LONGEST_MESSAGE).replace(/[\ud800-\udfff]$/u, ''));
  return cut === '' ? undefined : cut;
}

/** The first `message` of a document that says something, at the root or below it, in document order (D8). */
export function messageOfXml(root: RawElement): string | undefined {
  if (isHtmlRoot(root)) return undefined;
  const own = root.name === 'message' ? cleanMessage(root.text) : undefined;
  if (own !== undefined) return own;
  for (const child of root.children) {
    const below = messageOfXml(child);
    if (below !== undefined) return below;
  }
  return undefined;
}

/** The `message` or `error` string of a JSON object (D8); an object or number in their place says nothing. */
export function messageOfJson(text: string): string | undefined {
  const json = parseJson(text);
  for (const name of ['message', 'error']) {
    const sentence = fieldOf(json?.value, name);
    const clean = typeof sentence === 'string' ? cleanMessage(sentence) : undefined;
    if (clean !== undefined) return clean;
  }
  return undefined;
}
