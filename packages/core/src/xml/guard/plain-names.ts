import { scan } from './scan.js';

/** A guarded text in which every name is `n` and a number, and the names by these numbers. */
export interface PlainNames {
  readonly text: string;
  readonly names: readonly string[];
}

const NO_LIMITS = { depth: Infinity, nodes: Infinity, attributes: Infinity };

/**
 * Gives every name of a guarded text a number, for a parser that would do more with names than compare them: drop or
 * reorder declarations of namespaces, limit their length, follow an older edition of XML, or make elements of HTML, as a
 * browser's does (D2). What such a parser then reports with a namespace is its own, not the document's.
 */
export function plainNames(text: string): PlainNames {
  const numbers = new Map<string, number>();
  const pieces: string[] = [];
  let done = 0;
  scan(text, 0, NO_LIMITS, (from, to) => {
    const name = text.slice(from, to);
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    pieces.push(text.slice(done, from), `n${number}`);
    done = to;
    return true;
  });
  pieces.push(text.slice(done));
  return { text: pieces.join(''), names: [...numbers.keys()] };
}
