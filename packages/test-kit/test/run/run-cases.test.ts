import { expect, test } from 'vitest';
import { asTests } from '../../src/run/as-tests.js';
import { SIP_PASSWORD } from '../../src/portal/sample-account.js';
import { SAMPLE_USER } from '../../src/portal/sample-app.js';
import { lacking, type Case } from '../../src/run/case.js';
import { check, equal, present } from '../../src/run/check.js';
import { runCases } from '../../src/run/run-cases.js';
import { runTap } from '../../src/run/tap.js';
import type { World } from '../../src/world/world.js';

let closed = 0;
let printed = '';
const makeWorld = (): World =>
  ({
    capabilities: { 'store.durable': true, 'http.redirects': 'controlled' },
    kept: () => Promise.resolve([{ where: 'the console', text: printed }]),
    close: () => Promise.resolve(void (closed += 1)),
  }) as unknown as World;

function oneCase(id: string, run: () => void, needs?: readonly string[]): Case {
  return { id, title: `title of ${id}`, clauses: ['F1'], ...(needs ? { needs } : {}), run: () => Promise.resolve().then(run) };
}

const CASES: readonly Case[] = [
  oneCase('A-1', () => {}),
  oneCase('A-2', () => { equal({ a: [1, { b: undefined }] }, { a: [1, {}] }, 'numbers'); }),
  oneCase('A-3', () => {}, ['store.durable', 'http.redirects=controlled']),
  oneCase('A-4', () => { throw new Error('must not run'); }, ['http.redirects=refused']),
  oneCase('A-5', () => { check(false, 'known'); }),
];
const SKIPS = [{ id: 'A-5', reason: 'not yet' }];

test('passes, fails, lacks a capability, is skipped; every world is closed', async () => {
  closed = 0;
  const results = await runCases(CASES, makeWorld, { skips: SKIPS });
  expect(results.map(({ id, status, reason }) => [id, status, reason])).toEqual([
    ['A-1', 'passed', undefined],
    ['A-2', 'failed', 'numbers: expected {"a":[1,{}]}, got {"a":[1,{}]}'],
    ['A-3', 'passed', undefined],
    ['A-4', 'unsupported', 'needs http.redirects=refused'],
    ['A-5', 'skipped', 'not yet'],
  ]);
  expect(closed).toBe(5);
});

test('a need may name several words, of which one has to be there', () => {
  const capabilities = { 'http.redirects': 'refused', 'http.gzip': false };
  expect(lacking(['http.redirects=controlled|refused'], capabilities)).toBe(undefined);
  expect(lacking(['http.redirects=controlled|detected'], capabilities)).toBe('http.redirects=controlled|detected');
  expect(lacking(['http.failures=told|hidden'], capabilities)).toBe('http.failures=told|hidden');
  expect(lacking(['http.gzip'], capabilities)).toBe('http.gzip');
});

test('S4: a case that leaves a secret readable fails, in whichever form it is', async () => {
  for (const leak of [SIP_PASSWORD, encodeURIComponent(SAMPLE_USER.password), Buffer.from(SAMPLE_USER.password).toString('hex')]) {
    printed = `error at ${leak}`;
    const [result] = await runCases([oneCase('S-1', () => {})], makeWorld);
    expect(result?.status).toBe('failed');
    expect(result?.reason).toMatch(/^the console holds a secret/);
  }
  printed = '';
});

test('a skipped case that would pass fails, and so does a skip for no case', async () => {
  const skips = [{ id: 'A-1', reason: 'old' }, { id: 'Z-9', reason: 'gone' }];
  const results = await runCases(CASES.slice(0, 1), makeWorld, { skips });
  expect(results.map(({ id, status }) => [id, status])).toEqual([['A-1', 'failed'], ['Z-9', 'failed']]);
  const unchecked = await runCases(CASES.slice(0, 1), makeWorld, { skips: skips.slice(0, 1), checkSkips: false });
  expect(unchecked.map(({ status }) => status)).toEqual(['skipped']);
});

test('cases become named tests that throw or skip', async () => {
  const tests = asTests(CASES, makeWorld, { skips: SKIPS });
  expect(tests[0]?.name).toBe('A-1 F1: title of A-1');
  const skipped: string[] = [];
  const run = (at: number) => present(tests[at], 'test').run((reason) => skipped.push(reason));
  await run(0);
  await expect(run(1)).rejects.toThrow('numbers');
  await run(3);
  await run(4);
  expect(skipped).toEqual(['needs http.redirects=refused', 'not yet']);
});

test('TAP: one line a case', async () => {
  const lines: string[] = [];
  expect(await runTap(CASES, makeWorld, (line) => lines.push(line), { skips: SKIPS })).toBe(false);
  expect(lines).toEqual([
    'TAP version 13',
    '1..5',
    'ok 1 - A-1 title of A-1',
    'not ok 2 - A-2 title of A-2',
    '  ---', '  message: |', '    numbers: expected {"a":[1,{}]}, got {"a":[1,{}]}', '  ...',
    'ok 3 - A-3 title of A-3',
    'ok 4 - A-4 title of A-4 # SKIP needs http.redirects=refused',
    'ok 5 - A-5 title of A-5 # SKIP not yet',
  ]);
  expect(await runTap(CASES.slice(0, 1), makeWorld, () => {})).toBe(true);
});

test('equality is that of data, and nothing passes by chance', () => {
  const differ: readonly (readonly [unknown, unknown])[] = [
    [1, '1'], [null, undefined], [[], {}], [{ a: 1 }, { b: 1 }], [{ a: undefined }, { b: undefined }], [[1, 2], [2, 1]], ['a', ['a']], [0, -0],
  ];
  for (const [one, other] of differ) expect(() => { equal(one, other, 'x'); }).toThrow('x: expected');
  equal({ a: [NaN, { b: 'c' }] }, { a: [NaN, { b: 'c' }] }, 'x');
});
