import type { DocumentName } from '@firstring/core';
import type { Case } from '../run/case.js';
import { check, equal, present } from '../run/check.js';
import { SIP_PASSWORD } from '../portal/sample-account.js';
import { xmlDocument, xmlElement } from '../portal/xml.js';
import type { World } from '../world/world.js';
import { accountNode, checkSentences, DOCUMENTS, failed, INPUT, plan, PROMPT_MS, provision, requestsFor, stage, statuses, succeeded } from './stage.js';

/** Each of the four steps succeeds, is skipped, or fails with a sentence of its own. */
export const FIRST_RUN: readonly Case[] = [
  {
    id: 'FIRST-001',
    title: 'four documents make one profile',
    clauses: ['F1', 'F6', 'D2a', 'M3', 'M5'],
    run: async (world) => {
      const device = await stage(world);
      equal((await world.until(device.provisioner.restored())).phase, 'empty', 'phase before');
      const profile = succeeded(await provision(world, device));
      const snapshot = device.provisioner.getSnapshot();
      equal(snapshot.phase, 'ready', 'phase');
      equal(snapshot.progress, 1, 'progress');
      equal(statuses(snapshot), { provisioning: 'done', theme: 'done', global_extprov: 'done', extprov: 'done' }, 'steps');
      check(snapshot.profile === profile, 'the result is not the profile of the snapshot');
      equal(snapshot.identity, { cloudId: 'ACME', username: 'alice' }, 'identity');
      check(snapshot.theme !== undefined, 'there is no theme');
      equal(accountNode(device, 'title'), 'Žofie 1001 📞', 'title from the account');
      equal(accountNode(device, 'password'), SIP_PASSWORD, 'password from the account, untouched');
      equal(accountNode(device, 'codecOrder'), '9,8,0', 'the account wins over the portal');
      equal(accountNode(device, 'voiceMailNumber'), '*97', 'the portal fills what the account leaves open');
      equal(accountNode(device, 'acmeSeat'), '007', 'a custom node');
      equal(device.provisioner.reveal('prefKeys.acmeVersion'), 'live', 'a preference of the live version');
      equal(profile.quickDial.map(({ id }) => id).sort(), ['lab', 'reception'], 'the sweep below 21 hides the item of the portal');
      equal(profile.dialActions.map(({ id }) => id), ['park'], 'dial actions');
    },
  },
  {
    id: 'FIRST-002',
    title: 'a star asks for the editable version and reaches the provider',
    clauses: ['I2', 'I3', 'P1'],
    run: async (world) => {
      const device = await stage(world);
      succeeded(await provision(world, device, { ...INPUT, cloudId: 'acme*' }));
      equal(device.provisioner.reveal('prefKeys.acmeVersion'), 'editable', 'version');
      const [asked] = requestsFor(world, 'provisioning');
      equal(asked?.path, '/v1/apps/ACME/editable/provisioning', 'path');
      check(requestsFor(world, 'extprov')[0]?.body.endsWith('code=acme%2A') === true, 'the provider does not see the cloud ID as typed');
    },
  },
  {
    id: 'FIRST-003',
    title: 'step 3 is skipped where it is not configured',
    clauses: ['F4'],
    run: (world) => skips(world, ['global_extprov']),
  },
  {
    id: 'FIRST-004',
    title: 'step 4 is skipped where it is not configured, and the portal makes the account',
    clauses: ['F4', 'D5a'],
    run: (world) => skips(world, ['extprov']),
  },
  {
    id: 'FIRST-005',
    title: 'steps 3 and 4 are skipped, and no provider is asked',
    clauses: ['F4', 'D5a'],
    run: async (world) => {
      await skips(world, ['global_extprov', 'extprov']);
      equal(world.server.requests().filter(({ side }) => side === 'provider').length, 0, 'requests to the provider');
    },
  },
  ...DOCUMENTS.map((document, at): Case => ({
    id: `FIRST-01${at + 1}`,
    title: `${document} fails with a message, the run ends and nothing is saved`,
    clauses: ['F5', 'D8', document === 'provisioning' || document === 'theme' ? 'P3' : 'O5'],
    run: (world) => failsWithMessage(world, document),
  })),
  {
    id: 'FIRST-015',
    title: 'a failing step aborts what else is in flight',
    clauses: ['F5'],
    run: async (world) => {
      const device = await stage(world);
      await plan(world, 'theme', { transport: { fault: { kind: 'hang' } } });
      await plan(world, 'provisioning', { status: 404, transport: { latencyMs: 100 } });
      equal(failed(await provision(world, device)).code, 'cloud-id.unknown', 'problem');
      const endedAt = world.now();
      await world.when(() => requestsFor(world, 'theme')[0]?.end?.how === 'aborted', 'the theme to be aborted');
      check(world.now() - endedAt < PROMPT_MS, 'the theme ended only with its own deadline');
    },
  },
];

/** Steps that are not configured are skipped, and the account still passes D9. */
async function skips(world: World, unconfigured: readonly DocumentName[]): Promise<void> {
  const device = await stage(world, {
    global: !unconfigured.includes('global_extprov'),
    account: !unconfigured.includes('extprov'),
    accountDefaults: [['host', 'sip.acme.example'], ['userDisplayName', 'Seat of %username% in %fullcode%']],
  });
  succeeded(await provision(world, device));
  for (const document of DOCUMENTS) {
    const skipped = unconfigured.includes(document);
    equal(device.provisioner.getSnapshot().steps[document].status, skipped ? 'skipped' : 'done', `step ${document}`);
    equal(requestsFor(world, document).length, skipped ? 0 : 1, `requests for ${document}`);
  }
  if (!unconfigured.includes('extprov')) return;
  equal(accountNode(device, 'username'), INPUT.username, 'username of the input');
  equal(accountNode(device, 'password'), INPUT.password, 'password of the input');
  equal(accountNode(device, 'title'), INPUT.username, 'title falls back to the username');
  equal(accountNode(device, 'userDisplayName'), 'Seat of alice in ACME', 'a template of the portal');
}

async function failsWithMessage(world: World, document: DocumentName): Promise<void> {
  const device = await stage(world);
  const sentence = `Closed for ${document} & <all> of “Acme”.`;
  await plan(world, document, {
    status: document === 'provisioning' || document === 'theme' ? 404 : 403,
    body: xmlDocument(xmlElement('error', [xmlElement('details', [xmlElement('message', sentence)])])),
  });
  await world.until(device.provisioner.restored());
  const before = await device.storageDump();
  const problem = failed(await provision(world, device));
  equal(problem.message, sentence, 'message');
  checkSentences(problem);
  const snapshot = device.provisioner.getSnapshot();
  equal(snapshot.phase, 'empty', 'phase');
  equal(snapshot.steps[document].status, 'failed', `step ${document}`);
  equal(present(snapshot.problem, 'the problem in the snapshot').code, problem.code, 'problem in the snapshot');
  check(snapshot.profile === undefined && snapshot.theme === undefined, 'something of the run is in use');
  await world.settle();
  equal(await device.storageDump(), before, 'storage');
}
