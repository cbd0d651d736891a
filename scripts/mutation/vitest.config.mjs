import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import { rooms } from './rooms.mjs';

const conditions = ['@firstring/source', ...defaultServerConditions];
const root = fileURLToPath(new URL('../..', import.meta.url));
const core = `${root}packages/core/src`;
const { FIRSTRING_ROOM: room } = process.env;
if (room === undefined || !(room in rooms)) throw new Error(`FIRSTRING_ROOM is one of ${Object.keys(rooms).join(', ')}`);

/** Most mutants fall to the quickest tests; the first failure ends a mutant's run. */
const ORDER = [/^vectors/, /^(?!virtual-world|laws|round-trip|bad-input|.*properties)/, /./];

class QuickestFirst extends BaseSequencer {
  sort(files) {
    const place = ({ moduleId }) => ORDER.findIndex((pattern) => pattern.test(basename(moduleId)));
    return Promise.resolve([...files].sort((a, b) => place(a) - place(b) || (a.moduleId < b.moduleId ? -1 : 1)));
  }
}

/**
 * Without projects, since Stryker cannot choose one of them. It works on a copy of the tree, in which `node_modules` still leads to
 * the original: core has to be found by its folder, or the test kit would test what was not mutated. Properties run a hundred times
 * only, which finds fewer mutants than `npm test` would, never more.
 */
export default defineConfig({
  root,
  resolve: {
    conditions,
    alias: [
      { find: /^@firstring\/core$/, replacement: `${core}/index.ts` },
      { find: /^@firstring\/core\/(xml\/guard|xml|driver)$/, replacement: `${core}/$1/index.ts` },
    ],
  },
  ssr: { resolve: { conditions } },
  plugins: [
    {
      name: 'fewer-runs',
      transform: (code, id) => (id.endsWith('.test.ts') ? { code: code.replace(/\bnumRuns: \d+/g, 'numRuns: 100'), map: null } : undefined),
    },
  ],
  test: { environment: 'node', isolate: false, include: rooms[room], testTimeout: 60_000, sequence: { sequencer: QuickestFirst } },
});
