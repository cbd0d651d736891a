import { DOCUMENTS } from './progress.js';
import type { State } from './state.js';

/**
 * When the machine wants to hear `clock.reached` at the latest, in ms since the epoch; `undefined`: nothing waits for
 * time. The driver asks after each step and keeps one timer (F9).
 */
export function deadline(state: State): number | undefined {
  if (state.tag !== 'running') return undefined;
  const { steps, limitAt } = state.run;
  return DOCUMENTS.reduce((earliest, name) => {
    const { status, deadlineAt } = steps[name];
    return status === 'running' && deadlineAt !== undefined ? Math.min(earliest, deadlineAt) : earliest;
  }, limitAt);
}
