/**
 * Stryker's test runner `room`: all tests of a room in one process, as one bundle that is evaluated once, and once more for each
 * mutant that only counts while modules load. What vitest does for a test file costs more than the tests of most mutants.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { filesBelow, readText } from '../gates/files.mjs';
import { rooms } from './rooms.mjs';
import { createVitest } from './vitest-alike.mjs';

const CONDITIONS = ['@firstring/source', 'node', 'import'];

/**
 * As many runs of a property as a mutant is worth: it finds fewer mutants than `npm test` would, never more. What asks how often
 * something came up keeps its number.
 */
const withFewerRuns = (code) => (code.includes('toBeGreaterThan(') ? code : code.replace(/\bnumRuns: [\d_]+/g, 'numRuns: 100'));

const SKIPPED = Symbol('skipped');

/**
 * Core is found in this copy of the tree, from which `node_modules` leads out; test files that look beside themselves do so from
 * where they are, not from where the bundle is.
 */
const sourcesIn = (root, exported) => ({
  name: 'sources',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^@firstring\/core(\/|$)/ }, ({ path }) => ({ path: join(root, 'packages/core', exported[path.replace('@firstring/core', '.')]['@firstring/source']) }));
    onLoad({ filter: /[/\\]packages[/\\].*\.ts$/ }, async ({ path }) => {
      const code = (await readFile(path, 'utf8')).replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
      return { contents: /[/\\]test[/\\]/.test(path) ? withFewerRuns(code) : code, loader: 'ts' };
    });
  },
});

/** The bundle: for each test file a function that evaluates it. */
async function bundle(root, files) {
  const { exports: exported } = JSON.parse(await readFile(join(root, 'packages/core/package.json'), 'utf8'));
  const { outputFiles } = await build({
    stdin: { contents: `module.exports = {\n${files.map((file) => `  ${JSON.stringify(file)}: () => import(${JSON.stringify(`./${file}`)}),`).join('\n')}\n};`, resolveDir: root, loader: 'js' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    conditions: CONDITIONS,
    external: ['vitest', 'fast-check', 'fast-xml-parser'],
    plugins: [sourcesIn(root, exported)],
    logLevel: 'error',
  });
  return new Script(`(function (require, module) {${outputFiles[0].text}\n})`, { filename: join(root, 'room.cjs') });
}

function createRunner() {
  const root = process.cwd();
  const files = rooms[process.env.FIRSTRING_ROOM].flatMap((folder) => filesBelow(root, folder)).filter((file) => file.endsWith('.test.ts') && !readText(root, file).includes('vi.mock(')); // who replaces modules cannot share a bundle
  const requires = ['packages/core/package.json', 'packages/test-kit/package.json'].map((file) => createRequire(join(root, file)));
  const stryker = (globalThis.__stryker__ ??= {});
  let script;
  let clean;

  const requireFor = (vitest) => (name) => {
    if (name === 'vitest') return vitest;
    for (const each of requires) {
      try {
        return each(name);
      } catch (error) {
        if (error.code !== 'MODULE_NOT_FOUND') throw error;
      }
    }
    throw new Error(`no ${name}`);
  };

  /** Evaluates everything; answers with the tests, which nobody has run yet. */
  const load = async () => {
    const { vitest, tests, inFile } = await createVitest(root);
    const module = { exports: {} };
    script.runInThisContext()(requireFor(vitest), module);
    for (const file of files) {
      inFile(file);
      await module.exports[file]();
    }
    return tests;
  };

  const run = async ({ fn }) => {
    try {
      await fn({
        skip() {
          throw SKIPPED;
        },
      });
      return undefined;
    } catch (error) {
      if (error === SKIPPED) return undefined;
      return error instanceof Error ? error.message : String(error);
    }
  };

  const times = new Map();
  return {
    capabilities: () => ({ reloadEnvironment: true }),
    async init() {
      process.on('unhandledRejection', () => undefined); // some tests provoke them
      script = await bundle(root, files);
      clean = await load();
    },
    async dryRun() {
      const tests = [];
      for (const test of clean) {
        stryker.currentTestId = test.id;
        const start = performance.now();
        const failureMessage = await run(test);
        const timeSpentMs = performance.now() - start;
        times.set(test.id, timeSpentMs);
        tests.push({ id: test.id, name: test.id, fileName: join(root, test.file), timeSpentMs, ...(failureMessage === undefined ? { status: 0 } : { status: 1, failureMessage }) });
      }
      stryker.currentTestId = undefined;
      return { status: 'complete', tests, mutantCoverage: stryker.mutantCoverage };
    },
    async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
      Object.assign(stryker, { activeMutant: activeMutant.id, hitCount: hitLimit === undefined ? undefined : 0, hitLimit, currentTestId: undefined });
      try {
        const tests = mutantActivation === 'static' ? await load() : clean;
        const wanted = testFilter === undefined ? undefined : new Set(testFilter);
        const chosen = tests.filter(({ id }) => wanted === undefined || wanted.has(id)).sort((a, b) => (times.get(a.id) ?? 0) - (times.get(b.id) ?? 0));
        for (const [nr, test] of chosen.entries()) {
          const failureMessage = await run(test);
          if (stryker.hitCount > hitLimit) return { status: 'timeout', reason: `Hit limit reached (${stryker.hitCount}/${hitLimit})` };
          if (failureMessage !== undefined) return { status: 'killed', killedBy: [test.id], failureMessage, nrOfTests: nr + 1 };
        }
        return { status: 'survived', nrOfTests: chosen.length };
      } catch (error) {
        return { status: 'error', errorMessage: `The modules could not be loaded: ${String(error)}` };
      } finally {
        stryker.activeMutant = undefined;
      }
    },
  };
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'room', factory: createRunner }];
