import { expect, test } from 'vitest';
import { search } from './search.js';

test('measure', { timeout: 600_000 }, () => {
  const found = search({ most: { submits: 1 }, instances: 1, answers: 'few', from: 'fresh', states: 50_000 });
  console.log(found, Math.round(found.transitions / found.ms * 1000));
  const signed = search({ most: { refreshes: 1, waits: 1 }, instances: 1, answers: 'few', from: 'signed-in', states: 50_000 });
  console.log(signed, Math.round(signed.transitions / signed.ms * 1000));
  expect(found.broken).toBeUndefined();
});
