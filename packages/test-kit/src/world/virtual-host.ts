import type { HostPort, HostSignal } from '@firstring/core/driver';
import { hexByChance } from './virtual-chance.js';
import type { VirtualClock } from './virtual-clock.js';

export interface VirtualHost {
  readonly port: HostPort;
  readonly isOnline: () => boolean;
  readonly setOnline: (online: boolean) => void;
  readonly signal: (signal: HostSignal) => void;
}

/** Locks that the devices of one storage share, by name: the end of the queue. */
export type VirtualLocks = Map<string, Promise<unknown>>;

/** A host whose clock and chance are given; `alive` silences the timers of an app that was killed. */
export function createVirtualHost(
  clock: VirtualClock,
  random: () => number,
  locks: VirtualLocks,
  alive: () => boolean,
): VirtualHost {
  let online = true;
  let listeners: readonly ((signal: HostSignal) => void)[] = [];
  const signal = (what: HostSignal): void => {
    for (const listener of listeners) if (alive()) listener(what);
  };
  return {
    isOnline: () => online,
    setOnline: (is) => {
      if (is === online) return;
      online = is;
      signal(is ? 'online' : 'offline');
    },
    signal,
    port: {
      now: () => clock.now(),
      entropy: (bytes) => hexByChance(random, bytes),
      timer: (delayMs, fire) =>
        clock.schedule(delayMs, () => {
          if (alive()) fire();
        }),
      online: () => online,
      listen: (listener) => {
        const own = (what: HostSignal): void => {
          listener(what);
        };
        listeners = [...listeners, own];
        return () => {
          listeners = listeners.filter((other) => other !== own);
        };
      },
      exclusively: async (name, waitMs, work) => {
        const before = locks.get(name) ?? Promise.resolve();
        const waited = new Promise<void>((resolve) => {
          const giveUp = clock.schedule(Math.min(waitMs, LONGEST_WAIT_MS), resolve);
          const go = (): void => {
            giveUp();
            resolve();
          };
          before.then(go, go);
        });
        const running = waited.then(work);
        // Who did not wait for its end does not end the hold of the one before.
        locks.set(name, before.then(ignore, ignore).then(() => running).then(ignore, ignore));
        return running;
      },
      facts: { platform: 'virtual', platformVersion: '1.0', locale: 'cs-CZ', device: 'Virtual One', cpu: 'none' },
    },
  };
}

/** No wait for a lock is longer (S6). */
const LONGEST_WAIT_MS = 10_000;

const ignore = (): void => undefined;
