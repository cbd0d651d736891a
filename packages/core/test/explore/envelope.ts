import type { Pairs } from '../../src/document/tree.js';

/** Stands for an encryption: no value can be seen in it. */
export function sealedOf(values: Pairs<string>): string {
  return Buffer.from(JSON.stringify(values)).toString('base64');
}

const OPENED = new Map<string, Pairs<string>>();

export function opened(sealed: string): Pairs<string> {
  const known = OPENED.get(sealed) ?? (JSON.parse(Buffer.from(sealed, 'base64').toString()) as Pairs<string>);
  OPENED.set(sealed, known);
  return known;
}
