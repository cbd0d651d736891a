import type { Case } from '../run/case.js';
import { equal, present } from '../run/check.js';
import type { UntrustedServers, World } from '../world/world.js';
import { refusalCase, type Refusal } from './refusal.js';

type Row = Pick<Refusal, 'id' | 'title' | 'document' | 'app' | 'device' | 'either'>;

const ROWS: readonly Row[] = [
  {
    id: 'UNTRUSTED-001',
    title: 'nobody trusts the certificate of the portal',
    document: 'provisioning',
    device: (world) => ({ portal: untrusted(world).portalUrl }),
    either: 'theme',
  },
  {
    id: 'UNTRUSTED-002',
    title: 'nobody trusts the certificate of the provider',
    document: 'global_extprov',
    app: (world) => ({ providerUrl: untrusted(world).providerUrl }),
  },
  {
    id: 'UNTRUSTED-003',
    title: 'nobody trusts the certificate of the provider, and the password would go there first',
    document: 'extprov',
    app: (world) => ({ providerUrl: untrusted(world).providerUrl, global: false }),
  },
  {
    id: 'UNTRUSTED-004',
    title: 'no option for plain http makes up for a certificate',
    document: 'extprov',
    app: (world) => ({ providerUrl: untrusted(world).providerUrl, global: false, sentAs: 'query' }),
    device: { allowInsecure: 'with-secrets' },
  },
];

/** TLS errors are never bypassed: not one byte of a request goes to a server that cannot say who it is (O3). */
export const UNTRUSTED: readonly Case[] = ROWS.map((row) => {
  const refused = refusalCase({ ...row, clauses: ['O3', 'T1'], needs: ['faults.tls'], codes: ['network.tls'], requests: 0 });
  return {
    ...refused,
    run: async (world) => {
      await refused.run(world);
      const side = row.document === 'provisioning' ? 'portal' : 'provider';
      equal(world.server.requests().filter((request) => request.side === side).length, 0, `requests to the ${side}`);
      equal(untrusted(world).heard(), 0, 'bytes that came through TLS');
    },
  };
});

function untrusted(world: World): UntrustedServers {
  return present(world.untrusted, 'a server that nobody trusts');
}
