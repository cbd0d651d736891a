import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { explain } from '../../src/merge/explain.js';
import { applyDocument } from '../../src/merge/apply-document.js';
import { merge } from '../../src/merge/merge.js';
import { formatPath, parsePath, paths } from '../../src/merge/path.js';
import { freeze } from './build.js';

interface VectorFile {
  readonly run: string;
  readonly cases: readonly { readonly id: string; readonly title: string; readonly clauses: readonly string[]; readonly args: readonly unknown[]; readonly expected?: unknown }[];
}

const functions = new Map<string, (...args: never[]) => unknown>([
  ['applyDocument', applyDocument],
  ['explain', explain],
  ['formatPath', formatPath],
  ['merge', merge],
  ['parsePath', parsePath],
  ['paths', paths],
]);

const folder = new URL('../../../test-kit/vectors/merge/', import.meta.url);
const files = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as VectorFile);

test('every function of the merge has its vectors, 25 cases or more, each with its own id', () => {
  const cases = files.flatMap((file) => file.cases);
  expect(files.map(({ run }) => run).sort()).toEqual([...functions.keys()].sort());
  expect(cases.length).toBeGreaterThanOrEqual(25);
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
});

describe.each(files)('$run', ({ run, cases }) => {
  test.each(cases)('$clauses: $id $title', ({ args, expected }) => {
    const tested = functions.get(run) as (...args: readonly unknown[]) => unknown;
    expect(tested(...freeze(args))).toStrictEqual(expected);
  });
});
