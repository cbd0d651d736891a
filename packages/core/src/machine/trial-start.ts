import { defined } from '../document/defined.js';
import { failedStarts, startsOn } from './failed-starts.js';
import { inUse } from './resting.js';
import type { State } from './state.js';

/** So many starts that count against it end a trial (R10). */
export const FAILED_STARTS = 2;

/**
 * R10: a start is written down before the app sees what is on trial. One that stands open there and is not this process's own ended
 * in a crash.
 */
export function trialStarted(state: State): State {
  const { watch, book } = state;
  const of = inUse(state)?.profile?.trial?.of;
  if (of === undefined || watch?.of === of) return state;
  const crashed = startsOn(book, of)?.open === true;
  const trial = defined({ of, failed: failedStarts(book, of) + (crashed ? 1 : 0), open: mayStandOpen(state) });
  return { ...state, book: { ...book, trial }, watch: { ...watch, of } };
}

/** Whether the end of this start is to be watched: not behind other apps, where platforms end what they like. */
export function mayStandOpen({ settings, watch }: Pick<State, 'settings' | 'watch'>): true | undefined {
  return (settings.trial?.alone === true && watch?.hidden !== true) || undefined;
}
