import { preload, type SecretLevel } from '@firstring/core/driver';
import { EMPTY_MOCK } from '../portal/mock-state.js';
import { CaseFailure } from '../run/check.js';
import { holdMock } from './mock-holder.js';
import { idealPlatform } from './ideal-platform.js';
import { createVirtualClock } from './virtual-clock.js';
import { createVirtualDevices } from './virtual-device.js';
import { seededChance } from './virtual-chance.js';
import type { VirtualPlatform } from './virtual-platform.js';
import { createVirtualWork } from './virtual-work.js';
import type { World } from './world.js';

export interface VirtualWorldOptions {
  /** How the secrets port describes itself. With `memory` its secrets end with the app. Default `keystore`. */
  readonly secretLevel?: SecretLevel;
  /** How long a request travels, in ms. Default 20. */
  readonly connectMs?: number;
}

/** When virtual worlds begin: 2026-01-01T00:00:00Z. */
const START = 1767225600000;

/** No scenario waits longer than this for anything, in virtual ms. */
const PATIENCE = 3_600_000;

/** Nor for so many timers, which only an endless loop sets. */
const MOST_TIMERS = 100_000;

/** How many microtasks may pass between two pieces of work. */
const TICKS = 64;

/** A world in memory: the same seed gives the same world, and no real time passes. */
export function createVirtualWorld(seed = 1, options: VirtualWorldOptions = {}): World {
  return createVirtualWorldOf(idealPlatform(options.secretLevel ?? 'keystore'), seed, options.connectMs);
}

/** The same around devices of another kind: an adapter on imitations of what its platform offers. */
export function createVirtualWorldOf<Hardware>(platform: VirtualPlatform<Hardware>, seed = 1, connectMs = 20): World {
  const clock = createVirtualClock(START);
  const work = createVirtualWork(clock);
  const server = holdMock(EMPTY_MOCK);
  const portalUrl = 'https://portal.example';
  const providerUrl = 'https://provider.example';
  const plainProviderUrl = 'http://plain.provider.example';
  const untrusted = { portalUrl: 'https://untrusted.portal.example', providerUrl: 'https://untrusted.provider.example' };
  const around = {
    clock,
    work,
    server,
    random: seededChance(seed),
    portalUrl,
    origins: [
      [portalUrl, 'portal'],
      [providerUrl, 'provider'],
      [plainProviderUrl, 'provider'],
    ],
    untrusted: [untrusted.portalUrl, untrusted.providerUrl],
    connectMs,
  } as const;
  const devices = createVirtualDevices(around, platform);

  // Promises settle in microtasks, which no clock counts: wait until a stretch of them led to nothing new.
  const drain = async (): Promise<void> => {
    await preload(); // loading takes real time, which does not pass here
    let before: number;
    do {
      before = work.begun();
      for (let tick = 0; tick < TICKS; tick += 1) await Promise.resolve();
    } while (work.begun() !== before);
  };
  const passUntil = async (holds: () => boolean, what: string): Promise<void> => {
    const bound = clock.now() + PATIENCE;
    await drain();
    for (let fired = 0; !holds(); fired += 1) {
      if (fired > MOST_TIMERS || !clock.fireNext(bound)) throw new CaseFailure(`waited in vain: ${what}`);
      await drain();
    }
  };

  return {
    portalUrl,
    providerUrl,
    plainProviderUrl,
    secure: { portalUrl, providerUrl },
    // Its http port fails before anything is sent, as every platform has to.
    untrusted: { ...untrusted, heard: () => 0 },
    server,
    capabilities: { 'virtual-time': true, ...platform.capabilities },
    createDevice: devices.create,
    now: () => clock.now(),
    advance: async (ms) => {
      const target = clock.now() + ms;
      await drain();
      while (clock.fireNext(target)) await drain();
      clock.moveTo(target);
    },
    settle: () => passUntil(() => work.open() === 0, 'everything under way to end'),
    when: passUntil,
    until: async (promise) => {
      let settled = false;
      const note = (): void => {
        settled = true;
      };
      promise.then(note, note);
      await passUntil(() => settled, 'a promise to settle');
      return promise;
    },
    kept: () => Promise.resolve(devices.kept()),
    close: () => {
      devices.end();
      return Promise.resolve();
    },
  };
}
