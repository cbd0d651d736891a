import { expect, test } from 'vitest';
import type { TrialOptions } from '../../src/driver/provisioner.js';
import type { Ports, XmlPort } from '../../src/driver/ports.js';
import { quiet, rig, settled, type Disk, type Rig, type RigOptions } from './rig.js';

const ALICE = { cloudId: 'ACME', username: 'alice', password: 'pw1' };

function account(host: string, password: string): string {
  return `<account><title>A</title><username>1</username><password>${password}</password><host>${host}</host><extProvUrl>https://prov.example/a</extProvUrl></account>`;
}

let seed = 0;

async function start(disk: Disk, more: Omit<RigOptions, 'disk'> = {}, trial: TrialOptions = { alone: true }): Promise<Rig> {
  seed += 1000;
  const app = rig({ disk, seed, ...more, options: { trial } });
  app.documents.account = account('new.example', 'second');
  await quiet();
  return app;
}

/** A confirmed sign-in, then something heavier with a new password. */
async function onTrial(): Promise<{ app: Rig; disk: Disk }> {
  const disk: Disk = { generations: [] };
  const app = await start(disk);
  app.documents.account = account('old.example', 'first');
  expect(await settled(app.provisioner.provision(ALICE))).toMatchObject({ ok: true });
  app.provisioner.confirm();
  await quiet();
  app.documents.account = account('new.example', 'second');
  expect(await settled(app.provisioner.refresh({ only: ['extprov'] }))).toMatchObject({ ok: true, changed: true });
  await quiet();
  return { app, disk };
}

const inUse = ({ provisioner }: Rig): readonly unknown[] => [provisioner.getSnapshot().phase, provisioner.reveal('account.host'), provisioner.reveal('account.password')];

test('R10: two processes that end without a mark, and the third one has what worked, with the newest password', async () => {
  const { app, disk } = await onTrial();
  expect(inUse(app)).toEqual(['ready', 'new.example', 'second']);
  expect(app.provisioner.getSnapshot()).toMatchObject({ trial: { failedStarts: 0, fallback: true } });
  const second = await start(disk);
  expect(inUse(second)).toEqual(['ready', 'new.example', 'second']);
  expect(second.provisioner.getSnapshot()).toMatchObject({ trial: { failedStarts: 1 } });
  const third = await start(disk);
  expect(inUse(third)).toEqual(['ready', 'old.example', 'second']);
  expect(third.provisioner.getSnapshot()).toMatchObject({ quarantine: { documents: ['extprov'] }, refresh: { attention: true, problem: { code: 'refresh.quarantined' } } });
  expect(await settled(third.provisioner.refresh({ only: ['extprov'] }))).toMatchObject({ ok: true, changed: false });
  const fourth = await start(disk);
  expect(inUse(fourth)).toEqual(['ready', 'old.example', 'second']);
});

test('R10: an orderly end is no crash', async () => {
  const { app, disk } = await onTrial();
  app.provisioner.dispose();
  await quiet();
  for (let starts = 0; starts < 3; starts += 1) {
    const next = await start(disk);
    expect(inUse(next)).toEqual(['ready', 'new.example', 'second']);
    expect(next.provisioner.getSnapshot()).toMatchObject({ trial: { failedStarts: 0 } });
    next.provisioner.dispose();
    await quiet();
  }
});

test('R10: the app sees what is on trial only after its start was written down', async () => {
  const { app, disk } = await onTrial();
  app.provisioner.dispose();
  await quiet();
  const before = disk.book;
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slowBook = (ports: Ports): Ports => ({
    ...ports,
    store: {
      ...ports.store,
      async commit(instance, next, expected) {
        if (instance.endsWith('#book')) await gate;
        return ports.store.commit(instance, next, expected);
      },
    },
  });
  const next = await start(disk, { replace: slowBook });
  expect(next.provisioner.getSnapshot().phase).toBe('starting');
  expect(disk.book).toBe(before);
  release();
  await quiet();
  expect(disk.book?.text).toContain('"open":true');
  expect(inUse(next)).toEqual(['ready', 'new.example', 'second']);
});

test('R10: what is on trial waits for the rules of trials; where they can\'t be loaded the app starts all the same, and the start counts for nothing', async () => {
  const { app, disk } = await onTrial();
  app.provisioner.dispose();
  await quiet();
  let fail = (): void => undefined;
  const xml = (): Promise<XmlPort> =>
    new Promise((_resolve, reject) => {
      fail = () => {
        reject(new Error('no such file'));
      };
    });
  const next = await start(disk, { replace: (ports) => ({ ...ports, xml }) });
  expect(next.provisioner.getSnapshot().phase).toBe('starting');
  fail();
  await quiet();
  expect(inUse(next)).toEqual(['ready', 'new.example', 'second']);
  next.provisioner.reject(); // nobody hears it
  await quiet();
  expect((await start(disk)).provisioner.getSnapshot()).toMatchObject({ phase: 'ready', trial: { failedStarts: 0 } });
});

test('R10, S4: neither the state nor the book holds a secret or a digest of one', async () => {
  const { app, disk } = await onTrial();
  app.provisioner.reject();
  await quiet();
  const next = await start(disk);
  next.provisioner.reject();
  await quiet();
  const told = JSON.stringify(next.provisioner.getSnapshot()) + (disk.book?.text ?? '');
  for (const secret of ['first', 'second', 'pw1']) expect(told).not.toContain(`"${secret}"`);
  expect(JSON.stringify(next.provisioner.getSnapshot())).not.toMatch(/[0-9a-f]{64}/);
});
