import type { Pairs, Problem } from '@firstring/core';
import type { MockAuthentication } from '../portal/authentication.js';
import { sampleAccount } from '../portal/sample-account.js';
import { SAMPLE_USER, WRONG_PASSWORD, type SampleAppOptions } from '../portal/sample-app.js';
import type { LoggedRequest } from '../portal/mock-state.js';
import { checkWithout } from '../run/canary.js';
import type { Case } from '../run/case.js';
import { check, equal, present } from '../run/check.js';
import type { Device, World } from '../world/world.js';
import { refusalCase } from './refusal.js';
import { accountNode, everythingIn, failed, plan, provision, requestsFor, stage, succeeded } from './stage.js';

const DIGEST = 'Digest realm="acme", qop="auth,auth-int", nonce="n1+/=", opaque="o"';
const FRESH = 'Digest realm="acme", qop="auth", nonce="n2", stale=TRUE, algorithm=SHA-256';
const BASIC = 'Basic realm="acme", charset="UTF-8"';

/** Services that ask who is there (W10). */
export const AUTHENTICATION: readonly Case[] = [
  ...(
    [
      ['SHA-256', [`${DIGEST}, algorithm=SHA-256`]],
      ['MD5', [DIGEST]],
      ['SHA-256-sess', [`${DIGEST}, algorithm=SHA-256-sess`]],
      ['MD5-sess', [`${DIGEST}, algorithm=MD5-sess`]],
      ['MD5 as of RFC 2617, without qop', ['Digest realm="acme", nonce="n1"']],
      ['SHA-256 with the user name hashed', [`${DIGEST}, algorithm=SHA-256, userhash=true`]],
      ['SHA-256, named after others in one header', [`Negotiate, ${DIGEST}, ${BASIC}, ${DIGEST}, algorithm=SHA-256`]],
      ['SHA-256, named after others in headers of their own', ['NTLM', BASIC, DIGEST, `${DIGEST}, algorithm=SHA-256`]],
    ] as const
  ).flatMap(([title, challenges], at) =>
    (['GET', 'POST'] as const).map((method, way): Case => ({
      id: `AUTH-${way}${String(at + 1).padStart(2, '0')}`,
      title: `${method} with Digest, ${title}: one more request, with the same content and without the password`,
      clauses: ['W10'],
      run: async (world) => {
        const device = await stage(world, app(world, { challenges }, { method }));
        succeeded(await provision(world, device));
        const [first, second] = answered(world, 2);
        equal(authorizationOf(first), '', 'what signs the first request');
        equal([second.method, second.query, second.body], [first.method, first.query, first.body], 'method, query and body of the second request');
        equal(first.body, method === 'POST' ? 'code=ACME' : '', 'body');
        const header = authorizationOf(second);
        equal(/algorithm=(\S+),/.exec(header)?.[1], /^[\w-]+/.exec(title)?.[0], 'algorithm');
        check(!header.includes('qop') || header.includes('nc=00000001'), `the first use of a nonce is counted so: ${header}`);
        for (const request of world.server.requests()) checkWithout(everythingIn(request), SAMPLE_USER.password, 'a request');
        equal(accountNode(device, 'username'), '1001', 'whose account it is');
        equal(device.provisioner.getSnapshot().steps.extprov.attempt, 1, 'attempts');
        await checkKept(world, device);
      },
    })),
  ),
  ...(['al"i\\ce', 'alice žluťoučká 📞', 'a:b', 'a,b=c'] as const).map((username, at): Case => ({
    id: `AUTH-20${at + 1}`,
    title: `Digest for ${username}`,
    clauses: ['W10'],
    run: async (world) => {
      const password = 'heslo "ž" \\ 📞';
      const device = await stage(world, { ...app(world, { challenges: [`${DIGEST}, algorithm=SHA-256`] }), users: [{ username, password, account: sampleAccount() }] });
      succeeded(await provision(world, device, { cloudId: 'ACME', username, password }));
      answered(world, 2);
    },
  })),
  {
    id: 'AUTH-211',
    title: 'a nonce that was too old is replaced, once',
    clauses: ['W10'],
    run: async (world) => {
      const device = await stage(world, app(world, { challenges: [`${DIGEST}, algorithm=SHA-256`], renewed: [FRESH] }));
      succeeded(await provision(world, device));
      const [, second, third] = answered(world, 3);
      check(authorizationOf(second).includes('nonce="n1+/="') && authorizationOf(third).includes('nonce="n2"'), 'the nonces are others');
    },
  },
  refused({ id: 'AUTH-212', title: 'a nonce that is too old for ever', requests: 3 }, (world) => app(world, { challenges: [DIGEST] }), {
    prepare: (world) => plan(world, 'extprov', {}, { status: 401, headers: [['www-authenticate', FRESH]] }, { status: 401, headers: [['www-authenticate', FRESH.replace('n2', 'n3')]] }),
  }),
  refused({ id: 'AUTH-213', title: 'a wrong password is offered once, and not in another way', requests: 2 }, (world) => ({ ...app(world, { challenges: [DIGEST, `${DIGEST}, algorithm=SHA-256`] }), users: [] }), {
    inspect: (problem) => {
      equal(problem.message, WRONG_PASSWORD, 'what the person reads');
    },
  }),
  refused({ id: 'AUTH-214', title: 'nothing that can be answered', requests: 1 }, (world) => app(world, { challenges: ['Digest realm="a", nonce="n", qop="auth-int"', 'Negotiate', `${DIGEST}, algorithm=SHA-512-256`] })),
  refused({ id: 'AUTH-215', title: '401 to a service without AuthUsername', requests: 1 }, (world) => app(world, { challenges: [DIGEST] }, { keys: [] })),
  refused({ id: 'AUTH-216', title: '403 answers no challenge', requests: 1 }, (world) => app(world, { challenges: [DIGEST] }), {
    prepare: (world) => plan(world, 'extprov', { status: 403, headers: [['www-authenticate', DIGEST]] }),
  }),
  {
    id: 'AUTH-217',
    title: 'one deadline for both requests',
    clauses: ['W10', 'F9', 'O4'],
    run: async (world) => {
      const device = await stage(world, app(world, { challenges: [DIGEST] }), { limits: { requestMs: 450 } });
      await plan(world, 'extprov', { transport: { latencyMs: 250 } }, { transport: { fault: { kind: 'hang' } } });
      equal(failed(await provision(world, device)).code, 'network.timeout', 'problem');
      answered(world, 2);
      const { startedAt = 0, endedAt = Infinity } = device.provisioner.getSnapshot().steps.extprov;
      check(endedAt - startedAt >= 450 && endedAt - startedAt < 650, `the step took ${endedAt - startedAt} ms`);
    },
  },
  {
    id: 'AUTH-221',
    title: 'Basic over https',
    clauses: ['W10'],
    needs: ['http.https'],
    run: async (world) => {
      const { providerUrl } = present(world.secure, 'https');
      const device = await stage(world, app(world, { challenges: [BASIC] }, { providerUrl }));
      succeeded(await provision(world, device));
      const [first, second] = answered(world, 2);
      equal([authorizationOf(first), authorizationOf(second)], ['', 'Basic YWxpY2U6Y2FuYXJ5LTljNDEtcGEkJCB3b3Jk'], 'what signs the requests');
      await checkKept(world, device);
    },
  },
  {
    id: 'AUTH-222',
    title: 'Basic to this machine over plain http, where secrets may go there',
    clauses: ['W9', 'W10'],
    needs: ['http.loopback'],
    run: async (world) => {
      succeeded(await provision(world, await stage(world, app(world, { challenges: [BASIC] }))));
      answered(world, 2);
    },
  },
  refused({ id: 'AUTH-223', title: 'Basic to another host over plain http, whatever the app allows', requests: 1, needs: ['http.plain-host'] }, (world) => app(world, { challenges: [BASIC] }, { providerUrl: present(world.plainProviderUrl, 'a plain provider') }), {
    device: { allowInsecure: 'with-secrets' },
  }),
  {
    id: 'AUTH-224',
    title: 'Digest over plain http without secrets: of the password there is a hash',
    clauses: ['W9', 'W10'],
    needs: ['http.plain-host'],
    run: async (world) => {
      const providerUrl = present(world.plainProviderUrl, 'a plain provider');
      succeeded(await provision(world, await stage(world, app(world, { challenges: [DIGEST] }, { providerUrl }), { allowInsecure: 'without-secrets' })));
      answered(world, 2);
      for (const request of world.server.requests()) checkWithout(everythingIn(request), SAMPLE_USER.password, 'a request');
    },
  },
  {
    id: 'AUTH-231',
    title: 'a redirect within the origin is signed for where it leads',
    clauses: ['W10', 'W11'],
    needs: ['http.redirects=controlled'],
    run: async (world) => {
      const device = await stage(world, app(world, { challenges: [DIGEST] }, { method: 'POST' }));
      await plan(world, 'extprov', {}, { status: 307, headers: [['location', '?moved=1']], body: '' }, {});
      succeeded(await provision(world, device));
      const [, second, third] = answered(world, 3);
      check(authorizationOf(second).includes('uri="/acme/account"') && authorizationOf(third).includes('uri="/acme/account?moved=1"'), 'each is signed for its own address');
      check(authorizationOf(third).includes('nc=00000002'), 'the nonce is used for the second time');
    },
  },
  ...(['302', '307'] as const).map((status, at): Case =>
    refusalCase({
      id: `AUTH-23${at + 2}`,
      title: `what signs a request goes to no other origin (${status})`,
      clauses: ['W10', 'W11', 'O11'],
      needs: ['http.redirects=controlled|refused'],
      document: 'extprov',
      codes: ['redirect.refused'],
      requests: 2,
      app: (world) => app(world, { challenges: [DIGEST] }),
      prepare: (world) => plan(world, 'extprov', {}, { status: Number(status), headers: [['location', `${world.portalUrl}/thief`]], body: '' }),
      inspect: (_problem, world) => {
        equal(world.server.requests().filter(({ path }) => path === '/thief').length, 0, 'requests to the other origin');
      },
    }),
  ),
  ...(
    [
      ['a server that does not say what it wants', [], []],
      ['a challenge that the browser hides', ['http.cors'], [['www-authenticate', DIGEST], ['access-control-expose-headers', 'ETag']]],
    ] as const
  ).map(([title, needs, headers], at) =>
    refused({ id: `AUTH-24${at + 1}`, title, requests: 1, needs, code: 'auth.challenge-hidden' }, (world) => app(world, { challenges: [DIGEST] }), {
      prepare: (world) => plan(world, 'extprov', { status: 401, headers }),
      inspect: (problem) => {
        equal(problem.message, WRONG_PASSWORD, 'what the person reads');
      },
    }),
  ),
];

