import { SIP_PASSWORD } from '../portal/sample-account.js';
import { SAMPLE_USER, WRONG_PASSWORD } from '../portal/sample-app.js';
import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import type { Device } from '../world/world.js';
import { checkWithout } from '../run/canary.js';
import { accountNode, DOCUMENTS, failed, INPUT, plan, provision, stage, succeeded } from './stage.js';

/** What is kept, what comes back, and what is never found in it. */
export const SAVED: readonly Case[] = [
  {
    id: 'SAVED-001',
    title: 'after a restart without any server the same profile is there',
    clauses: ['F6', 'S1', 'S3'],
    needs: ['store.durable'],
    run: async (world) => {
      const device = await stage(world);
      succeeded(await provision(world, device));
      const before = seen(device);
      const stored = await device.storageDump();
      await world.server.change((state) => ({ ...state, refusing: ['portal', 'provider'] }));
      world.server.clear();
      await device.restart();
      equal(device.provisioner.getSnapshot().phase, 'starting', 'phase at the start');
      const restored = await world.until(device.provisioner.restored());
      equal(restored.phase, 'ready', 'phase');
      equal(restored.problem, undefined, 'problem');
      equal(seen(device), before, 'profile, theme and identity');
      equal(accountNode(device, 'password'), SIP_PASSWORD, 'the secret');
      await world.settle();
      equal(world.server.requests().length, 0, 'requests');
      equal(await device.storageDump(), stored, 'storage');
    },
  },
  ...DOCUMENTS.map((document, at): Case => ({
    id: `SAVED-01${at + 1}`,
    title: `a later run whose ${document} fails leaves the store byte for byte`,
    clauses: ['F5', 'R9'],
    run: async (world) => {
      const device = await stage(world);
      const profile = succeeded(await provision(world, device));
      const before = await device.storageDump();
      check(before !== '', 'nothing was saved');
      await plan(world, document, { status: 503 });
      equal(failed(await provision(world, device)).code, 'server.busy', 'problem');
      await world.settle();
      equal(await device.storageDump(), before, 'storage');
      const snapshot = device.provisioner.getSnapshot();
      check(snapshot.phase === 'ready' && snapshot.profile === profile, 'the saved profile is not in use any more');
      equal(snapshot.problem?.code, 'server.busy', 'problem in the snapshot');
    },
  })),
  {
    id: 'SAVED-021',
    title: 'a wrong password on a second run leaves the store byte for byte and shows the sentence',
    clauses: ['F5', 'O5', 'D8'],
    run: async (world) => {
      const device = await stage(world);
      succeeded(await provision(world, device));
      const before = await device.storageDump();
      const problem = failed(await provision(world, device, { ...INPUT, password: 'wrong' }));
      equal([problem.code, problem.details.status, problem.message], ['provider.refused', 401, WRONG_PASSWORD], 'problem');
      equal(device.provisioner.getSnapshot().form, { cloudId: 'ACME', username: 'alice', passwordKept: false }, 'form');
      equal(await device.storageDump(), before, 'storage');
    },
  },
  {
    id: 'SAVED-022',
    title: 'a second success replaces the profile',
    clauses: ['F6', 'S1'],
    run: async (world) => {
      const device = await stage(world);
      succeeded(await provision(world, device));
      succeeded(await provision(world, device, { ...INPUT, cloudId: 'ACME*' }));
      equal(device.provisioner.reveal('prefKeys.acmeVersion'), 'editable', 'before the restart');
      await device.restart();
      await world.until(device.provisioner.restored());
      equal(device.provisioner.reveal('prefKeys.acmeVersion'), 'editable', 'after the restart');
    },
  },
  {
    id: 'SAVED-031',
    title: 'secrets are in no dump, snapshot, problem or explanation',
    clauses: ['S3', 'S4', 'M10'],
    run: async (world) => {
      const device = await stage(world, { sentAs: 'query' });
      const leaving: string[] = [];
      device.provisioner.subscribe(() => leaving.push(JSON.stringify(device.provisioner.getSnapshot())));
      leaving.push(JSON.stringify(succeeded(await provision(world, device))));
      for (const node of ['password', 'acmeSeat', 'title'])
        leaving.push(JSON.stringify(device.provisioner.explain(`account.${node}`)));
      await plan(world, 'extprov', { status: 401 });
      leaving.push(JSON.stringify(failed(await provision(world, device))));
      leaving.push(await device.storageDump());
      for (const text of leaving) {
        checkWithout(text, SAMPLE_USER.password, 'something that leaves');
        checkWithout(text, SIP_PASSWORD, 'something that leaves');
      }
    },
  },
  {
    id: 'SAVED-041',
    title: 'signing out removes profile and credentials from the device and asks nobody',
    clauses: ['R12', 'W6'],
    run: async (world) => {
      const device = await stage(world);
      succeeded(await provision(world, device));
      world.server.clear();
      equal((await world.until(device.provisioner.signOut())).ok, true, 'sign-out');
      equal(device.provisioner.getSnapshot().phase, 'empty', 'phase');
      equal(accountNode(device, 'password'), undefined, 'the secret');
      await world.settle();
      equal(world.server.requests().length, 0, 'requests');
      const dump = await device.storageDump();
      check(!dump.includes('sip.acme.example'), 'the storage still knows the account');
      await device.restart();
      equal((await world.until(device.provisioner.restored())).phase, 'empty', 'phase after a restart');
    },
  },
  {
    id: 'SAVED-042',
    title: 'the installation keeps its id over a sign-out',
    clauses: ['W6', 'R12'],
    run: async (world) => {
      const device = await stage(world);
      succeeded(await provision(world, device));
      await world.until(device.provisioner.signOut());
      await device.restart();
      succeeded(await provision(world, device));
      const bodies = world.server.requests().filter(({ document }) => document === 'global_extprov').map(({ body }) => body);
      equal(bodies.length, 2, 'requests with the id');
      check(/install=[^&]+/.test(bodies[0] ?? ''), 'there is no id');
      equal(bodies[1], bodies[0], 'the id');
    },
  },
  {
    id: 'SAVED-043',
    title: 'two instances of one app live apart',
    clauses: ['F10'],
    run: async (world) => {
      const device = await stage(world, {}, { instance: 'work' });
      succeeded(await provision(world, device));
      const other = world.createDevice({ sharing: device, instance: 'home' });
      equal((await world.until(other.provisioner.restored())).phase, 'empty', 'phase of the other');
      succeeded(await provision(world, other, { ...INPUT, cloudId: 'ACME*' }));
      await device.restart();
      await world.until(device.provisioner.restored());
      equal(device.provisioner.reveal('prefKeys.acmeVersion'), 'live', 'the first one');
    },
  },
];

/** What of the saved profile an app sees. */
function seen(device: Device): string {
  const { profile, theme, identity, savedAt } = device.provisioner.getSnapshot();
  return JSON.stringify({ profile, theme, identity, savedAt });
}
