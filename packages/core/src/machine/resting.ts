import { defined } from '../document/defined.js';
import type { Generation } from '../store/generation.js';
import type { Always, Failure, Resting, State } from './state.js';

/** What every state carries, without what only one of them has. */
export function always(state: State): Always {
  const { settings, nextId, installId, stored, book, watch, refreshed, ended, after, edits, edited, held, waiting, blocked, secretsLost } = state;
  return defined({ settings, nextId, installId, stored, book, watch, refreshed, ended, after, edits, edited, held, waiting, blocked, secretsLost });
}

/** Somebody is signed in, or nobody is. A generation without a profile is a signed-out one (R12); its theme is kept in view (R11). */
export function resting(base: Always, generation: Generation | undefined, failure?: Failure): Resting {
  if (generation?.profile !== undefined) return defined({ ...base, tag: 'ready', generation, failure });
  return defined({ ...base, tag: 'empty', generation: generation?.theme && generation, failure });
}

/** The generation in use, whatever else is going on. */
export function inUse(state: State): Generation | undefined {
  switch (state.tag) {
    case 'ready':
    case 'empty':
      return state.generation;
    case 'starting':
      return state.restored;
    default:
      return state.before;
  }
}
