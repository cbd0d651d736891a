import type { Curve } from './outcome.js';

const MINUTE_MS = 60_000;
const LONGEST_MS = 4 * 3_600_000;

/** No retry comes sooner, whatever chance says. */
const SHORTEST_MS = 1_000;

/** Where the curves begin (R6), in ms; `regular` has none: it waits for the next regular time, and for this long at least. */
const FIRST_MS: { readonly [curve in Curve]: number } = { fast: 30_000, slow: 5 * MINUTE_MS, regular: LONGEST_MS };

/** A first run asks the portal so often, and begins no try later than this after its start (R6). */
export const FIRST_RUN_TRIES = 4;
export const FIRST_RUN_RETRY_MS = 60_000;

/**
 * How long to wait after so many failures in a row, in ms (R6): full jitter below a bound that doubles from 30 s, or from
 * 5 min where a document was refused, up to 4 h. `regular` waits at least 4 h.
 *
 * @param chance from 0 up to 1.
 */
export function retryDelay(curve: Curve, failures: number, chance: number): number {
  const bound = Math.min(LONGEST_MS, FIRST_MS[curve] * 2 ** Math.max(0, failures - 1));
  return curve === 'regular' ? LONGEST_MS : Math.max(SHORTEST_MS, Math.round(chance * bound));
}

/** The same on a first run, in ms: full jitter from `firstMs` on, which doubles with each try (R6). */
export function firstRunDelay(firstMs: number, attempt: number, chance: number): number {
  return Math.round(chance * firstMs * 2 ** Math.max(0, attempt - 1));
}
