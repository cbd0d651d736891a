import { ASKED } from '../document/tree.js';
import { dueOf } from './book.js';
import type { Run } from './run.js';
import type { State } from './state.js';

/**
 * When the machine wants to hear `clock.reached` at the latest, in ms since the epoch; `undefined`: nothing waits for
 * time. The driver asks after each step and keeps one timer (F9, R7).
 */
export function deadline(state: State): number | undefined {
  switch (state.tag) {
    case 'running':
      return earliest([state.run.limitAt, ...ASKED.map((name) => waitOf(state.run, name))]);
    case 'ready':
      return earliest([state.watch?.until, ...dueOf(state.book, state.generation).map(({ at }) => at)]);
    default:
      return undefined;
  }
}

function waitOf({ steps }: Run, name: (typeof ASKED)[number]): number | undefined {
  const { status, deadlineAt, againAt } = steps[name];
  return status === 'running' ? deadlineAt : againAt;
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  const first = Math.min(...times.map((at) => at ?? Infinity));
  return first === Infinity ? undefined : first;
}
