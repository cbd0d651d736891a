import { defined } from '../document/defined.js';
import type { Generation } from '../store/generation.js';
import type { After, Always, Failure } from './state.js';
import type { Transition } from './transition.js';

/** What a reading of the store keeps: the generation in use stays in use meanwhile (R9), and a wish waits for its end. */
interface Kept {
  readonly before: Generation | undefined;
  readonly after: After | undefined;
  readonly failure?: Failure | undefined;
}

/** Reads the store again: another process saved meanwhile (S6), or it could not be read before. */
export function readAgain({ blocked: _again, after: _replaced, ...base }: Always, { before, after, failure }: Kept): Transition {
  return [defined({ ...base, tag: 'starting', restored: before, after, failure }), [{ type: 'store.load' }]];
}

/** Whether what blocks saving may be gone by now; a format of the future stays (S5). */
export function mayBeReadable({ blocked }: Always): boolean {
  return blocked !== undefined && blocked.code !== 'storage.newer-format';
}
