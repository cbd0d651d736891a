import type { VirtualClock, VirtualWork } from '@firstring/test-kit';
import { createVirtualClock, createVirtualWork } from '@firstring/test-kit/native';

/** Time that passes while somebody waits for something. */
export interface VirtualTime {
  readonly clock: VirtualClock;
  readonly work: VirtualWork;
  /** Lets time pass until this promise settles; fails where nothing is left that could settle it. */
  readonly until: <T>(promise: Promise<T>) => Promise<T>;
  /** Lets this time pass. */
  readonly pass: (ms: number) => Promise<void>;
}

export function virtualTime(): VirtualTime {
  const clock = createVirtualClock(1_767_225_600_000);
  const drain = async (): Promise<void> => {
    for (let tick = 0; tick < 100; tick += 1) await Promise.resolve();
  };
  return {
    clock,
    work: createVirtualWork(clock),
    until: async (promise) => {
      let settled = false;
      const note = (): void => {
        settled = true;
      };
      promise.then(note, note);
      for (await drain(); !settled; await drain()) if (!clock.fireNext(Infinity)) throw new Error('waited in vain: nothing is under way');
      return promise;
    },
    pass: async (ms) => {
      const target = clock.now() + ms;
      await drain();
      while (clock.fireNext(target)) await drain();
      clock.moveTo(target);
    },
  };
}
