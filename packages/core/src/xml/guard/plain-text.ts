import { scan } from './scan.js';

/** A guarded text in which every name is `n` and a number, and the names by these numbers. */
export interface PlainText {
  readonly text: string;
  readonly names: readonly string[];
}

const NO_LIMITS = { depth: Infinity, nodes: Infinity, attributes: Infinity };

/**
 * A guarded text for a parser that would do more than read it, as a browser's does (D2): drop or reorder declarations of
 * namespaces, limit the length of names, follow an older edition of XML, make elements of HTML, obey instructions, take
 * quadratic time over comments. So names become numbers, comments and instructions go. What such a parser then reports
 * with a namespace is its own, not the document's.
 */
export function plainText(text: string): PlainText {
  const numbers = new Map<string, number>();
  const pieces: string[] = [];
  let done = 0;
  scan(text, 0, NO_LIMITS, (part, from, to) => {
    let instead = '';
    if (part === 'name') {
      const name = text.slice(from, to);
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      instead = `n${number}`;
    } else if (!/[> \t\n]/.test(text.charAt(from - 1))) {
      instead = '<!---->'; // what stands on both sides may not become one: `]]` and `>`, `&am` and `p;`
    }
    pieces.push(text.slice(done, from), instead);
    done = to;
    return true;
  });
  pieces.push(text.slice(done));
  return { text: pieces.join(''), names: [...numbers.keys()] };
}
