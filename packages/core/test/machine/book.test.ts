import { describe, expect, test } from 'vitest';
import { allFailures, dueOf, failuresOf, isWorthSaving, keptOf, withinReach } from '../../src/machine/book.js';
import type { Book } from '../../src/store/book.js';
import { DAY, HOUR, inUse, signedIn } from './signed-in.js';

const generation = inUse(signedIn());
const saved = generation.profile?.schedule.due ?? [];
const [first, ...others] = saved;
const moved = { document: 'provisioning', every: HOUR, at: 77 } as const;

describe('what is due', () => {
  test('R6: what is remembered of this generation goes before what was saved with it, document by document', () => {
    expect(first?.document).toBe('provisioning');
    expect(dueOf({ generation: generation.number, due: [moved] }, generation)).toEqual([moved, ...others]);
  });
  test('R6: nothing else is remembered, so the saved times count', () => {
    expect(dueOf({}, generation)).toEqual(saved);
    expect(dueOf({ generation: generation.number, due: [] }, generation)).toEqual(saved);
    expect(dueOf({ generation: generation.number }, generation)).toEqual(saved);
  });
  test('R12: a generation in which nobody is signed in asks for nothing', () => {
    const { profile: _gone, ...signedOut } = generation;
    expect(dueOf({ generation: generation.number, due: [moved] }, signedOut)).toEqual([]);
    expect(dueOf({}, signedOut)).toEqual([]);
  });
  test('R6: what was about another generation does not count', () => {
    const book: Book = { generation: generation.number + 1, due: [moved], failures: [['theme', 3]] };
    expect(dueOf(book, generation)).toEqual(saved);
    expect(allFailures(book, generation.number)).toEqual([]);
    expect(failuresOf(book, generation.number, 'theme')).toBe(0);
    expect(failuresOf(book, generation.number + 1, 'theme')).toBe(3);
    expect(failuresOf(book, generation.number + 1, 'provisioning')).toBe(0);
    expect(allFailures({ generation: 1 }, 1)).toEqual([]);
  });
  test('R7: nothing lies further ahead than its interval; what is no later stays the same list', () => {
    const due = [{ document: 'theme', every: HOUR, at: 1_000 + HOUR }, { document: 'extprov', every: HOUR }] as const;
    expect(withinReach(due, 1_000, [])).toBe(due);
    expect(withinReach(due, 999, [])).toEqual([{ document: 'theme', every: HOUR, at: 999 + HOUR }, { document: 'extprov', every: HOUR }]);
  });
  test('R7, R6: while something failed it may be a day ahead, and no further', () => {
    const due = [{ document: 'theme', every: HOUR, at: 4 * HOUR }, { document: 'extprov', every: HOUR, at: DAY }] as const;
    expect(withinReach(due, 0, [['extprov', 1]])).toBe(due);
    expect(withinReach(due, -1, [['extprov', 1]])).toEqual([due[0], { ...due[1], at: HOUR - 1 }]);
    const weekly = [{ document: 'theme', every: 7 * DAY, at: 7 * DAY }] as const;
    expect(withinReach(weekly, 0, [['theme', 1]])).toBe(weekly);
  });
});

describe('what is written', () => {
  test('R5, R6: due times only of what failed', () => {
    const theme = { document: 'theme', every: HOUR, at: 5 } as const;
    const book: Book = { generation: 1, startedAt: 3, due: [moved, theme, { document: 'extprov', every: HOUR, at: 9 }], failures: [['theme', 2], ['extprov', 0]] };
    expect(keptOf(book)).toEqual({ ...book, due: [theme] });
    expect(keptOf({})).toEqual({ due: [] });
    expect(keptOf({ due: [moved] })).toEqual({ due: [] });
  });
  test.each<[string, Book]>([
    ['startedAt', { startedAt: 2 }],
    ['linkAt', { linkAt: 2 }],
    ['notBefore', { notBefore: 2 }],
    ['failures', { failures: [['theme', 2]] }],
  ])('R4, R6: another %s is worth it', (_name, change) => {
    const before: Book = { generation: 1, startedAt: 1, linkAt: 1, notBefore: 1, failures: [['theme', 1]] };
    expect(isWorthSaving(before, { ...before, ...change })).toBe(true);
    expect(isWorthSaving(before, { ...before })).toBe(false);
  });
  test('R5: due times alone are not, nor a generation without failures', () => {
    expect(isWorthSaving({}, { due: [moved], generation: 4, failures: [] })).toBe(false);
    expect(isWorthSaving({ generation: 3, failures: [['theme', 1]] }, { generation: 4, failures: [['theme', 1]] })).toBe(true);
  });
});
