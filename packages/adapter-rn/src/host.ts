import { bytesToHex } from '@noble/ciphers/utils.js';
import type { HostFacts, HostPort } from '@firstring/core/driver';
import type { HostSignals } from './host-signals.js';
import { LONGEST_WAIT_MS } from './in-turn.js';
import type { NativeGlobals } from './native-globals.js';
import { LONGEST_TIMER_MS } from './timer-limit.js';

export interface HostOptions {
  readonly globals: NativeGlobals;
  readonly random: (bytes: number) => Uint8Array;
  readonly signals: HostSignals;
  readonly facts: HostFacts;
  /** What the locks belong to: the storage, so that all who share it share them. */
  readonly owner: object;
}

/**
 * Clock, chance, timers and signals of a React Native app. Timers stand still in the background, on both platforms, and fire
 * when the app comes back: due times are saved times (R7).
 */
export function createHostPort({ globals, random, signals, facts, owner }: HostOptions): HostPort {
  return {
    now: () => globals.Date.now(),
    entropy: (bytes) => bytesToHex(random(bytes)),
    timer: (delayMs, fire) => {
      const timer = globals.setTimeout(fire, Math.min(Math.max(0, delayMs), LONGEST_TIMER_MS));
      return () => {
        globals.clearTimeout(timer as never);
      };
    },
    online: signals.online,
    listen: signals.listen,
    exclusively: (name, waitMs, work) => exclusively(globals, locksOf(owner), name, Math.min(Math.max(0, waitMs), LONGEST_WAIT_MS), work),
    facts,
  };
}

/** By name, the last in the queue. One JavaScript process has one of these for each storage. */
type Locks = Map<string, Promise<void>>;

const locks = new WeakMap<object, Locks>();

function locksOf(owner: object): Locks {
  const known = locks.get(owner) ?? new Map<string, Promise<void>>();
  locks.set(owner, known);
  return known;
}

async function exclusively<T>(globals: NativeGlobals, held: Locks, name: string, waitMs: number, work: () => Promise<T>): Promise<T> {
  const before = held.get(name);
  let release = (): void => undefined;
  const ours = new Promise<void>((resolve) => {
    release = resolve;
  });
  // Who ran without waiting for its end does not end the turn of the one before.
  const last = Promise.all([before, ours]).then(() => {
    if (held.get(name) === last) held.delete(name);
  });
  held.set(name, last);
  try {
    if (before !== undefined) await withinTime(globals, waitMs, before);
    return await work();
  } finally {
    release();
  }
}

/** Settles with the promise, or after so many ms without it. */
function withinTime(globals: NativeGlobals, waitMs: number, promise: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = globals.setTimeout(resolve, waitMs);
    void promise.then(() => {
      globals.clearTimeout(timer as never);
      resolve();
    });
  });
}
