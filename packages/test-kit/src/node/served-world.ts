import { EMPTY_MOCK } from '../portal/mock-state.js';
import { holdMock, type MockHolder } from '../world/mock-holder.js';
import type { ServerUrls, WorldUrls } from '../world/world.js';
import { serveBoth, type ServedBoth } from './serve-both.js';
import type { ServerIdentity } from './serve-mock.js';

/** Certificates for servers at 127.0.0.1. */
export interface SocketWorldTls extends ServerIdentity {
  /** The authority that signed `cert`, in PEM; `makePorts` gets it. */
  readonly ca: string;
  /** A certificate that neither this authority nor any other has signed. */
  readonly untrusted?: ServerIdentity;
}

/** One mock on all its ports: http, https, and https that nobody trusts. */
export interface ServedWorld {
  readonly server: MockHolder;
  readonly urls: WorldUrls;
  /** Bytes of requests that came through to the untrusted servers. */
  readonly heard: () => number;
  readonly close: () => Promise<void>;
}

/** The host beyond loopback of a world on sockets: whoever resolves names leads it to 127.0.0.1. */
export const PLAIN_HOST = 'plain.provider.example';

export async function serveWorld(tls?: SocketWorldTls): Promise<ServedWorld> {
  const server = holdMock(EMPTY_MOCK, async ({ refusing }) => {
    await Promise.all(served.map((both) => both.refuse(refusing)));
  });
  const [plain, secure, untrusted] = await Promise.all([
    serveBoth(server),
    tls === undefined ? undefined : serveBoth(server, tls),
    tls?.untrusted === undefined ? undefined : serveBoth(server, tls.untrusted),
  ]);
  const served = [plain, secure, untrusted].filter((both) => both !== undefined);
  return {
    server,
    urls: {
      ...addressesOf(plain),
      plainProviderUrl: plain.providerUrl.replace('127.0.0.1', PLAIN_HOST),
      ...(secure === undefined ? {} : { secure: addressesOf(secure) }),
      ...(untrusted === undefined ? {} : { untrusted: addressesOf(untrusted) }),
    },
    heard: () => untrusted?.heard() ?? 0,
    close: async () => {
      await Promise.all(served.map((both) => both.close()));
    },
  };
}

function addressesOf({ portalUrl, providerUrl }: ServedBoth): ServerUrls {
  return { portalUrl, providerUrl };
}
