import type { Snapshot } from '@firstring/core/driver';
import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import { DOCUMENTS, plan, provision, stage, succeeded } from './stage.js';

/** What a progress bar draws. */
export const PROGRESS: readonly Case[] = [
  {
    id: 'PROGRESS-001',
    title: 'progress never goes back, and every step goes from waiting over running to done',
    clauses: ['F7'],
    run: async (world) => {
      const device = await stage(world);
      for (const document of DOCUMENTS) await plan(world, document, { transport: { drip: { bytes: 200, everyMs: 20 } } });
      await world.until(device.provisioner.restored());
      const seen: Snapshot[] = [device.provisioner.getSnapshot()];
      device.provisioner.subscribe(() => seen.push(device.provisioner.getSnapshot()));
      succeeded(await provision(world, device));
      equal(seen[0]?.progress, 0, 'progress at the start');
      equal(seen[seen.length - 1]?.progress, 1, 'progress at the end');
      seen.reduce((before, now) => {
        check(now.progress >= before.progress && now.progress <= 1, `progress went from ${before.progress} to ${now.progress}`);
        return now;
      });
      check(new Set(seen.map(({ progress }) => progress)).size > 8, 'progress does not move within a document');
      for (const document of DOCUMENTS) {
        const steps = seen.map(({ steps }) => steps[document]);
        const order = steps.map(({ status }) => status).filter((status, at, all) => status !== all[at - 1]);
        equal(order, ['waiting', 'running', 'done'], `statuses of ${document}`);
        const received = steps.map((step) => step.received);
        check(received.every((bytes, at) => bytes >= (received[at - 1] ?? 0)), `bytes of ${document} went back`);
        check(received.some((bytes) => bytes > 0 && bytes < (received[received.length - 1] ?? 0)), `no bytes of ${document} in between`);
        const last = steps[steps.length - 1];
        equal(last?.attempt, 1, `attempt of ${document}`);
        equal(last?.total, last?.received, `announced size of ${document}`);
        check((last?.endedAt ?? 0) > (last?.startedAt ?? Infinity), `times of ${document}`);
      }
    },
  },
  {
    id: 'PROGRESS-002',
    title: 'a snapshot stays the same object until something changes, and is never changed itself',
    clauses: ['F7'],
    run: async (world) => {
      const device = await stage(world);
      await world.until(device.provisioner.restored());
      const before = device.provisioner.getSnapshot();
      const text = JSON.stringify(before);
      check(device.provisioner.getSnapshot() === before, 'two looks give two objects');
      succeeded(await provision(world, device));
      equal(JSON.stringify(before), text, 'the old snapshot');
      const after = device.provisioner.getSnapshot();
      await world.settle();
      check(device.provisioner.getSnapshot() === after, 'the snapshot changes after the end');
    },
  },
];
