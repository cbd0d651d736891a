import { fieldOf, parseJson } from './json.js';
import { isHtmlRoot, looksLikeHtml } from './html.js';
import type { RawElement } from './tree.js';

/** In UTF-16 units (D8). */
const LONGEST_MESSAGE = 500;

/** White space that keeps words apart; all of it but the space itself counts as control characters. */
function isSeparator(point: number): boolean {
  return point === 0x20 || (point >= 0x09 && point <= 0x0d) || point === 0x85 || point === 0x2028 || point === 0x2029;
}

/** C0, DEL, C1, lone surrogates, and what turns the direction of text around: a sentence reads as it was written. */
function isRemoved(point: number): boolean {
  return (
    point < 0x20 ||
    (point >= 0x7f && point <= 0x9f) ||
    point === 0x061c ||
    point === 0x200e ||
    point === 0x200f ||
    (point >= 0x202a && point <= 0x202e) ||
    (point >= 0x2066 && point <= 0x2069) ||
    (point >= 0xd800 && point <= 0xdfff) ||
    point === 0xfeff
  );
}

/**
 * A sentence of the provider as plain text (D8): without control characters and outer white space, cut at 500 without
 * splitting a surrogate pair; line breaks become spaces. `undefined` where nothing is left, or where it is a web page.
 */
export function cleanMessage(text: string): string | undefined {
  if (looksLikeHtml(text)) return undefined;
  let clean = '';
  let gap = '';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (isSeparator(point)) {
      gap += character;
    } else if (!isRemoved(point)) {
      const space = clean === '' ? '' : /^ *$/.test(gap) ? gap : ' ';
      if (clean.length + space.length + character.length > LONGEST_MESSAGE) return clean;
      clean += space + character;
      gap = '';
    }
  }
  return clean === '' ? undefined : clean;
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
