import { LEAST_BETWEEN_MS } from '../policy/due.js';
import { allFailures, dueOf, failuresOf } from './book.js';
import type { Resting } from './state.js';

/**
 * A start of the app asks for everything that is asked for by itself (R1), at most once in a quarter of an hour (R4), but at once where
 * the newest generation is damaged (S2). What failed before keeps the time of its next try: retries survive a restart (R6).
 */
export function started(state: Resting, at: number): Resting {
  if (state.tag !== 'ready') return state;
  const { book, generation } = state;
  const last = Math.max(...[book.startedAt, generation.savedAt].map((then = Infinity) => (then > at ? -Infinity : then)));
  const again = state.stored === generation.number ? last + LEAST_BETWEEN_MS : at; // S2: the newest is damaged
  const now = again <= at;
  const due = dueOf(book, generation).map((one) => {
    if (failuresOf(book, generation.number, one.document) > 0) return one;
    if (now) return { ...one, at };
    return (one.at ?? again) >= again ? one : { ...one, at: again }; // what an unchanged answer moved was not written
  });
  return { ...state, book: { ...book, ...(now && { startedAt: at }), generation: generation.number, due, failures: allFailures(book, generation.number) } };
}
