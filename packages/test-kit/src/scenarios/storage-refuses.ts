import type { Case } from '../run/case.js';
import { check, equal, present } from '../run/check.js';
import { SAMPLE_USER } from '../portal/sample-app.js';
import { SIP_PASSWORD } from '../portal/sample-account.js';
import type { Device, World } from '../world/world.js';
import { checkWithout } from '../run/canary.js';
import { accountNode, checkSentences, failed, INPUT, provision, stage, succeeded } from './stage.js';

const REASONS = ['full', 'denied', 'locked', 'failed'] as const;

/** O13: everything succeeded, but this device cannot save. */
export const STORAGE_REFUSES: readonly Case[] = [
  ...REASONS.map((reason, at): Case => ({
    id: `STORAGE-00${at + 1}`,
    title: `storage ${reason}: nothing is in use, and trying again repeats only the save`,
    clauses: ['O13', 'F6'],
    needs: ['faults.storage'],
    run: (world) =>
      savedOnThirdTry(world, {
        code: `storage.${reason}`,
        begin: (device) => {
          present(device.failCommits, 'failCommits')(reason, 2);
        },
      }),
  })),
  {
    id: 'STORAGE-011',
    title: 'a refused save of a second run keeps the old generation in use',
    clauses: ['O13', 'R9'],
    needs: ['faults.storage'],
    run: async (world) => {
      const device = await stage(world);
      succeeded(await provision(world, device));
      const before = await device.storageDump();
      present(device.failCommits, 'failCommits')('full', 1);
      equal(failed(await provision(world, device, { cloudId: 'ACME*', username: 'alice', password: 'canary-9c41-pa$$ word' })).code, 'storage.full', 'problem');
      equal(device.provisioner.reveal('prefKeys.acmeVersion'), 'live', 'the version in use');
      equal(await device.storageDump(), before, 'storage');
    },
  },
  {
    id: 'STORAGE-021',
    title: 'killed at any moment of a commit, the old or the new generation is there, whole',
    clauses: ['S1', 'O18'],
    needs: ['faults.crash', 'virtual-time'],
    run: async (world) => {
      const seen = new Set<string>();
      for (let ms = 0; ms <= 12; ms += 1) {
        const device = await stage(world);
        void device.provisioner.provision({ cloudId: 'ACME', username: 'alice', password: 'canary-9c41-pa$$ word' });
        await world.when(() => device.provisioner.getSnapshot().phase === 'saving', 'the commit to begin');
        await world.advance(ms);
        present(device.crash, 'crash')();
        await device.restart();
        const { phase, profile, problem } = await world.until(device.provisioner.restored());
        check(problem === undefined, `damage after ${ms} ms`);
        check((phase === 'ready') === (profile !== undefined), `half a generation after ${ms} ms`);
        seen.add(phase);
      }
      equal(Array.from(seen).sort(), ['empty', 'ready'], 'both sides of the commit');
    },
  },
  {
    id: 'STORAGE-031',
    title: 'a storage that is broken: nothing is in use, and once it is mended trying again repeats only the save',
    clauses: ['O13', 'F6'],
    needs: ['faults.storage-broken'],
    run: (world) => savedOnThirdTry(world, { code: 'storage.failed', begin: broken, end: mended }),
  },
  {
    id: 'STORAGE-032',
    title: 'a storage that breaks before a second run is saved: the old generation stays in use and comes back byte for byte',
    clauses: ['O13', 'R9'],
    needs: ['faults.storage-broken', 'store.durable'],
    run: async (world) => {
      const device = await stage(world);
      const profile = succeeded(await provision(world, device));
      const before = await device.storageDump();
      check(before !== '', 'nothing was saved');
      await broken(device);
      const problem = failed(await provision(world, device, { ...INPUT, cloudId: 'ACME*' }));
      equal(problem.code, 'storage.failed', 'problem');
      checkSentences(problem);
      equal(device.provisioner.getSnapshot().phase, 'unsaved', 'phase');
      check(device.provisioner.getSnapshot().profile === profile, 'the saved profile is not in use any more');
      equal(device.provisioner.reveal('prefKeys.acmeVersion'), 'live', 'the version in use');
      await mended(device);
      equal(await device.storageDump(), before, 'storage');
      await device.restart();
      const restored = await world.until(device.provisioner.restored());
      equal([restored.phase, restored.problem], ['ready', undefined], 'phase and problem after a restart');
      equal(JSON.stringify(restored.profile), JSON.stringify(profile), 'profile after a restart');
      equal(accountNode(device, 'password'), SIP_PASSWORD, 'the secret');
      equal(await device.storageDump(), before, 'storage after a restart');
    },
  },
];

interface Trouble {
  readonly code: string;
  /** Two commits in a row fail from here on; `end` makes the third one succeed. */
  readonly begin: (device: Device) => Promise<void> | void;
  readonly end?: (device: Device) => Promise<void>;
}

async function savedOnThirdTry(world: World, { code, begin, end }: Trouble): Promise<void> {
  const device = await stage(world);
  await world.until(device.provisioner.restored());
  const before = await device.storageDump();
  await begin(device);
  const problem = failed(await provision(world, device));
  equal(problem.code, code, 'problem');
  checkSentences(problem);
  checkWithout(JSON.stringify(problem), SAMPLE_USER.password, 'the problem');
  checkNothingInUse(device);

  world.server.clear();
  equal(failed(await world.until(device.provisioner.retry())).code, code, 'problem of the second try');
  checkNothingInUse(device);
  await world.advance(world.capabilities['virtual-time'] === true ? 600_000 : 30);
  await end?.(device);
  equal(await device.storageDump(), before, 'storage');

  const profile = succeeded(await world.until(device.provisioner.retry()));
  equal(world.server.requests().length, 0, 'requests for the save alone');
  check(device.provisioner.getSnapshot().profile === profile, 'the profile is not in use');
  await device.restart();
  const restored = await world.until(device.provisioner.restored());
  equal(JSON.stringify(restored.profile), JSON.stringify(profile), 'profile after a restart');
  equal(accountNode(device, 'password'), SIP_PASSWORD, 'the secret');
}

function checkNothingInUse({ provisioner }: Device): void {
  equal(provisioner.getSnapshot().phase, 'unsaved', 'phase');
  check(provisioner.getSnapshot().profile === undefined, 'an unsaved profile is in use');
}

async function broken(device: Device): Promise<void> {
  await present(device.breakStorage, 'breakStorage')();
}

async function mended(device: Device): Promise<void> {
  await present(device.mendStorage, 'mendStorage')();
}
