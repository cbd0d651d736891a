import { expect, test } from 'vitest';
import { root } from '../bootstrap.mjs';
import { createVitest } from './vitest-alike.mjs';

async function gathered(write) {
  const { vitest, tests, inFile } = await createVitest(root);
  inFile('a.test.ts');
  write(vitest);
  const outcomes = [];
  for (const { fn } of tests) {
    try {
      await fn();
      outcomes.push('holds');
    } catch (error) {
      outcomes.push(error.name);
    }
  }
  return { ids: tests.map(({ id }) => id), outcomes };
}

test('what vitest would fail fails here too, and everything has a name of its own', async () => {
  const { ids, outcomes } = await gathered(({ describe, test: it, expect: check }) => {
    describe('group', () => {
      it('sync', () => check(1).toBe(2));
      it('async', { timeout: 5 }, async () => check(await Promise.resolve({ a: [1, 2] })).toMatchObject({ a: check.arrayContaining([3]) }));
      it('promise', () => Promise.reject(new TypeError('x')));
      it('strict', () => check({ a: undefined }).toStrictEqual({}));
      it('loose', () => check({ a: undefined }).toEqual({}));
    });
    describe.each([['x', 1], ['y', 2]])('%s', (_name, number) => {
      it.each([1, 1])('equals %s', (other) => check(number).toBe(other));
    });
  });
  expect(outcomes).toEqual(['AssertionError', 'AssertionError', 'TypeError', 'AssertionError', 'holds', 'holds', 'holds', 'AssertionError', 'AssertionError']);
  expect(new Set(ids).size).toBe(9);
  expect(ids[0]).toContain('group > sync');
});
