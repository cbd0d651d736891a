import type { DocumentName } from '@firstring/core';
import { sampleAccount } from '../portal/sample-account.js';
import { SAMPLE_USER } from '../portal/sample-app.js';
import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import type { Device, World } from '../world/world.js';
import { accountNode, DOCUMENTS, failed, INPUT, plan, PROMPT_MS, provision, requestsFor, stage, succeeded } from './stage.js';

const OTHER = { cloudId: 'ACME', username: 'bob', password: 'other-word' } as const;

/** One run at a time: joining it, replacing it, ending it, while each of the four documents is awaited. */
export const ONE_RUN: readonly Case[] = [
  ...DOCUMENTS.map((document, at): Case => ({
    id: `ONE-01${at + 1}`,
    title: `the same input joins the run while ${document} is awaited`,
    clauses: ['F8'],
    run: async (world) => {
      const device = await waitingFor(world, document, { transport: { latencyMs: 150 } });
      const first = device.provisioner.provision(INPUT);
      await arrived(world, document);
      const second = device.provisioner.provision(INPUT);
      const profile = succeeded(await world.until(first));
      check(succeeded(await world.until(second)) === profile, 'two results');
      for (const one of DOCUMENTS) equal(requestsFor(world, one).length, 1, `requests for ${one}`);
    },
  })),
  ...DOCUMENTS.map((document, at): Case => ({
    id: `ONE-02${at + 1}`,
    title: `other input replaces the run while ${document} is awaited`,
    clauses: ['F8'],
    run: async (world) => {
      const device = await waitingFor(world, document, { transport: { fault: { kind: 'hang' } } }, {});
      const first = device.provisioner.provision(INPUT);
      await arrived(world, document);
      const second = device.provisioner.provision(OTHER);
      equal(failed(await world.until(first)).code, 'run.replaced', 'end of the first run');
      succeeded(await world.until(second));
      equal(accountNode(device, 'username'), '1002', 'whose account it is');
      equal(device.provisioner.getSnapshot().identity?.username, 'bob', 'who is signed in');
      const [replaced] = requestsFor(world, document);
      equal(replaced?.end?.how, 'aborted', 'end of the first request');
      check((replaced?.end?.at ?? Infinity) - (replaced?.at ?? 0) < PROMPT_MS, 'the first request ended only with its deadline');
    },
  })),
  ...DOCUMENTS.map((document, at): Case => ({
    id: `ONE-03${at + 1}`,
    title: `cancel while ${document} is awaited leaves what was there before`,
    clauses: ['F8'],
    run: async (world) => {
      const device = await waitingFor(world, document, {}, { transport: { fault: { kind: 'hang' } } });
      const profile = succeeded(await provision(world, device));
      const before = await device.storageDump();
      world.server.clear();
      const run = device.provisioner.provision(OTHER);
      await arrived(world, document);
      device.provisioner.cancel();
      equal(failed(await world.until(run)).code, 'run.cancelled', 'end of the run');
      const snapshot = device.provisioner.getSnapshot();
      equal([snapshot.phase, snapshot.problem?.code], ['ready', undefined], 'phase and problem');
      check(snapshot.profile === profile, 'the profile is another one');
      const endedAt = world.now();
      await world.settle();
      check(world.now() - endedAt < PROMPT_MS, 'requests ended only with their own deadline');
      const asked = world.server.requests().length;
      await world.advance(200);
      equal(world.server.requests().length, asked, 'requests after the cancel');
      equal(await device.storageDump(), before, 'storage');
    },
  })),
  {
    id: 'ONE-041',
    title: 'cancel of a first run leaves nobody signed in, and the next run works',
    clauses: ['F8'],
    run: async (world) => {
      const device = await waitingFor(world, 'extprov', { transport: { fault: { kind: 'hang' } } }, {});
      const run = device.provisioner.provision(INPUT);
      await arrived(world, 'extprov');
      device.provisioner.cancel();
      equal(failed(await world.until(run)).code, 'run.cancelled', 'end of the run');
      equal(device.provisioner.getSnapshot().phase, 'empty', 'phase');
      succeeded(await provision(world, device));
    },
  },
  {
    id: 'ONE-042',
    title: 'a submit before the store was read is not lost',
    clauses: ['F8', 'S1'],
    run: async (world) => {
      const device = await stage(world);
      equal(device.provisioner.getSnapshot().phase, 'starting', 'phase');
      succeeded(await provision(world, device));
    },
  },
];

type Behaviour = Parameters<typeof plan>[2];

async function waitingFor(world: World, document: DocumentName, ...behaviours: readonly (Behaviour | undefined)[]): Promise<Device> {
  const device = await stage(world, {
    users: [
      { ...SAMPLE_USER, account: sampleAccount({ username: '1001' }) },
      { ...OTHER, account: sampleAccount({ username: '1002' }) },
    ],
  });
  await world.until(device.provisioner.restored());
  await plan(world, document, ...behaviours.filter((behaviour) => behaviour !== undefined));
  return device;
}

function arrived(world: World, document: DocumentName): Promise<void> {
  return world.when(() => requestsFor(world, document).length > 0, `${document} to be asked for`);
}
