import { same } from '../document/same.js';
import type { Generation } from '../store/generation.js';
import type { Due } from '../policy/due.js';
import type { DocumentName, Pairs } from '../document/tree.js';

/** What is remembered beside the generation: what was tried since it was saved, and what is therefore due when. */
export interface Book {
  /** When the app last asked because it had started, in ms since the epoch (R4). */
  readonly startedAt?: number;
  /** When a link last asked, in ms since the epoch (I7). */
  readonly linkAt?: number;
  /** A server asked not to be asked before this, in ms since the epoch (R4). */
  readonly notBefore?: number;
  /** Number of the generation that `due` and `failures` are about; they count for no other one. */
  readonly generation?: number;
  /** In place of due times saved with that generation. */
  readonly due?: readonly Due[];
  /** How often in a row each document failed (R6). */
  readonly failures?: Pairs<number>;
}

/** What is due when, as it stands now. */
export function dueOf(book: Book, generation: Generation): readonly Due[] {
  const saved = generation.profile?.schedule.due ?? [];
  const { due = [] } = book;
  return book.generation === generation.number && due.length > 0 ? saved.map((one) => due.find(({ document }) => document === one.document) ?? one) : saved;
}

export function failuresOf({ generation, failures = [] }: Book, number: number, name: DocumentName): number {
  return generation === number ? (failures.find(([one]) => one === name)?.[1] ?? 0) : 0;
}

/** After a sign-in nothing counts that was about the generation before. */
export function forAnother({ generation: _before, due: _due, failures: _failed, ...book }: Book): Book {
  return book;
}

/** What is written of it: due times only of what failed. The others would bring back what was asked for since (R5 writes nothing). */
export function keptOf(book: Book): Book {
  const { due = [], failures = [] } = book;
  return { ...book, due: due.filter(({ document }) => failures.some(([name, times]) => name === document && times > 0)) };
}

/** Whether something changed that has to survive a restart of the app (R4, R6): an unchanged refresh writes nothing (R5). */
export function isWorthSaving(before: Book, after: Book): boolean {
  if (before === after) return false;
  const kept = ({ startedAt, linkAt, notBefore, failures = [] }: Book): readonly unknown[] => [startedAt, linkAt, notBefore, failures];
  return !same(kept(before), kept(after));
}

/** R7: a clock that jumped back starves nobody. The same list where nothing lies too far ahead. */
export function withinReach(due: readonly Due[], now: number): readonly Due[] {
  const tooFar = ({ at, every }: Due): boolean => at !== undefined && at > now + every;
  return due.some(tooFar) ? due.map((one) => (tooFar(one) ? { ...one, at: now + one.every } : one)) : due;
}
