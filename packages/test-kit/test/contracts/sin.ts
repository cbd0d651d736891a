import type { Ports } from '@firstring/core/driver';
import { createVirtualWorldOf } from '../../src/index.js';
import { idealPlatform, type IdealHardware } from '../../src/world/ideal-platform.js';
import type { VirtualSurroundings } from '../../src/world/virtual-platform.js';
import type { World } from '../../src/world/world.js';

/** A correct device, and what a port with one defect may reach of it. */
export interface Around extends VirtualSurroundings {
  readonly ports: Ports;
  readonly own: IdealHardware;
  readonly alive: () => boolean;
  /** The same for every device of one world, empty at its start: for what should not be shared. */
  readonly world: Map<string, unknown>;
}

/** The port itself, not what loads it. */
type PortOf<Port extends keyof Ports> = Exclude<Ports[Port], () => unknown>;

/** One defect of one port, and the cases that fail because of it, no others. */
export type Sin<Port extends keyof Ports> = readonly [what: string, fails: readonly string[], make: (port: PortOf<Port>, around: Around) => Ports[Port]];

export function sinfulWorld<Port extends keyof Ports>(port: Port, make: Sin<Port>[2]): World {
  const ideal = idealPlatform('keystore');
  const world = new Map<string, unknown>();
  return createVirtualWorldOf({
    ...ideal,
    start: (around, own, online, alive) => {
      const app = ideal.start(around, own, online, alive);
      const ports = { ...app.ports, [port]: make(app.ports[port] as PortOf<Port>, { ...around, ports: app.ports, own, alive, world }) };
      return { ...app, ports };
    },
  });
}
