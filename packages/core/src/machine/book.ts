import { same } from '../document/same.js';
import type { Book } from '../store/book.js';
import type { Generation } from '../store/generation.js';
import { DAY_MS, type Due } from '../policy/due.js';
import { lookUp, type Asked, type Pairs } from '../document/tree.js';

/** What is due when, as it stands now. */
export function dueOf(book: Book, generation: Generation): readonly Due[] {
  const saved = generation.profile?.schedule.due ?? [];
  return book.generation === generation.number ? saved.map((one) => book.due?.find(({ document }) => document === one.document) ?? one) : saved;
}

/** How often in a row each document failed since that generation. */
export function allFailures({ generation, failures = [] }: Book, number: number): Pairs<number> {
  return generation === number ? failures : [];
}

export function failuresOf(book: Book, number: number, name: Asked): number {
  return lookUp(allFailures(book, number), name) ?? 0;
}

/** For the next generation nothing counts that was about the one before. */
export function forAnother({ generation: _before, due: _due, failures: _failed, ...book }: Book): Book {
  return book;
}

/** The same tries and due times for a generation that came of no answer: the user edited, or a trial is over (R10). */
export function forEdited(book: Book, before: Generation, number: number): Book {
  const { revisions } = book;
  const seen = revisions?.generation === before.number ? { revisions: { ...revisions, generation: number } } : {}; // P4
  return { ...book, ...seen, generation: number, due: dueOf(book, before), failures: allFailures(book, before.number) };
}

/** What is written of it: due times only of what failed. The others would bring back what was asked for since (R5 writes nothing). */
export function keptOf(book: Book): Book {
  const { due = [], failures = [] } = book;
  return { ...book, due: due.filter(({ document }) => (lookUp(failures, document) ?? 0) > 0) };
}

/** Whether something changed that has to survive a restart of the app (R4, R6): an unchanged refresh writes nothing (R5). */
export function isWorthSaving(before: Book, after: Book): boolean {
  if (before === after) return false;
  const kept = ({ generation, due: _times, failures = [], ...rest }: Book): readonly unknown[] => [rest, failures, failures.length > 0 && generation];
  return !same(kept(before), kept(after));
}

/**
 * R7: a clock that jumped back starves nobody. While something failed the curves of R6 and a `Retry-After` say when it is tried again, what
 * was asked for with it too: a day ahead at most, however short the interval is. The same list where nothing lies too far ahead.
 */
export function withinReach(due: readonly Due[], now: number, failures: Pairs<number>): readonly Due[] {
  const least = failures.length > 0 ? DAY_MS : 0;
  const tooFar = ({ at, every }: Due): boolean => at !== undefined && at > now + Math.max(every, least);
  return due.some(tooFar) ? due.map((one) => (tooFar(one) ? { ...one, at: now + one.every } : one)) : due;
}
