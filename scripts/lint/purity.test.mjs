/** What the purity rules refuse, and where: each line of code below is a file of its own. */
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { purity } from './purity.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ROOMS = ['merge', 'xml', 'driver'];

const REFUSED_EVERYWHERE = [
  'export const now = Date.now();',
  "export const now = Date['now']();",
  'export const now = new Date();',
  'export const now = Date();',
  'export const noon = new Date(2026, 1, 1, 12);',
  'export const hour = (at) => new Date(at).getHours();',
  'const { now } = Date;',
  'export const chance = Math.random();',
  'const { random } = Math;',
  'export const format = new Intl.NumberFormat();',
  "export const order = 'a'.localeCompare('b');",
  "export const lower = 'A'.toLocaleLowerCase();",
  'export const all = globalThis;',
  'export const page = window;',
  'export const me = self;',
  'export const env = process.env;',
  "console.log('hello');",
  'setTimeout(() => {}, 1);',
  'let state = 0;',
  'export let state = 0;',
  'var state = 0;',
  "export const fail = () => { throw new Error('no'); };",
  'export class Thing {}',
  'export const Thing = class {};',
  'export const named = /(?<year>\\d+)/;',
  'export const letters = /\\p{L}/u;',
  'export const sets = /[a--b]/v;',
  'export const modified = /(?i:a)/;',
  "export const built = new RegExp('(?<year>a)');",
];

const ASYNCHRONOUS = [
  'export async function wait() {}',
  'export const wait = async () => {};',
  'await 1;',
  'export const wait = new Promise(() => {});',
  'export const wait = Promise.resolve(1);',
];

const CATCHING = 'export const attempt = (f) => { try { return f(); } catch { return undefined; } };';

const ALLOWED_EVERYWHERE = [
  'export const iso = (at) => new Date(at).toISOString();',
  'export const at = Date.UTC(2026, 0, 1);',
  'export const count = (items) => { let sum = 0; for (const item of items) sum += item; return sum; };',
  'export const later = /a(?=b)(?!c)(?:d)/u;',
  'export const before = /(?<=a)b(?<!c)/;',
];

const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: [...purity], allowInlineConfig: false });

/** Where a line of code is refused; a line that does not parse throws. */
async function refusedIn(code) {
  const refused = [];
  for (const room of ROOMS) {
    const [{ messages }] = await eslint.lintText(code, { filePath: `packages/core/src/${room}/planted.ts` });
    const broken = messages.find(({ fatal }) => fatal);
    if (broken) throw new Error(`${code}: ${broken.message}`);
    if (messages.length > 0) refused.push(room);
  }
  return refused;
}

test.each(REFUSED_EVERYWHERE)('refused in every room: %s', async (code) => {
  expect(await refusedIn(code)).toEqual(ROOMS);
});

test.each(ASYNCHRONOUS)('only the driver may wait: %s', async (code) => {
  expect(await refusedIn(code)).toEqual(['merge', 'xml']);
});

test('only xml may catch, and only once in a file; what the driver does is its own affair', async () => {
  expect(await refusedIn(CATCHING)).toEqual(['merge']);
  expect(await refusedIn(`${CATCHING}\n${CATCHING.replace('attempt', 'again')}`)).toEqual(['merge', 'xml']);
});

test.each(ALLOWED_EVERYWHERE)('allowed in every room: %s', async (code) => {
  expect(await refusedIn(code)).toEqual([]);
});
