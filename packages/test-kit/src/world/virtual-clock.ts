/** Time as a queue: nothing passes by itself. */
export interface VirtualClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once, `delayMs` from now; returns what cancels it. Equal times fire in the order they were asked for. */
  schedule(delayMs: number, fire: () => void): () => void;
  /** When the next timer is due. */
  next(): number | undefined;
  /** Moves to this time, or stays where it is later already, and fires the one next timer that is due by then. */
  fireNext(by: number): boolean;
  /** Moves on without firing anything; never back. */
  moveTo(time: number): void;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly fire: () => void;
}

export function createVirtualClock(start: number): VirtualClock {
  let now = start;
  let order = 0;
  let timers: readonly Timer[] = [];
  const first = (): Timer | undefined =>
    timers.reduce<Timer | undefined>(
      (best, timer) =>
        best === undefined || timer.at < best.at || (timer.at === best.at && timer.order < best.order) ? timer : best,
      undefined,
    );
  return {
    now: () => now,
    schedule: (delayMs, fire) => {
      order += 1;
      const timer = { at: now + Math.max(0, delayMs), order, fire };
      timers = [...timers, timer];
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    next: () => first()?.at,
    fireNext: (by) => {
      const timer = first();
      if (timer === undefined || timer.at > by) return false;
      timers = timers.filter((other) => other !== timer);
      now = Math.max(now, timer.at);
      timer.fire();
      return true;
    },
    moveTo: (time) => {
      now = Math.max(now, time);
    },
  };
}
