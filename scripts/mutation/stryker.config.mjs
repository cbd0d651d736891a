/** How Stryker tries one room: FIRSTRING_ROOM, set by run.mjs. */
import { incrementalFile } from './rooms.mjs';

const room = process.env.FIRSTRING_ROOM;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  plugins: ['./scripts/mutation/runner.mjs'],
  testRunner: 'room',
  mutate: [`packages/core/src/${room}/**/*.ts`],
  coverageAnalysis: 'perTest',
  incremental: true,
  incrementalFile: incrementalFile(room),
  tempDirName: '.stryker/tmp',
  cleanTempDir: 'always',
  ignorePatterns: ['**/dist', 'apps', 'bench', 'docs/api', 'docs/images', 'examples', 'packages/adapter-*', 'packages/cli', '.turbo', '.tools', '.stryker', '*.log'],
  concurrency: 1,
  dryRunTimeoutMinutes: 10,
  timeoutMS: 20_000,
  reporters: ['progress-append-only'],
  allowConsoleColors: false,
};
