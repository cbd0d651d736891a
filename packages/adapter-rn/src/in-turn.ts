import type { NativeTimers } from './native-globals.js';

/** No wait for a lock is longer (S6). */
export const LONGEST_WAIT_MS = 10_000;

/** The last in the queue of each storage or keychain. React Native has one JavaScript process, so nobody else is at it. */
const queues = new WeakMap<object, Promise<void>>();

/**
 * Runs `work` after everything that was begun on `owner` before it has really ended, and settles after 10 s at the latest,
 * then with what `late` says. Work that is late keeps its turn until the platform answers it, so that nothing it has
 * under way can land in the middle of what comes next; it has to ask `isLate` before each further step. Never rejects if
 * `work` does not.
 */
export function inTurn<T>(owner: object, timers: NativeTimers, work: (isLate: () => boolean) => Promise<T>, late: () => T): Promise<T> {
  return new Promise((resolve) => {
    let isLate = false;
    const timer = timers.setTimeout(() => {
      isLate = true;
      resolve(late());
    }, LONGEST_WAIT_MS);
    const turn = async (): Promise<void> => {
      if (isLate) return;
      resolve(await work(() => isLate));
      timers.clearTimeout(timer as never);
    };
    queues.set(owner, (queues.get(owner) ?? Promise.resolve()).then(turn));
  });
}
