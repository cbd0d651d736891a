import { isBlank, trimXmlSpace } from '../document/xml-space.js';

/** Replaces a text by one that says nothing but its shape. */
export type Pseudonyms = (text: string) => string;

/** Digests are cut to this many digits where a document without an ETag gets its revision. */
const REVISION_DIGITS = 16;

/**
 * Pseudonyms of one trace: the same text gets the same one, another text another one, in the order of their first appearance.
 * A pseudonym has the shape of its text (a letter for a letter, a digit for a digit, the rest as it is), so that what is
 * numeric, long enough or an e-mail address stays so (D9). Outer XML white space and blank texts stay (D2a).
 */
export function createPseudonyms(): Pseudonyms {
  const known = new Map<string, string>();
  const used = new Map<string, number>();

  const next = (text: string): string => {
    const shape = Array.from(text, shapeOf);
    const name = shape.join('');
    const count = used.get(name) ?? 0;
    used.set(name, count + 1);
    return numbered(shape, count);
  };

  const pseudonym = (text: string): string => {
    const found = known.get(text);
    if (found !== undefined) return found;
    // The revision made of a digest has to be the revision made of its pseudonym.
    const made = isDigest(text) ? pseudonym(text.slice(0, REVISION_DIGITS)) + '0'.repeat(text.length - REVISION_DIGITS) : next(text);
    known.set(text, made);
    return made;
  };

  return (text) => {
    if (isBlank(text)) return text;
    const core = trimXmlSpace(text);
    const start = text.indexOf(core);
    return text.slice(0, start) + pseudonym(core) + text.slice(start + core.length);
  };
}

function isDigest(text: string): boolean {
  return text.length > REVISION_DIGITS && /^[0-9a-f]+$/.test(text);
}

const DIGITS = '0123456789';
const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const CAPITALS = SMALL.toUpperCase();

/** Letters beyond ASCII are small ones; a half of a character counts as one. */
function shapeOf(character: string): string {
  if (/[0-9]/.test(character)) return '0';
  if (/[A-Z]/.test(character)) return 'A';
  return /[a-z]/.test(character) || character > '\u007f' ? 'a' : character;
}

function alphabetOf(shape: string): string | undefined {
  return shape === '0' ? DIGITS : shape === 'A' ? CAPITALS : shape === 'a' ? SMALL : undefined;
}

/** The number of that count, written from the right in the letters and digits of the shape; what does not fit stands behind it. */
function numbered(shape: readonly string[], count: number): string {
  const written = [...shape];
  let left = count;
  for (let at = shape.length - 1; at >= 0 && left > 0; at -= 1) {
    const alphabet = alphabetOf(shape[at] ?? '');
    if (alphabet === undefined) continue;
    written[at] = alphabet.charAt(left % alphabet.length);
    left = Math.floor(left / alphabet.length);
  }
  return left === 0 ? written.join('') : `${written.join('')}~${String(left)}`;
}
