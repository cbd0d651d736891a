import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createProvisioner, type Ports, type Provisioner } from '@firstring/core/driver';
import { provisionerOptions } from '../world/provisioner-options.js';
import { createRecordings } from '../world/recordings.js';
import { realWaiting, restartable, type RealApp } from '../world/real-world.js';
import { withHeard, type Capabilities, type Device, type DeviceOptions, type World } from '../world/world.js';
import { breakFolder, mendFolder } from './break-folder.js';
import { dumpFolder } from './dump-folder.js';
import { lookupOnly } from './lookup-only.js';
import { PLAIN_HOST, serveWorld, type SocketWorldTls } from './served-world.js';

export interface PortOptions {
  /** A folder of this device alone; what is in it is what `storageDump` shows. */
  readonly stateDir: string;
  /** A folder for keys, apart from it, as a platform's keystore is. */
  readonly keyDir: string;
  /** Resolves host names instead of the system: all but the world's own do not exist. */
  readonly lookup: LookupFunction;
  /** The certificate authority to trust, in PEM, where the world has one. */
  readonly ca?: string;
}

export interface SocketWorldOptions {
  /** What the adapter can do beyond what every world on sockets can. */
  readonly capabilities?: Capabilities;
  /** Serves portal and provider over https too: `http.https`, and `faults.tls` with `untrusted`. Default: http alone. */
  readonly tls?: SocketWorldTls;
  /** How long `when`, `until` and `settle` wait, in ms. Default 10,000. */
  readonly patienceMs?: number;
}

/** A world of real sockets, files and time around an adapter that is handed in. */
export async function createSocketWorld(
  makePorts: (options: PortOptions) => Ports,
  options: SocketWorldOptions = {},
): Promise<World> {
  const { tls } = options;
  const { server, urls, heard, close } = await serveWorld(tls);
  const folders: string[] = [];
  const running: Provisioner[] = [];
  const homes = new Map<Device, string>();
  const recordings = createRecordings();

  const start = (deviceOptions: DeviceOptions, home: string): RealApp => {
    const ports = makePorts({
      stateDir: stateDirIn(home),
      keyDir: join(home, 'keys'),
      lookup: lookupOnly(PLAIN_HOST),
      ...(tls === undefined ? {} : { ca: tls.ca }),
    });
    const provisioner = createProvisioner(provisionerOptions(deviceOptions, urls.portalUrl, ports, recordings.recorder()));
    running.push(provisioner);
    return { provisioner, ports };
  };
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'firstring-device-'));
    folders.push(made);
    return made;
  };

  return {
    ...withHeard(urls, heard),
    ...realWaiting(server, (ms) => wait(ms), options.patienceMs ?? 10_000),
    server,
    capabilities: {
      'store.durable': true,
      'secrets.durable': true,
      'http.failures': 'told',
      'faults.refuse': true,
      'faults.reset': true,
      'faults.truncate': true,
      'faults.storage-broken': true,
      'http.loopback': true,
      'http.https': urls.secure !== undefined,
      'faults.tls': urls.untrusted !== undefined,
      ...options.capabilities,
    },
    createDevice: (deviceOptions = {}) => {
      const shared = deviceOptions.sharing === undefined ? undefined : homes.get(deviceOptions.sharing);
      const home = shared ?? folder();
      const device = restartable(() => start(deviceOptions, home), {
        storageDump: () => dumpFolder(stateDirIn(home)),
        breakStorage: () => breakFolder(stateDirIn(home)),
        mendStorage: () => mendFolder(stateDirIn(home)),
      });
      homes.set(device, home);
      return device;
    },
    kept: async () => [...(await Promise.all(folders.map(async (home) => ({ where: 'the folder of a device', text: await dumpFolder(home) })))), ...recordings.kept()],
    close: async () => {
      running.forEach((provisioner) => {
        provisioner.dispose();
      });
      await close();
      // A write that was under way when its app was disposed of ends by itself, and may do so while we remove.
      await Promise.all(folders.map((made) => rm(made, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 })));
    },
  };
}

function stateDirIn(home: string): string {
  return join(home, 'state');
}
