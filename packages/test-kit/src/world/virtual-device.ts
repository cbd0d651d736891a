import { createProvisioner, type Ports, type Provisioner } from '@firstring/core/driver';
import { provisionerOptions } from './provisioner-options.js';
import { createRecordings, type Recordings } from './recordings.js';
import type { VirtualPlatform, VirtualSurroundings } from './virtual-platform.js';
import type { Device, DeviceOptions, Kept } from './world.js';

export interface VirtualDevices {
  readonly create: (options?: DeviceOptions) => Device;
  /** The ordinary storage of every device that there was, and what its apps recorded. */
  readonly kept: () => readonly Kept[];
  readonly end: () => void;
}

export function createVirtualDevices<Hardware>(around: VirtualSurroundings, platform: VirtualPlatform<Hardware>): VirtualDevices {
  const hardware = new Map<Device, Hardware>();
  const ends: (() => void)[] = [];
  const recordings = createRecordings();
  const create = (options: DeviceOptions = {}): Device => {
    const shared = options.sharing === undefined ? undefined : hardware.get(options.sharing);
    const own = shared ?? platform.makeHardware();
    let online = true;
    let app = start(around, platform, own, options, online, recordings);
    const device: Device = {
      get provisioner() {
        return app.provisioner;
      },
      get ports() {
        return app.ports;
      },
      restart: () => {
        app.kill();
        platform.appEnded(own);
        app = start(around, platform, own, options, online, recordings);
        return Promise.resolve();
      },
      storageDump: () => Promise.resolve(platform.dump(own)),
      failCommits: (reason, times) => {
        platform.failCommits(own, reason, times);
      },
      breakStorage: () => {
        platform.setBroken(own, true);
        return Promise.resolve();
      },
      mendStorage: () => {
        platform.setBroken(own, false);
        return Promise.resolve();
      },
      setOnline: (is) => {
        online = is;
        app.setOnline(is);
        return Promise.resolve();
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
    kept: () => [...[...new Set(hardware.values())].map((own) => ({ where: 'the storage of a device', text: platform.dump(own) })), ...recordings.kept()],
    end: () => {
      ends.forEach((end) => {
        end();
      });
    },
  };
}

interface RunningApp {
  readonly provisioner: Provisioner;
  readonly ports: Ports;
  setOnline(online: boolean): void;
  /** Nothing that it still has under way reaches the disk or the app. */
  kill(): void;
}

function start<Hardware>(
  around: VirtualSurroundings,
  platform: VirtualPlatform<Hardware>,
  own: Hardware,
  options: DeviceOptions,
  online: boolean,
  recordings: Recordings,
): RunningApp {
  let living = true;
  const { ports, setOnline } = platform.start(around, own, online, () => living);
  const provisioner = createProvisioner(provisionerOptions(options, around.portalUrl, ports, recordings.recorder()));
  return {
    provisioner,
    ports,
    setOnline,
    kill: () => {
      living = false;
      provisioner.dispose();
    },
  };
}
