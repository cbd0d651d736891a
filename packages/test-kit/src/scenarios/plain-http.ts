import { SAMPLE_USER } from '../portal/sample-app.js';
import { sampleAccount } from '../portal/sample-account.js';
import { sentFields } from '../portal/sent-fields.js';
import type { Case } from '../run/case.js';
import { equal, present } from '../run/check.js';
import type { InsecurePolicy } from '@firstring/core';
import type { World } from '../world/world.js';
import { checkWithout } from '../run/canary.js';
import { everythingIn, failed, provision, requestsFor, stage, succeeded } from './stage.js';

/** Plain http beyond loopback: refused, or without secrets. */
export const PLAIN_HTTP: readonly Case[] = [
  ...(['never', 'loopback'] as const).map((policy, at): Case => ({
    id: `PLAIN-00${at + 1}`,
    title: `with the policy ${policy} nothing is sent`,
    clauses: ['T1', 'W9'],
    needs: ['http.plain-host', ...(policy === 'never' ? ['http.https'] : [])],
    run: async (world) => {
      const portal = policy === 'never' ? present(world.secure, 'https').portalUrl : world.portalUrl;
      const device = await stage(world, { global: false, providerUrl: plainUrl(world) }, { portal, allowInsecure: policy });
      equal(failed(await provision(world, device)).code, 'url.insecure', 'problem');
      equal(requestsFor(world, 'extprov').length, 0, 'requests');
    },
  })),
  {
    id: 'PLAIN-011',
    title: 'a password placeholder arrives empty, a hash of it is filled',
    clauses: ['W9', 'W5', 'W7'],
    needs: ['http.plain-host'],
    run: async (world) => {
      const fields = await sentOverPlain(world, 'without-secrets');
      equal(fields, [['user', 'alice'], ['pass', ''], ['coded', ''], ['sum', SHA256]], 'fields that arrived');
      for (const request of world.server.requests()) checkWithout(everythingIn(request), SAMPLE_USER.password, 'a request');
    },
  },
  {
    id: 'PLAIN-012',
    title: 'the louder option sends the password',
    clauses: ['W9'],
    needs: ['http.plain-host'],
    run: async (world) => {
      const fields = await sentOverPlain(world, 'with-secrets');
      equal(fields.find(([name]) => name === 'pass')?.[1], SAMPLE_USER.password, 'password');
    },
  },
];

/** SHA-256 of the sample password. */
const SHA256 = '51b9c063563be6ed37a845a33fb30cf7382876f6df82b66c5848b4bd4be1480e';

async function sentOverPlain(world: World, allowInsecure: InsecurePolicy): Promise<ReturnType<typeof sentFields>> {
  const device = await stage(
    world,
    {
      global: false,
      providerUrl: plainUrl(world),
      serviceKeys: [['InitialProvisioningPostData', 'user=%username%&pass=%password%&coded=%base64(%password%)%&sum=%sha256(%password%)%']],
      users: [
        { ...SAMPLE_USER, account: sampleAccount() },
        { ...SAMPLE_USER, password: '', account: sampleAccount() },
      ],
    },
    { allowInsecure },
  );
  succeeded(await provision(world, device));
  return sentFields(present(requestsFor(world, 'extprov')[0], 'the request'));
}

function plainUrl(world: World): string {
  return present(world.plainProviderUrl, 'a plain provider');
}
