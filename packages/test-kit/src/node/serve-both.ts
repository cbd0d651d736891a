import type { Side } from '../portal/exchange.js';
import type { MockHolder } from '../world/mock-holder.js';
import type { UntrustedServers } from '../world/world.js';
import { serveMock, type ServedMock, type ServerIdentity } from './serve-mock.js';

/** Portal and provider on ports of their own. */
export interface ServedBoth extends UntrustedServers {
  /** Opens and closes the ports, so that these sides refuse connections and no others. */
  refuse(refusing: readonly Side[]): Promise<void>;
  close(): Promise<void>;
}

/** Over https where there is an identity, else over http. */
export async function serveBoth(holder: MockHolder, identity?: ServerIdentity): Promise<ServedBoth> {
  const [portal, provider] = await Promise.all([serveMock(holder, 'portal', identity), serveMock(holder, 'provider', identity)]);
  const both: readonly (readonly [Side, ServedMock])[] = [
    ['portal', portal],
    ['provider', provider],
  ];
  return {
    portalUrl: portal.url,
    providerUrl: provider.url,
    heard: () => portal.heard() + provider.heard(),
    refuse: async (refusing) => {
      await Promise.all(both.map(([side, served]) => served.refuse(refusing.includes(side))));
    },
    close: async () => {
      await Promise.all(both.map(([, served]) => served.close()));
    },
  };
}
