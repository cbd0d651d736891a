import type { Ports, Provisioner } from '@firstring/core/driver';
import { CaseFailure } from '../run/check.js';
import type { Device, MockServer, World } from './world.js';

/** What worlds in real time have in common, on whichever platform they stand. */

/** One start of an app. */
export interface RealApp {
  readonly provisioner: Provisioner;
  readonly ports: Ports;
}

/** A device whose app can be ended and started again on the same storage. */
export function restartable(start: () => RealApp, more: Omit<Device, 'provisioner' | 'ports' | 'restart'>): Device {
  let app = start();
  return {
    ...more,
    get provisioner() {
      return app.provisioner;
    },
    get ports() {
      return app.ports;
    },
    restart: () => {
      app.provisioner.dispose();
      app = start();
      return Promise.resolve();
    },
  };
}

/** Waiting that ends: after `patienceMs` the case fails. `pause` lets real time pass. */
export function realWaiting(
  server: MockServer,
  pause: (ms: number) => Promise<void>,
  patienceMs: number,
): Pick<World, 'now' | 'advance' | 'when' | 'until' | 'settle'> {
  const when: World['when'] = async (condition, what) => {
    const bound = Date.now() + patienceMs;
    while (!condition()) {
      if (Date.now() > bound) throw new CaseFailure(`waited in vain: ${what}`);
      await pause(PAUSE_MS);
    }
  };
  return {
    now: () => Date.now(),
    advance: pause,
    when,
    settle: () => when(() => server.requests().every(({ end }) => end !== undefined), 'every request to end'),
    until: async (promise) => {
      let settled = false;
      const note = (): void => {
        settled = true;
      };
      promise.then(note, note);
      await when(() => settled, 'a promise to settle');
      return promise;
    },
  };
}

const PAUSE_MS = 2;
