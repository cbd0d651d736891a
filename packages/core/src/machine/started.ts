import { LEAST_BETWEEN_MS } from '../policy/due.js';
import { dueOf, failuresOf } from './book.js';
import type { Resting } from './state.js';

/**
 * A start of the app asks for everything that is asked for by itself (R1), at most once in a quarter of an hour (R4). What failed
 * before keeps the time of its next try: retries survive a restart (R6).
 */
export function started(state: Resting, at: number): Resting {
  if (state.tag !== 'ready') return state;
  const { book, generation } = state;
  const asked = [book.startedAt, generation.savedAt].some((then) => then !== undefined && at >= then && at - then < LEAST_BETWEEN_MS);
  if (asked) return state;
  const due = dueOf(book, generation).map((one) => (failuresOf(book, generation.number, one.document) > 0 ? one : { ...one, at }));
  return { ...state, book: { ...book, startedAt: at, generation: generation.number, due } };
}
