import type { Case } from '../run/case.js';
import { check, equal, present } from '../run/check.js';
import { checkSentences, failed, provision, stage, succeeded } from './stage.js';

const REASONS = ['full', 'denied', 'locked', 'failed'] as const;

/** O13: everything succeeded, but this device cannot save. */
export const STORAGE_REFUSES: readonly Case[] = [
  ...REASONS.map((reason, at): Case => ({
    id: `STORAGE-00${at + 1}`,
    title: `storage ${reason}: nothing is in use, and trying again repeats only the save`,
    clauses: ['O13', 'F6'],
    needs: ['faults.storage'],
    run: async (world) => {
      const device = await stage(world);
      const before = await device.storageDump();
      present(device.failCommits, 'failCommits')(reason, 2);
      const problem = failed(await provision(world, device));
      equal(problem.code, `storage.${reason}`, 'problem');
      checkSentences(problem);
      equal(device.provisioner.getSnapshot().phase, 'unsaved', 'phase');
      check(device.provisioner.getSnapshot().profile === undefined, 'an unsaved profile is in use');
      equal(await device.storageDump(), before, 'storage');

      world.server.clear();
      equal(failed(await world.until(device.provisioner.retry())).code, `storage.${reason}`, 'problem of the second try');
      const profile = succeeded(await world.until(device.provisioner.retry()));
      equal(world.server.requests().length, 0, 'requests for the save alone');
      check(device.provisioner.getSnapshot().profile === profile, 'the profile is not in use');
      await device.restart();
      const restored = await world.until(device.provisioner.restored());
      equal(JSON.stringify(restored.profile), JSON.stringify(profile), 'profile after a restart');
    },
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
];
