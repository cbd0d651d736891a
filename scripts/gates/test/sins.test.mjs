/**
 * A gate is worth what it catches. Each sin below is planted into a copy of the tree; exactly the named gate has to
 * fail, and all others have to pass.
 */
import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const PLANTED = 'packages/core/src/planted.ts';

/** A core function with a vector of its own; the sin and its innocent twin differ in one line. */
const withVector = (body) => ({
  files: {
    [PLANTED]: `export function planted(input: { readonly items: readonly number[] }): number {\n${body}\n}\n`,
    'packages/test-kit/vectors/planted.json': JSON.stringify({
      run: 'planted',
      cases: [{ id: 'PLANTED-001', args: [{ items: [1, 2] }], expected: 2 }],
    }),
  },
  append: { 'packages/core/src/index.ts': "\nexport { planted } from './planted.js';\n" },
});

const inCore = (code) => ({ files: { [PLANTED]: `${code}\n` } });

/** The compiler would see these too: the sinner asks it to look away. */
const UNSEEN = '// @ts-expect-error planted\n';

const SINS = [
  { sin: 'core reads the clock', gate: 'lint', plant: inCore('export const planted = (): number => Date.now();') },
  { sin: 'core rolls dice', gate: 'lint', plant: inCore('export const planted = (): number => Math.random();') },
  { sin: 'a module of core holds state', gate: 'lint', plant: inCore('let planted = 0;\nexport const next = (): number => (planted += 1);') },
  {
    sin: 'core throws',
    gate: 'lint',
    plant: inCore("export function planted(): never {\n  throw new Error('planted');\n}"),
  },
  {
    sin: 'a comment switches a purity rule off',
    gate: 'lint',
    plant: inCore('/* eslint-disable */\nexport const planted = (): number => Date.now();'),
  },
  { sin: 'core imports from Node', gate: 'arrows', plant: inCore(`${UNSEEN}import 'node:fs';\nexport const planted = 1;`) },
  {
    sin: 'a pure room imports the XML room',
    gate: 'arrows',
    plant: inCore("import './xml/index.js';\nexport const planted = 1;"),
  },
  {
    sin: 'core imports an adapter',
    gate: 'arrows',
    plant: inCore(`${UNSEEN}import '@firstring/adapter-node';\nexport const planted = 1;`),
  },
  {
    sin: 'an adapter ships the test kit',
    gate: 'arrows',
    plant: { files: { 'packages/adapter-node/src/planted.ts': "import '@firstring/test-kit';\nexport const planted = 1;\n" } },
  },
  {
    sin: 'the server starts a program outside of its demo',
    gate: 'arrows',
    plant: { files: { 'apps/reference-server/src/planted.ts': "import 'node:child_process';\n" } },
  },
  {
    sin: 'core names a DOM type',
    gate: 'types',
    plant: inCore('export const planted = (element: HTMLElement): unknown => element;'),
  },
  {
    sin: 'core mutates its input',
    gate: 'artefact',
    plant: withVector('  (input.items as number[]).sort();\n  return input.items.length;'),
  },
  {
    sin: 'core answers differently the second time',
    gate: 'artefact',
    plant: {
      ...withVector('  seen.add(seen.size);\n  return input.items.length + seen.size - 1;'),
      prepend: { [PLANTED]: 'const seen = new Set<number>();\n' },
    },
  },
  {
    sin: 'core gets a dependency',
    gate: 'dependencies',
    plant: {
      edit: { 'packages/core/package.json': (text) => text.replace('"saxes":', '"left-pad": "1.3.0",\n    "saxes":') },
    },
  },
  { sin: 'a file says nothing by its name', gate: 'hygiene', plant: { files: { 'packages/cli/src/utils.ts': 'export {};\n' } } },
  { sin: 'a file of core grows too long', gate: 'hygiene', plant: inCore(`${'\n'.repeat(250)}export const planted = 1;`) },
  {
    sin: 'a clause has no test',
    gate: 'clauses',
    plant: { edit: { 'docs/spec.md': (text) => text.replace('\n- **F2** ', '\n- **F99** (ours) Planted.\n- **F2** ') } },
  },
  {
    sin: 'the only case of a clause is withdrawn',
    gate: 'clauses',
    plant: { edit: { 'packages/test-kit/src/scenarios/first-run.ts': (text) => text.replaceAll("'F1'", "'F6'") } },
  },
  {
    sin: 'a clause is excused that has tests',
    gate: 'clauses',
    plant: {
      edit: { 'scripts/gates/clause-exceptions.json': (text) => text.replace('[', '[{ "clause": "F2", "reason": "planted" },') },
    },
  },
  {
    sin: 'the surface changes unseen',
    gate: 'api',
    plant: { append: { 'packages/core/dist/index.d.ts': '\nexport declare const planted: number;\n' } },
  },
  {
    sin: 'core outgrows its budget',
    gate: 'sizes',
    plant: {
      files: { [PLANTED]: `export const planted: string = ${JSON.stringify(noise(40_000))};\n` },
      append: { 'packages/core/src/index.ts': "\nexport { planted } from './planted.js';\n" },
    },
  },
];

