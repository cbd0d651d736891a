import { createProvisioner, type Ports, type Provisioner } from '@firstring/core/driver';
import { provisionerOptions } from '../world/provisioner-options.js';
import { createRecordings } from '../world/recordings.js';
import { realWaiting, restartable, type RealApp } from '../world/real-world.js';
import { withHeard, type Capabilities, type Device, type DeviceOptions, type World } from '../world/world.js';
import { collectPrinted } from './printed.js';
import { openRemoteMock } from './remote-mock.js';
import { databaseText, originText, removeDatabases } from './stored-text.js';

/** What only the driver of a browser can do to it. */
export interface PageDriver {
  /** Takes the network away from the page, or gives it back. */
  readonly setOffline?: (offline: boolean) => Promise<void>;
}

export interface PageWorldOptions {
  /** What the adapter can do beyond what every world in a page can. */
  readonly capabilities?: Capabilities;
  readonly driver?: PageDriver;
  /** How long `when`, `until` and `settle` wait, in ms. Default 10,000. */
  readonly patienceMs?: number;
}

/** Databases of devices begin with this, then come the numbers of world and device. */
const DATABASE = 'firstring-device-';

/**
 * A world in a browser's page: the adapter and the scenario run in it, portal and provider stand on other origins behind
 * `servePage` of `@firstring/test-kit/node`, which must have served the page.
 *
 * @param makePorts the ports of a device over the IndexedDB database of this name.
 */
export function createPageWorld(makePorts: (database: string) => Ports, options: PageWorldOptions = {}): World {
  const { driver = {} } = options;
  const { id, server, urls, heard, close } = openRemoteMock();
  const printed = collectPrinted();
  const running: Provisioner[] = [];
  const databases = new Map<Device, string>();
  const recordings = createRecordings();

  const start = (deviceOptions: DeviceOptions, database: string): RealApp => {
    const ports = makePorts(database);
    const provisioner = createProvisioner(provisionerOptions(deviceOptions, urls.portalUrl, ports, recordings.recorder()));
    running.push(provisioner);
    return { provisioner, ports };
  };

  return {
    ...withHeard(urls, heard),
    ...realWaiting(server, wait, options.patienceMs ?? 10_000),
    server,
    capabilities: {
      'store.durable': true,
      'faults.refuse': true,
      'faults.reset': true,
      'faults.truncate': true,
      'http.loopback': true,
      'http.https': urls.secure !== undefined,
      'faults.tls': urls.untrusted !== undefined,
      'host.online-switch': driver.setOffline !== undefined,
      ...options.capabilities,
    },
    createDevice: (deviceOptions = {}) => {
      const shared = deviceOptions.sharing === undefined ? undefined : databases.get(deviceOptions.sharing);
      const database = shared ?? `${DATABASE}${id}-${databases.size}`;
      const device = restartable(() => start(deviceOptions, database), {
        storageDump: () => databaseText(database),
        setOnline: (online) => driver.setOffline?.(!online) ?? Promise.resolve(),
      });
      databases.set(device, database);
      return device;
    },
    kept: async () => [
      { where: 'the storage of the origin', text: await originText() },
      { where: 'the console', text: printed.text() },
      ...recordings.kept(),
    ],
    close: async () => {
      running.forEach((provisioner) => {
        provisioner.dispose();
      });
      printed.stop();
      await driver.setOffline?.(false);
      close();
      await removeDatabases(DATABASE);
    },
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
