import { createProvisioner, type Ports, type Provisioner, type SecretLevel } from '@firstring/core/driver';
import { createXmlPort } from '@firstring/core/xml';
import type { Side } from '../portal/exchange.js';
import type { MockHolder } from './mock-holder.js';
import { provisionerOptions } from './provisioner-options.js';
import type { VirtualClock } from './virtual-clock.js';
import { createVirtualHost, type VirtualLocks } from './virtual-host.js';
import { createVirtualHttp } from './virtual-http.js';
import { createVirtualKeystore, createVirtualSecrets, type VirtualKeystore } from './virtual-secrets.js';
import { createVirtualDisk, createVirtualStore, dumpDisk, type VirtualDisk } from './virtual-store.js';
import type { VirtualWork } from './virtual-work.js';
import type { Device, DeviceOptions } from './world.js';

export interface VirtualSurroundings {
  readonly clock: VirtualClock;
  readonly work: VirtualWork;
  readonly server: MockHolder;
  readonly random: () => number;
  readonly portalUrl: string;
  readonly origins: readonly (readonly [origin: string, side: Side])[];
  readonly untrusted: readonly string[];
  readonly connectMs: number;
  readonly secretLevel: SecretLevel;
}

/** What of a device outlives its app. */
interface Hardware {
  readonly disk: VirtualDisk;
  keystore: VirtualKeystore;
  readonly locks: VirtualLocks;
}

export function createVirtualDevices(around: VirtualSurroundings): {
  readonly create: (options?: DeviceOptions) => Device;
  readonly end: () => void;
} {
  const hardware = new Map<Device, Hardware>();
  const ends: (() => void)[] = [];
  const create = (options: DeviceOptions = {}): Device => {
    const shared = options.sharing === undefined ? undefined : hardware.get(options.sharing);
    const own: Hardware = shared ?? { disk: createVirtualDisk(), keystore: createVirtualKeystore(), locks: new Map() };
    let online = true;
    let app = start(around, own, options, online);
    const device: Device = {
      get provisioner() {
        return app.provisioner;
      },
      restart: () => {
        app.kill();
        if (around.secretLevel === 'memory') own.keystore = createVirtualKeystore();
        own.locks.clear();
        app = start(around, own, options, online);
        return Promise.resolve();
      },
      storageDump: () => Promise.resolve(dumpDisk(own.disk)),
      failCommits: (reason, times) => {
        own.disk.failures = Array.from({ length: times }, () => reason);
      },
      breakStorage: () => {
        own.disk.broken = true;
        return Promise.resolve();
      },
      mendStorage: () => {
        own.disk.broken = false;
        return Promise.resolve();
      },
      setOnline: (is) => {
        online = is;
        app.setOnline(is);
      },
      crash: () => {
        app.kill();
      },
    };
    hardware.set(device, own);
    ends.push(() => {
      app.kill();
    });
    return device;
  };
  return {
    create,
    end: () => {
      ends.forEach((end) => {
        end();
      });
    },
  };
}

interface RunningApp {
  readonly provisioner: Provisioner;
  setOnline(online: boolean): void;
  /** Nothing that it still has under way reaches the disk or the app. */
  kill(): void;
}

function start(around: VirtualSurroundings, own: Hardware, options: DeviceOptions, online: boolean): RunningApp {
  let living = true;
  const alive = (): boolean => living;
  const host = createVirtualHost(around.clock, around.random, own.locks, alive);
  host.setOnline(online);
  const ports: Ports = {
    http: createVirtualHttp({ ...around, online: host.isOnline }),
    xml: createXmlPort(),
    store: createVirtualStore(own.disk, around.work, alive),
    secrets: createVirtualSecrets(own.keystore, around.work, around.secretLevel),
    host: host.port,
  };
  const provisioner = createProvisioner(provisionerOptions(options, around.portalUrl, ports));
  return {
    provisioner,
    setOnline: host.setOnline,
    kill: () => {
      living = false;
      provisioner.dispose();
    },
  };
}