/** Text that does not compress, the same each time. */
function noise(length) {
  let seed = 1;
  return Array.from({ length }, () => {
    seed = (seed * 48271) % 2147483647;
    return String.fromCharCode(97 + (seed % 26));
  }).join('');
}

let base;
/** What fails over the tree as it is: nothing, or the first test says what. */
let before;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'firstring-sins-'));
  before = await failuresAfter('clean', {});
}, 120_000);
afterAll(() => rm(base, { recursive: true, force: true }));

const NOT_COPIED = new Set(['node_modules', '.git', '.tools', '.turbo', '.stryker', 'coverage']);

/** What the gates look at: sources, manifests, settings, vectors and the built declarations. */
async function copyTree(name) {
  const copy = join(base, name);
  const wanted = (path) => {
    const part = path.slice(root.length);
    if (part.split('/').some((folder) => NOT_COPIED.has(folder))) return false;
    return !/\/dist\/.*\.(js|cjs|map|d\.cts)$/.test(part);
  };
  for (const entry of readdirSync(root).filter((name) => !NOT_COPIED.has(name))) {
    await cp(join(root, entry), join(copy, entry), { recursive: true, filter: wanted });
  }
  for (const folder of ['.', ...['packages', 'apps'].flatMap((group) => readdirSync(join(copy, group)).map((name) => `${group}/${name}`))]) {
    const installed = join(root, folder, 'node_modules');
    if (existsSync(installed)) await symlink(installed, join(copy, folder, 'node_modules'), 'junction');
  }
  return copy;
}

async function plantInto(copy, { files = {}, prepend = {}, append = {}, edit = {} }) {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await writeFile(join(copy, path), text);
  }
  for (const [path, text] of Object.entries(append)) await appendFile(join(copy, path), text);
  const edits = { ...edit, ...Object.fromEntries(Object.entries(prepend).map(([path, text]) => [path, (old) => text + old])) };
  for (const [path, change] of Object.entries(edits)) {
    const old = await readFile(join(copy, path), 'utf8');
    await writeFile(join(copy, path), change(old));
  }
}

/** The names of the gates that fail over a tree, and what they say. */
async function failures(copy) {
  const report = `${copy}.json`;
  await new Promise((resolve) => {
    const args = [join(root, 'scripts/gates/run.mjs'), '--root', copy, '--report', report];
    execFile(process.execPath, args, { maxBuffer: 16 * 1024 * 1024 }, () => resolve());
  });
  return JSON.parse(await readFile(report, 'utf8')).filter(({ ok }) => !ok);
}

async function failuresAfter(name, plant) {
  const copy = await copyTree(name);
  await plantInto(copy, plant);
  return failures(copy);
}

describe.concurrent('gates', { timeout: 120_000 }, () => {
  test('pass over the tree as it is', () => {
    expect(before).toEqual([]);
  });

  test('pass over the innocent twin of a sin with a vector', async () => {
    const innocent = withVector('  return [...input.items].sort().length;');
    expect(await failuresAfter('innocent', innocent)).toEqual(before);
  });

  test.each(SINS)('$sin: $gate fails, and nothing else', async ({ sin, gate, plant }) => {
    const failed = await failuresAfter(sin.replace(/\W+/g, '-'), plant);
    const names = (entries) => entries.map((entry) => entry.gate).sort();
    expect(names(failed), JSON.stringify(failed, null, 2)).toEqual(names([...before, { gate }]));
  });
});
