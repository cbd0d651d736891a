import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createProvisioner, type Ports, type Provisioner } from '@firstring/core/driver';
import { EMPTY_MOCK } from '../portal/mock-state.js';
import { CaseFailure } from '../run/check.js';
import { holdMock } from '../world/mock-holder.js';
import { provisionerOptions } from '../world/provisioner-options.js';
import type { Capabilities, Device, DeviceOptions, World } from '../world/world.js';
import { dumpFolder } from './dump-folder.js';
import { lookupOnly } from './lookup-only.js';
import { serveMock } from './serve-mock.js';

export interface PortOptions {
  /** A folder of this device alone; what is in it is what `storageDump` shows. */
  readonly stateDir: string;
  /** A folder for keys, apart from it, as a platform's keystore is. */
  readonly keyDir: string;
  /** Resolves host names instead of the system: all but the world's own do not exist. */
  readonly lookup: LookupFunction;
}

export interface SocketWorldOptions {
  /** What the adapter can do beyond what every world on sockets can. */
  readonly capabilities?: Capabilities;
  /** How long `when`, `until` and `settle` wait, in ms. Default 10,000. */
  readonly patienceMs?: number;
}

/** The host beyond loopback of a world on sockets: `lookup` leads it to 127.0.0.1. */
const PLAIN_HOST = 'plain.provider.example';

/** A world of real sockets, files and time around an adapter that is handed in. */
export async function createSocketWorld(
  makePorts: (options: PortOptions) => Ports,
  options: SocketWorldOptions = {},
): Promise<World> {
  const patience = options.patienceMs ?? 10_000;
  const server = holdMock(EMPTY_MOCK, async ({ refusing }) => {
    await portal.refuse(refusing.includes('portal'));
    await provider.refuse(refusing.includes('provider'));
  });
  const portal = await serveMock(server, 'portal');
  const provider = await serveMock(server, 'provider');
  const folders: string[] = [];
  const running: Provisioner[] = [];
  const homes = new Map<Device, string>();

  const when = async (condition: () => boolean, what: string): Promise<void> => {
    const bound = Date.now() + patience;
    while (!condition()) {
      if (Date.now() > bound) throw new CaseFailure(`waited in vain: ${what}`);
      await wait(2);
    }
  };
  const start = (deviceOptions: DeviceOptions, home: string): Provisioner => {
    const ports = makePorts({ stateDir: join(home, 'state'), keyDir: join(home, 'keys'), lookup: lookupOnly(PLAIN_HOST) });
    const provisioner = createProvisioner(provisionerOptions(deviceOptions, portal.url, ports));
    running.push(provisioner);
    return provisioner;
  };
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'firstring-device-'));
    folders.push(made);
    return made;
  };

  return {
    portalUrl: portal.url,
    providerUrl: provider.url,
    plainProviderUrl: provider.url.replace('127.0.0.1', PLAIN_HOST),
    server,
    capabilities: {
      'store.durable': true,
      'faults.refuse': true,
      'faults.reset': true,
      'faults.truncate': true,
      ...options.capabilities,
    },
    createDevice: (deviceOptions = {}) => {
      const shared = deviceOptions.sharing === undefined ? undefined : homes.get(deviceOptions.sharing);
      const home = shared ?? folder();
      let provisioner = start(deviceOptions, home);
      const device: Device = {
        get provisioner() {
          return provisioner;
        },
        restart: () => {
          provisioner.dispose();
          provisioner = start(deviceOptions, home);
          return Promise.resolve();
        },
        storageDump: () => dumpFolder(join(home, 'state')),
      };
      homes.set(device, home);
      return device;
    },
    now: () => Date.now(),
    advance: (ms) => wait(ms),
    settle: () => when(() => server.requests().every(({ end }) => end !== undefined), 'every request to end'),
    when,
    until: (promise) => withPatience(promise, patience),
    close: async () => {
      running.forEach((provisioner) => {
        provisioner.dispose();
      });
      await Promise.all([portal.close(), provider.close()]);
      await Promise.all(folders.map((made) => rm(made, { recursive: true, force: true })));
    },
  };
}

async function withPatience<T>(promise: Promise<T>, ms: number): Promise<T> {
  const stop = new AbortController();
  const late = wait(ms, undefined, { signal: stop.signal }).then(() => {
    throw new CaseFailure('waited in vain: a promise to settle');
  });
  late.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    stop.abort();
  }
}
