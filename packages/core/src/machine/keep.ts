import { defined } from '../document/defined.js';
import type { Problem } from '../document/problem.js';
import type { Asked, Pairs } from '../document/tree.js';
import type { CloudId } from '../input/parameters.js';
import { chance } from '../policy/chance.js';
import { regularTime, type Due } from '../policy/due.js';
import { curveOf, rowOf, type Curve } from '../policy/outcome.js';
import { retryDelay } from '../policy/retry.js';
import type { Generation } from '../store/generation.js';
import type { Failed } from './again.js';
import { allFailures, dueOf, failuresOf } from './book.js';
import type { Book } from '../store/book.js';
import { always, inUse, resting } from './resting.js';
import type { RefreshOf, Steps } from './run.js';
import type { Refreshed, Resting, Running, Saving } from './state.js';

/** What a refresh failed of: its curve does not ask whether anything was sent. */
type Failure = Omit<Failed, 'sent'>;

/** A refresh failed: the last good profile stays, and the state says what failed and when it is tried next (R9). */
export function keep(state: Running | Saving, refresh: RefreshOf, { why, where, outcome }: Failure, steps: Steps, at: number): Resting {
  const attention = rowOf(outcome)[2] === 'attention' || undefined;
  return back(state, refresh, bookAfter(state, refresh, { why, where, outcome }, at), steps, { result: 'failed', problem: why, outcome, attention }, at);
}

/** A refresh was stopped by a person's wish: nothing failed, and what was asked for is due at its regular time (F8). */
export function stopRefresh(state: Running, refresh: RefreshOf, steps: Steps, at: number): Resting {
  const { before, book } = state;
  const stopped = before === undefined ? book : atRegularTimes(state, before, refresh.asked, allFailures(book, before.number), at);
  return back(state, refresh, stopped, steps, { result: 'cancelled' }, at);
}

/** The book where what was asked for is due at its regular time again, although nothing of it was saved (R8). */
export function passedOver(state: Running, before: Generation, asked: readonly Asked[], at: number): Book {
  return atRegularTimes(state, before, asked, allFailures(state.book, before.number).filter(([name]) => !asked.some((one) => one === name)), at);
}

function atRegularTimes({ book, installId, run }: Running, before: Generation, asked: readonly Asked[], failures: Pairs<number>, at: number): Book {
  return rescheduled(book, before, asked, failures, (one) => one.at && regularTime(installId, cloudKey(run.parameters.cloudId), one.every, at));
}

type End = { readonly result: Refreshed['result'] } & { readonly [field in 'problem' | 'outcome' | 'attention']?: Refreshed[field] | undefined };

function back(state: Running | Saving, refresh: RefreshOf, book: Book, steps: Steps, end: End, at: number): Resting {
  const { id, warnings } = state.run;
  const refreshed: Refreshed = defined({ run: id, by: refresh.by, at, steps, warnings, ...end });
  return resting({ ...always(state), book, refreshed }, inUse(state), refresh.failure);
}

/** R6: everything that was asked for is tried again together (R13), when the curve of what failed says so. */
function bookAfter(state: Running | Saving, { asked }: RefreshOf, { why, where, outcome }: Failure, at: number): Book {
  const { before, book, installId } = state;
  if (before === undefined) return book;
  const name = where ?? 'provisioning';
  const failed = failuresOf(book, before.number, name) + 1;
  const curve = curveOf(outcome, why.details.status);
  const tried = tryTime(installId, name, failed, why, curve, at);
  const others = allFailures(book, before.number).filter(([one]) => one !== name);
  const { retryAt } = why.details;
  return rescheduled(defined({ ...book, notBefore: retryAt ?? book.notBefore }), before, asked, [...others, [name, failed]], ({ every }) =>
    curve === 'regular' ? Math.max(tried, regularTime(installId, cloudKey(state.run.parameters.cloudId), every, at)) : tried,
  );
}

/** When a document that failed so often in a row is asked for again (R6), in ms since the epoch; never before its `Retry-After` (R4). */
export function tryTime(installId: string, name: Asked, failed: number, why: Problem, curve: Curve, at: number): number {
  return Math.max(at + retryDelay(curve, failed, chance(installId, name, failed, at)), why.details.retryAt ?? at);
}

function rescheduled(book: Book, before: Generation, asked: readonly Asked[], failures: Pairs<number>, next: (due: Due) => number | undefined): Book {
  const due = dueOf(book, before).map((one) => (asked.includes(one.document) ? defined({ ...one, at: next(one) }) : one));
  return { ...book, generation: before.number, due, failures };
}

/** What the phase of an installation is drawn from besides its id (R4). */
export function cloudKey({ canonical, version }: CloudId): string {
  return `${canonical}/${version}`;
}
