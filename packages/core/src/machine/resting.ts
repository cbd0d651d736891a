import { defined } from '../document/defined.js';
import type { Generation } from '../store/generation.js';
import type { Always, Failure, Resting, State } from './state.js';

/** What every state carries, without what only one of them has. */
export function always(state: State): Always {
  const { settings, nextId, installId, stored, book, refreshed, ended, after, blocked, secretsLost } = state;
  return defined({ settings, nextId, installId, stored, book, refreshed, ended, after, blocked, secretsLost });
}

/** Somebody is signed in, or nobody is. A generation without a profile is a signed-out one (R12). */
export function resting(base: Always, generation: Generation | undefined, failure?: Failure): Resting {
  return generation?.profile === undefined ? defined({ ...base, tag: 'empty', failure }) : defined({ ...base, tag: 'ready', generation, failure });
}

/** The generation in use, whatever else is going on. */
export function inUse(state: State): Generation | undefined {
  switch (state.tag) {
    case 'ready':
      return state.generation;
    case 'starting':
      return state.restored;
    case 'empty':
      return undefined;
    default:
      return state.before;
  }
}
