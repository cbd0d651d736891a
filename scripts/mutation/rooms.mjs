/**
 * The rooms of core whose tests are tried by mutation, and the folders of tests that have to notice a change there. The virtual
 * world is none of them: it would find more, but a mutant that survives takes a minute there.
 */
export const rooms = {
  input: ['packages/core/test/input'],
  policy: ['packages/core/test/policy'],
  service: ['packages/core/test/service'],
  merge: ['packages/core/test/merge'],
  machine: ['packages/core/test/machine', 'packages/core/test/driver'],
};

/** What a run leaves behind for the next one, and what the report is made from. Not committed. */
export const incrementalFile = (room) => `.stryker/${room}.json`;
