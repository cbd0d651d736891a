import type { HostPort, HostSignal } from '@firstring/core/driver';
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
      entropy: (bytes) => Array.from({ length: bytes }, () => Math.floor(random() * 256).toString(16).padStart(2, '0')).join(''),
      timer: (delayMs, fire) =>
        clock.schedule(delayMs, () => {
          if (alive()) fire();
        }),
      online: () => online,
      listen: (listener) => {
        listeners = [...listeners, listener];
        return () => {
          listeners = listeners.filter((other) => other !== listener);
        };
      },
      exclusively: async (name, waitMs, work) => {
        const before = locks.get(name) ?? Promise.resolve();
        const waited = new Promise<void>((resolve) => {
          const giveUp = clock.schedule(waitMs, resolve);
          const go = (): void => {
            giveUp();
            resolve();
          };
          before.then(go, go);
        });
        const running = waited.then(work);
        locks.set(name, running);
        return running;
      },
      facts: { platform: 'virtual', platformVersion: '1.0', locale: 'cs-CZ', device: 'Virtual One', cpu: 'none' },
    },
  };
}

/** Mulberry32: the same seed gives the same chance everywhere. */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