const KEYS: Pairs<string> = [['InitialProvisioningAuthUsername', '%username%'], ['InitialProvisioningAuthPassword', '%password%']];

interface Service {
  readonly method?: 'GET' | 'POST';
  readonly providerUrl?: string;
  readonly keys?: Pairs<string>;
}

/** The sample app with an account service that carries no password but in what signs its requests. */
function app(world: World, authentication: MockAuthentication, { method = 'POST', providerUrl = world.providerUrl, keys = KEYS }: Service = {}): Partial<SampleAppOptions> {
  const serviceKeys: Pairs<string> = [['InitialProvisioningPostData', 'code=%fullcode%'], ['InitialProvisioningMethod', method], ...keys];
  return { global: false, providerUrl, authentication, serviceKeys };
}

/** The requests for the account, of which there are so many. */
function answered(world: World, count: 2 | 3): readonly [LoggedRequest, LoggedRequest, LoggedRequest] {
  const requests = requestsFor(world, 'extprov');
  equal(requests.length, count, 'requests for extprov');
  const [first, second, third = second] = requests;
  return [present(first, 'a request'), present(second, 'a second request'), present(third, 'a third request')];
}

function authorizationOf(request: LoggedRequest): string {
  return request.headers.find(([name]) => name === 'authorization')?.[1] ?? '';
}

interface Refused {
  readonly id: string;
  readonly title: string;
  readonly requests: number;
  readonly needs?: readonly string[];
  readonly code?: 'auth.challenge-hidden';
}

/** O5: the run ends, and the password is not offered again by itself. */
function refused({ id, title, requests, needs = [], code }: Refused, of: (world: World) => Partial<SampleAppOptions>, more: { readonly prepare?: (world: World) => Promise<void>; readonly inspect?: (problem: Problem) => void; readonly device?: { readonly allowInsecure: 'with-secrets' } } = {}): Case {
  return refusalCase({ id, title, clauses: ['W10', 'O5'], needs, document: 'extprov', app: of, codes: [code ?? 'provider.refused'], requests, withPassword: 0, passwordKept: false, ...more });
}

async function checkKept(world: World, device: Device): Promise<void> {
  checkWithout(JSON.stringify(device.provisioner.getSnapshot()), SAMPLE_USER.password, 'the snapshot');
  for (const { where, text } of await world.kept()) checkWithout(text, SAMPLE_USER.password, where);
}
