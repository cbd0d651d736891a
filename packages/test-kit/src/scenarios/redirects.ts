import type { Case } from '../run/case.js';
import { equal, present } from '../run/check.js';
import { accountNode, plan, provision, requestsFor, stage, succeeded } from './stage.js';
import { refusalCase } from './refusal.js';
import type { World } from '../world/world.js';

const CONTROLLED = ['http.redirects=controlled'] as const;
const DETECTED = ['http.redirects=detected'] as const;
const FOLLOWED = ['http.redirects=controlled|detected'] as const;
const NOT_BY_PLATFORM = ['http.redirects=controlled|refused'] as const;

/** Where an answer may send a client, and where not. */
export const REDIRECTS: readonly Case[] = [
  ...([301, 302, 303, 307, 308] as const).map((status, at) =>
    refusalCase({
      id: `REDIRECT-00${at + 1}`,
      title: `${status} to another origin takes no credentials along`,
      clauses: ['O11', 'W11'],
      needs: NOT_BY_PLATFORM,
      document: 'extprov',
      behaviour: (world) => ({ status, headers: [['location', `${world.portalUrl}/thief`]], body: '' }),
      codes: ['redirect.refused'],
      inspect: (_problem, world) => {
        equal(world.server.requests().filter(({ path }) => path === '/thief').length, 0, 'requests to the other origin');
      },
    }),
  ),
  refusalCase({
    id: 'REDIRECT-011',
    title: 'more than three redirects',
    clauses: ['O11', 'W11'],
    needs: CONTROLLED,
    document: 'provisioning',
    behaviour: { status: 302, headers: [['location', '?again']], body: '' },
    codes: ['redirect.refused'],
    requests: 4,
  }),
  refusalCase({
    id: 'REDIRECT-012',
    title: 'from https to http',
    clauses: ['O11', 'W11'],
    needs: [...CONTROLLED, 'http.https'],
    document: 'provisioning',
    behaviour: (world) => ({ status: 302, headers: [['location', securePortal(world).replace('https:', 'http:')]], body: '' }),
    codes: ['redirect.refused'],
    device: (world) => ({ portal: securePortal(world), allowInsecure: 'with-secrets' }),
    inspect: (problem) => {
      equal(problem.details.cause, 'downgrade', 'why it is refused');
    },
  }),
  ...(['javascript:alert(1)', 'file:///etc/passwd', 'http://', 'https://user@evil.example/'] as const).map((location, at) =>
    refusalCase({
      id: `REDIRECT-02${at + 1}`,
      title: `to ${location}`,
      clauses: ['O11', 'W11', 'T2'],
      needs: NOT_BY_PLATFORM,
      document: 'provisioning',
      behaviour: { status: 302, headers: [['location', location]], body: '' },
      codes: ['redirect.refused', 'url.malformed', 'network.unreachable'], // the last: what a browser makes of an address that is none
    }),
  ),
  refusalCase({
    id: 'REDIRECT-026',
    title: 'within one origin, where the platform hides where it leads',
    clauses: ['O11', 'W11'],
    needs: ['http.redirects=refused'],
    document: 'provisioning',
    behaviour: { status: 302, headers: [['location', '?again']], body: '' },
    codes: ['redirect.refused'],
  }),
  {
    id: 'REDIRECT-031',
    title: 'within one origin is followed, by the core or by the platform, and a body goes along with 307',
    clauses: ['W11'],
    needs: FOLLOWED,
    run: async (world) => {
      const device = await stage(world);
      await plan(world, 'provisioning', { status: 302, headers: [['location', '/v1/apps/ACME/live/provisioning?moved']], body: '' }, {});
      await plan(world, 'extprov', { status: 307, headers: [['location', `${world.providerUrl}/acme/account?moved=1`]], body: '' }, {});
      succeeded(await provision(world, device));
      equal(requestsFor(world, 'provisioning').map(({ query }) => query), ['', 'moved'], 'requests for provisioning');
      const [first, second] = requestsFor(world, 'extprov');
      equal([second?.method, second?.body, second?.query], ['POST', first?.body, 'moved=1'], 'the second request');
      equal(accountNode(device, 'username'), '1001', 'username');
    },
  },
  ...([301, 302, 303, 307, 308] as const).map((status, at) =>
    refusalCase({
      id: `REDIRECT-04${at + 1}`,
      title: `${status} to another origin, followed by the platform: what came from there is discarded`,
      clauses: ['O11', 'W11'],
      needs: DETECTED,
      document: 'extprov',
      // It leads to an answer with 200, so only the final URL tells. After 307 and 308 the platform has sent the body there too.
      behaviour: (world) => ({ status, headers: [['location', `${world.portalUrl}/v1/apps/ACME/live/theme`]], body: '' }),
      codes: ['redirect.refused'],
      withPassword: status === 307 || status === 308 ? 2 : 1,
      inspect: (problem, world) => {
        equal(problem.details.cause, 'other-origin', 'why it is refused');
        equal(world.server.requests().filter(({ path }) => path.endsWith('/theme')).length, 2, 'requests to the other origin, the first run\'s own one included');
      },
    }),
  ),
  refusalCase({
    id: 'REDIRECT-046',
    title: 'from https to http, followed by the platform',
    clauses: ['O11', 'W11'],
    needs: [...DETECTED, 'http.https', 'http.plain-host'],
    document: 'global_extprov',
    behaviour: (world) => ({ status: 302, headers: [['location', `${present(world.plainProviderUrl, 'a plain provider')}/elsewhere`]], body: '' }),
    codes: ['redirect.refused'],
    app: (world) => ({ providerUrl: present(world.secure, 'https').providerUrl }),
    device: { allowInsecure: 'with-secrets' },
    inspect: (problem) => {
      equal(problem.details.cause, 'downgrade', 'why it is refused');
    },
  }),
  ...(['javascript:alert(1)', 'file:///etc/passwd'] as const).map((location, at) =>
    refusalCase({
      id: `REDIRECT-05${at + 1}`,
      title: `to ${location}, which no platform follows`,
      clauses: ['O11', 'W11', 'T2'],
      needs: DETECTED,
      document: 'provisioning',
      behaviour: { status: 302, headers: [['location', location]], body: '' },
      codes: ['redirect.refused'],
    }),
  ),
];

function securePortal(world: World): string {
  return present(world.secure, 'https').portalUrl;
}
