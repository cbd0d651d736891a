import { nastyOf } from './nasty-kinds.js';

/** A megabyte each, as texts. */
export const NASTY: readonly (readonly [name: string, text: string, outcome: string])[] = nastyOf(1 << 20).map(([name, make, outcome]) => [name, make(), outcome]);

/** Length and hash of a text, for outcomes too large to carry from engine to engine. */
export function digestOf(text: string): string {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return `${text.length} ${hash}`;
}
