import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAccount } from '../../src/document/account.js';
import { localText } from '../../src/document/local-text.js';
import { readGlobal } from '../../src/document/global.js';
import { readProvisioning } from '../../src/document/provisioning.js';
import { readTheme } from '../../src/document/theme.js';
import { validateAccount } from '../../src/document/validate-account.js';
import { freeze } from './fixtures.js';

interface VectorFile {
  readonly run: string;
  readonly cases: readonly { readonly id: string; readonly title: string; readonly clauses: readonly string[]; readonly args: readonly unknown[]; readonly expected: unknown }[];
}

const functions = new Map<string, (...args: never[]) => unknown>([
  ['localText', localText],
  ['readAccount', readAccount],
  ['readGlobal', readGlobal],
  ['readProvisioning', readProvisioning],
  ['readTheme', readTheme],
  ['validateAccount', validateAccount],
]);

const folder = new URL('../../../test-kit/vectors/document/', import.meta.url);
const files = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as VectorFile);

test('every function has its vectors', () => {
  expect(files.map(({ run }) => run).sort()).toEqual([...functions.keys()].sort());
});

describe.each(files)('$run', ({ run, cases }) => {
  test.each(cases)('$clauses: $id $title', ({ args, expected }) => {
    const target = functions.get(run) as (...args: readonly unknown[]) => unknown;
    freeze(args);
    const result = target(...args);
    expect(result).toStrictEqual(expected);
    expect(JSON.parse(JSON.stringify(result))).toStrictEqual(expected);
  });

  test('ids are unique', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });
});
