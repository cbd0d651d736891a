/** What an app itself hands over is judged like what a person types. */
import { describe, expect, test } from 'vitest';
import { parseCloudId } from '../../src/input/cloud-id.js';
import { parseCscCode } from '../../src/input/csc-code.js';
import { formatManagedConfiguration, parseManagedConfiguration } from '../../src/input/managed-configuration.js';
import { formatWhiteLabel, parseWhiteLabel } from '../../src/input/white-label-screen.js';
import type { Result } from '../../src/document/problem.js';

const code = (result: Result<unknown>): string | undefined => (result.ok ? undefined : result.problem.code);
const own = parseCloudId('ACME');
if (!own.ok) throw new Error('the example is wrong');
const cloudId = own.value;

describe('a built-in cloud ID that is none', () => {
  test.each([['', 'input.cloud-id-missing'], ['A CME', 'input.cloud-id-malformed']])('I2, I5, I6, I9: "%s" is refused wherever it is used', (builtIn, problem) => {
    expect(code(parseWhiteLabel(builtIn, 'bob'))).toBe(problem);
    expect(code(formatWhiteLabel(builtIn, { cloudId }))).toBe(problem);
    expect(code(parseCscCode('csc:ACME', { builtIn }))).toBe(problem);
    expect(code(parseManagedConfiguration({ cloudId: 'ACME' }, { builtIn }))).toBe(problem);
    expect(code(formatManagedConfiguration({ cloudId }, { builtIn }))).toBe(problem);
  });

  test('I6: it does not matter where other codes are allowed', () => {
    expect(code(parseCscCode('csc:ACME', { builtIn: '', allowOtherCode: true }))).toBeUndefined();
  });
});

test('I9: a malformed cloud ID from the administrator is no other code, but malformed', () => {
  expect(code(parseManagedConfiguration({ cloudId: 'A CME' }, { builtIn: 'ACME' }))).toBe('input.cloud-id-malformed');
  expect(code(parseManagedConfiguration({ cloudId: 'OTHER' }, { builtIn: 'ACME' }))).toBe('input.other-code');
});

test('I4, I10: a lone surrogate is not formatted', () => {
  expect(code(formatWhiteLabel('ACME', { cloudId, username: 'a\ud800' }))).toBe('input.lone-surrogate');
  expect(code(formatWhiteLabel('ACME', { cloudId, username: 'a', password: '\udc00' }))).toBe('input.lone-surrogate');
  expect(code(formatWhiteLabel('ACME', { cloudId, username: 'a', password: '\ud83d\ude00' }))).toBeUndefined();
});
