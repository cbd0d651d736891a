/**
 * The rooms of core whose tests are tried by mutation, and the tests that have to notice a change there. Fewer than all, because
 * each mutant of a table that is made when its module loads runs every one of them.
 */
const WORLD = 'packages/test-kit/test/scenarios/**/*.test.ts';

export const rooms = {
  input: ['packages/core/test/input/**/*.test.ts'],
  policy: ['packages/core/test/policy/**/*.test.ts'],
  service: ['packages/core/test/service/**/*.test.ts'],
  merge: ['packages/core/test/merge/**/*.test.ts'],
  machine: ['packages/core/test/machine/**/*.test.ts', 'packages/core/test/driver/**/*.test.ts', WORLD],
};

/** What a run leaves behind for the next one, and what the report is made from. Not committed. */
export const incrementalFile = (room) => `.stryker/${room}.json`;
