import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ANSWERS, FAILURES, judgeStatus } from '../../src/policy/answer.js';
import { outcomeOf } from '../../src/policy/outcome-of.js';
import type { OutcomeRow } from '../../src/policy/outcome.js';
import { curveOf, OUTCOMES, PASSWORD_REFUSED, rowOf } from '../../src/policy/outcome.js';

const SPEC = readFileSync(new URL('../../../../docs/spec.md', import.meta.url), 'utf8');
const ROWS = [...SPEC.matchAll(/^\| (O\d+p?) \| .* \| (.*) \| (.*) \|$/gm)].map(([, id, first, refresh]) => ({ id, first, refresh }));

/** What the words of a cell of the specification begin or end with, and what the table calls it. */
const FIRST_RUN: readonly (readonly [RegExp, readonly OutcomeRow[1][]])[] = [
  [/^go on/, ['go-on']],
  [/without validators: ask/, ['ask']],
  [/^ask/, ['ask', 'again']],
  [/^(cannot occur|as if never begun)/, ['never']],
];
const REFRESH: readonly (readonly [RegExp, OutcomeRow[2]])[] = [
  [/commit$/, 'commit'],
  [/^unchanged/, 'unchanged'],
  [/attention/, 'attention'],
  [/^sign out/, 'sign-out'],
  [/^(keep|old or new generation)/, 'keep'],
];

describe('the outcome table', () => {
  test('O1, O18: has the rows of the specification, in its order', () => {
    expect(ROWS.length).toBeGreaterThan(18);
    expect(OUTCOMES.map(([id]) => id)).toEqual(ROWS.map(({ id }) => id));
  });

  test.each(ROWS)('$id: says what the specification says: $first; $refresh', ({ id, first = '', refresh = '' }) => {
    const [, onFirstRun, onRefresh] = OUTCOMES.find(([one]) => one === id) ?? [];
    expect(FIRST_RUN.find(([words]) => words.test(first))?.[1]).toContain(onFirstRun);
    expect(onRefresh).toBe(REFRESH.find(([words]) => words.test(refresh))?.[1]);
  });

  test('R6: only what may pass by itself is asked again on a first run, and soon on a refresh', () => {
    expect(OUTCOMES.filter(([, first]) => first === 'again').map(([id]) => id)).toEqual(['O3', 'O4', 'O6']);
    expect(OUTCOMES.filter(([, , , curve]) => curve === 'fast').map(([id]) => id)).toEqual(['O3', 'O4', 'O6', 'O18']);
    expect(OUTCOMES.filter(([, , , curve]) => curve === 'regular').map(([id]) => id)).toEqual(['O1', 'O16']);
    expect(OUTCOMES.filter(([, , , curve]) => curve === 'slow')).toHaveLength(OUTCOMES.length - 6);
  });

  test('R9: what has no row asks the person or keeps what is there', () => {
    expect(rowOf(undefined)).toEqual(['O18', 'ask', 'keep', 'slow']);
    expect(rowOf('O16')).toEqual(['O16', 'ask', 'sign-out', 'regular']);
  });

  test('R6: a refused password waits for the regular time, every other refusal for the slow curve', () => {
    expect(PASSWORD_REFUSED).toEqual([401, 403, 410]);
    for (const status of [401, 403, 410]) expect(curveOf('O5', status)).toBe('regular');
    for (const status of [400, 404, 409, 422, undefined]) expect(curveOf('O5', status)).toBe('slow');
    expect(curveOf('O5p', 401)).toBe('slow');
    expect(curveOf('O17', 410)).toBe('slow');
    expect(curveOf('O6', 503)).toBe('fast');
    expect(curveOf(undefined, undefined)).toBe('slow');
  });
});

describe('outcomeOf', () => {
  test.each([
    ['answer.web-page', 'O7'],
    ['answer.not-a-document', 'O8'],
    ['xml.wrong-root', 'O8'],
    ['answer.cut-off', 'O9'],
    ['xml.doctype', 'O9'],
    ['account.invalid', 'O10'],
    ['theme.invalid', 'O10'],
    ['redirect.refused', 'O11'],
    ['storage.full', 'O13'],
    ['revision.older', 'O14'],
    ['network.timeout', 'O4'],
    ['network.dns', 'O3'],
    ['input.cloud-id-missing', undefined],
  ] as const)('%s belongs to %s', (code, id) => {
    expect(outcomeOf({ code, person: '', details: {} })).toBe(id);
  });
});

describe('judgeStatus', () => {
  test('O12: 204 to 206 are no documents, though other 2xx are', () => {
    expect(judgeStatus('theme', 204)).toEqual({ id: 'O12', from: 'both', status: [204, 205, 206], body: 'nothing', code: 'answer.unexpected-status' });
    expect(judgeStatus('theme', 207)).toEqual({ id: 'O1', from: 'both', status: [[200, 299]], body: 'document' });
  });

  test('O12, D8: what no row names may say something to the person', () => {
    expect(judgeStatus('extprov', 418)).toEqual({ id: 'O12', from: 'both', status: [], body: 'message', code: 'answer.unexpected-status' });
    for (const status of [199, 300, 499, 600]) expect([status, judgeStatus('extprov', status).status]).toEqual([status, []]);
  });

  test('O1, O6: ranges include their ends, and a busy server is one whoever runs it', () => {
    for (const document of ['theme', 'extprov'] as const) {
      expect([199, 200, 299, 300].map((status) => judgeStatus(document, status).id)).toEqual(['O12', 'O1', 'O1', 'O12']);
      for (const status of [408, 425, 429, 500, 503, 599]) expect([status, judgeStatus(document, status).id]).toEqual([status, 'O6']);
    }
  });

  test('O5, O5p, O17: portal and provider are judged apart', () => {
    for (const document of ['provisioning', 'theme'] as const) {
      expect([401, 404, 410].map((status) => judgeStatus(document, status).code)).toEqual(['portal.refused', 'cloud-id.unknown', 'cloud-id.unknown']);
    }
    for (const document of ['global_extprov', 'extprov'] as const) {
      expect([401, 404, 410].map((status) => judgeStatus(document, status).code)).toEqual(Array(3).fill('provider.refused'));
    }
  });

  test('D8: a sentence is looked for wherever a server refuses, and nowhere else', () => {
    const withMessage = ANSWERS.filter(({ body }) => body === 'message').map(({ id, code }) => [id, code]);
    expect(withMessage).toEqual([['O17', 'cloud-id.unknown'], ['O5p', 'portal.refused'], ['O5', 'provider.refused'], ['O6', 'server.busy']]);
    expect(judgeStatus('theme', 511)).toMatchObject({ id: 'O7', body: 'nothing', code: 'network.captive' });
    expect(judgeStatus('theme', 304)).toMatchObject({ id: 'O2', body: 'nothing', code: 'answer.unexpected-304' });
  });
});

test('O3, O4, O9, O11: each way to get no answer has its own code', () => {
  expect(FAILURES).toEqual({
    offline: 'network.offline',
    dns: 'network.dns',
    refused: 'network.refused',
    reset: 'network.reset',
    tls: 'network.tls',
    unreachable: 'network.unreachable',
    failed: 'network.failed',
    aborted: 'network.failed',
    timeout: 'network.timeout',
    'too-large': 'answer.too-large',
    'cut-off': 'answer.cut-off',
    encoding: 'answer.encoding',
    redirect: 'redirect.refused',
  });
});
