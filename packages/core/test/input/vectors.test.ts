import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAppLink } from '../../src/input/app-link.js';
import { parseClassic } from '../../src/input/classic-screen.js';
import { parseCloudId } from '../../src/input/cloud-id.js';
import { parseCscCode } from '../../src/input/csc-code.js';
import { parseManagedConfiguration } from '../../src/input/managed-configuration.js';
import { parseWhiteLabel } from '../../src/input/white-label-screen.js';

interface VectorFile {
  readonly run: string;
  readonly cases: readonly { readonly id: string; readonly title: string; readonly clauses: readonly string[]; readonly args: readonly unknown[]; readonly expected: unknown }[];
}

const parsers = new Map<string, (...args: never[]) => unknown>([
  ['parseAppLink', parseAppLink],
  ['parseClassic', parseClassic],
  ['parseCloudId', parseCloudId],
  ['parseCscCode', parseCscCode],
  ['parseManagedConfiguration', parseManagedConfiguration],
  ['parseWhiteLabel', parseWhiteLabel],
]);

const folder = new URL('../../../test-kit/vectors/input/', import.meta.url);
const files = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as VectorFile);

function freeze(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

test('every form has its vectors', () => {
  expect(files.map(({ run }) => run).sort()).toEqual([...parsers.keys()].sort());
});

describe.each(files)('$run', ({ run, cases }) => {
  test.each(cases)('$clauses: $id $title', ({ args, expected }) => {
    const parse = parsers.get(run) as (...args: readonly unknown[]) => unknown;
    freeze(args);
    const result = parse(...args);
    expect(result).toStrictEqual(expected);
    expect(JSON.parse(JSON.stringify(result))).toStrictEqual(expected);
  });

  test('ids are unique', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });
});
