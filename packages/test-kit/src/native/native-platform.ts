import type { Ports } from '@firstring/core/driver';
import type { VirtualPlatform, VirtualSurroundings } from '../world/virtual-platform.js';
import type { VirtualWork } from '../world/virtual-work.js';
import { createVirtualWorldOf } from '../world/virtual-world.js';
import type { World } from '../world/world.js';
import { createAppSignals } from './app-signals.js';
import { createNativeDisk, dumpNativeDisk } from './async-storage.js';
import type { NativeDevice } from './native-device.js';
import { startNativeProcess, type NativeHardware, type NativeProcess } from './native-process.js';
import { createNativeSecureEntries } from './secure-store.js';
import { createXmlHttpRequest } from './xml-http-request.js';

/** Phones with React Native's limits, and an adapter's ports on them. */
export function nativePlatform(makePorts: (device: NativeDevice) => Ports): VirtualPlatform<NativeHardware> {
  const processes = new WeakMap<NativeHardware, NativeProcess>();
  const processOn = (own: NativeHardware, work: VirtualWork): NativeProcess => {
    const running = processes.get(own);
    if (running?.alive() === true) return running;
    const started = startNativeProcess(own, work);
    processes.set(own, started);
    return started;
  };
  return {
    capabilities: {
      'store.durable': true,
      'store.scope': 'process',
      'secrets.durable': true,
      'secrets.shared': true,
      'http.redirects': 'detected',
      'http.body-cap': 'progress',
      'http.failures': 'hidden',
      'http.resends': true, // OkHttp and NSURLSession do; this network gives them no reason to
      'http.repeated-headers': 'joined',
      'http.encodings-checked': true,
      'http.plain-host': true,
      'http.https': true,
      'faults.refuse': true,
      'faults.reset': true,
      'faults.truncate': true,
      'faults.dns': true,
      'faults.tls': true,
      'faults.storage': true,
      'faults.storage-broken': true,
      'faults.crash': true,
      'host.online-switch': true,
      'host.locks': true,
    },
    makeHardware: () => ({ disk: createNativeDisk(), keychain: createNativeSecureEntries() }),
    start: (around, own, online, lives) => {
      let isOnline = online;
      const { alive, join, modules } = processOn(own, around.work);
      join(lives);
      const signals = createAppSignals(online, alive);
      return {
        ports: makePorts(createNativeDevice(around, { ...modules, appState: signals.appState, netInfo: signals.netInfo, isOnline: () => isOnline, alive })),
        setOnline: (is) => {
          isOnline = is;
          signals.setConnected(is);
        },
      };
    },
    appEnded: () => {},
    dump: ({ disk }) => dumpNativeDisk(disk),
    failCommits: ({ disk }, reason, times) => {
      disk.failures = Array.from({ length: times }, () => reason); // a commit ends with the first write that fails
    },
    setBroken: ({ disk }, broken) => {
      disk.broken = broken;
    },
  };
}

/** A virtual world of such phones: the same seed gives the same world, and no real time passes. */
export function createNativeWorld(makePorts: (device: NativeDevice) => Ports, seed = 1): World {
  return createVirtualWorldOf(nativePlatform(makePorts), seed);
}

/** What else the start of an app on a phone comes with. */
export interface NativeStart extends Pick<NativeDevice, 'storage' | 'keychain' | 'appState' | 'netInfo'> {
  readonly isOnline: () => boolean;
  /** Once this is false, nothing that the app has under way lands, and it hears nothing. */
  readonly alive: () => boolean;
}

/** One start of an app on a phone. */
export function createNativeDevice(around: VirtualSurroundings, start: NativeStart): NativeDevice {
  const { clock, random } = around;
  const { alive, isOnline, storage, keychain, appState, netInfo } = start;
  const cancels = new Map<number, () => void>();
  let timers = 0;
  return {
    globals: {
      Date: { now: () => clock.now() },
      XMLHttpRequest: createXmlHttpRequest(around, isOnline, alive),
      setTimeout: (fire, delayMs) => {
        timers += 1;
        const handle = timers;
        const delay = delayMs > 2 ** 31 - 1 ? 0 : delayMs; // as the engines' own
        cancels.set(handle, clock.schedule(delay, () => {
          cancels.delete(handle);
          if (alive()) fire();
        }));
        return handle;
      },
      clearTimeout: (handle) => {
        cancels.get(handle)?.();
        cancels.delete(handle);
      },
    },
    storage,
    keychain,
    appState,
    netInfo,
    platform: { OS: 'android', Version: 34, constants: { Release: '14', Model: 'Virtual One' } },
    locale: 'cs-CZ',
    random: (bytes) => Uint8Array.from({ length: bytes }, () => Math.floor(random() * 256)),
  };
}
