import { deadline } from '../machine/deadline.js';
import type { State } from '../machine/state.js';
import type { HostPort } from './ports.js';

/** What timers of all platforms can do, in ms. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** One timer, for the next deadline of the machine (R7). */
export interface Alarm {
  /** To be called whenever the state is another. */
  readonly set: () => void;
  readonly cancel: () => void;
}

export function createAlarm(host: HostPort, state: () => State, reached: () => void): Alarm {
  let cancel = (): void => undefined;
  let timerAt: number | undefined;
  let answered: number | undefined;

  const set = (): void => {
    const at = deadline(state());
    if (at === timerAt || at === answered) return;
    cancel();
    timerAt = at;
    if (at === undefined) return;
    cancel = host.timer(Math.min(LONGEST_TIMER_MS, Math.max(0, at - host.now())), () => {
      timerAt = undefined;
      const before = state();
      const told = host.now(); // timers come a millisecond early; what was told too early is told again
      reached();
      if (state() === before && told >= at) answered = at; // nothing came of it: it waits for something else
      set();
    });
  };

  return {
    set,
    cancel: () => {
      cancel();
    },
  };
}
