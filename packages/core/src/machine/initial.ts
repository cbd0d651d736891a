import type { Settings } from './settings.js';
import type { State } from './state.js';
import type { Transition } from './transition.js';

/** Where every machine begins: nothing is known, the store is asked. */
export function initial(settings: Settings): Transition {
  const state: State = { tag: 'starting', settings, nextId: 1, installId: '', book: {} };
  return [state, [{ type: 'store.load' }]];
}
