import type { VirtualClock } from './virtual-clock.js';

/** Counts what is under way, so that a world knows when it is idle, and lets every piece of work take its time. */
export interface VirtualWork {
  /** How many pieces are under way. */
  open(): number;
  /** Grows with every piece: whoever waits for microtasks sees whether they led to more. */
  begun(): number;
  begin(): () => void;
  /** A value after a while. */
  after<T>(delayMs: number, work: () => T): Promise<T>;
}

export function createVirtualWork(clock: VirtualClock): VirtualWork {
  let open = 0;
  let begun = 0;
  const begin = (): (() => void) => {
    let over = false;
    open += 1;
    begun += 1;
    return () => {
      if (over) return;
      over = true;
      open -= 1;
    };
  };
  return {
    open: () => open,
    begun: () => begun,
    begin,
    after: (delayMs, work) => {
      const end = begin();
      return new Promise((resolve) => {
        clock.schedule(delayMs, () => {
          end();
          resolve(work());
        });
      });
    },
  };
}
