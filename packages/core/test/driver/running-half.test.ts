import { expect, test, vi } from 'vitest';
import type { Ports, XmlPort } from '../../src/driver/ports.js';
import { createXmlPort } from '../../src/xml/index.js';
import { ACCOUNT_PASSWORD, quiet, rig, settled, type Disk } from './rig.js';

const ALICE = { cloudId: 'ACME', username: 'alice', password: 'pw1' };

/** Ports whose reader of XML is code that has yet to be loaded: `load` says how that ends, each time. */
function later(load: () => Promise<XmlPort>): { replace: (ports: Ports) => Ports } {
  return { replace: (ports) => ({ ...ports, xml: load }) };
}

/** A load that ends when it is told to. */
function held(): { load: () => Promise<XmlPort>; open: () => void } {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { load: () => gate.then(() => createXmlPort()), open: () => {
    open();
  } };
}

const never = (): Promise<XmlPort> => new Promise(() => undefined);

async function savedDisk(): Promise<Disk> {
  const { provisioner, disk } = rig();
  expect(await settled(provisioner.provision(ALICE))).toMatchObject({ ok: true });
  return disk;
}

test('R9: the saved profile is there without the code of a run', async () => {
  const { provisioner } = rig({ disk: await savedDisk(), seed: 1000, ...later(never) });
  expect(await settled(provisioner.restored())).toMatchObject({ phase: 'ready', identity: { username: 'alice' } });
  expect(provisioner.reveal('account.password')).toBe(ACCOUNT_PASSWORD);
  expect(provisioner.explain('account.title')).toMatchObject({ winner: { source: 'account' } });
});

test('R12: signing out needs no code of a run', async () => {
  const { provisioner, disk, urls } = rig({ disk: await savedDisk(), seed: 1000, ...later(never) });
  expect(await settled(provisioner.signOut())).toEqual({ ok: true });
  expect(disk.generations).toHaveLength(1);
  expect(urls).toEqual([]);
});

test('the code of a run is loaded once, after the store was read and before anybody submits', async () => {
  const load = vi.fn(() => Promise.resolve(createXmlPort()));
  let read = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    read = resolve;
  });
  const app = rig({ replace: (ports) => ({ ...ports, xml: load, store: { ...ports.store, load: (instance) => gate.then(() => ports.store.load(instance)) } }) });
  await quiet();
  expect(load).not.toHaveBeenCalled();
  read();
  await quiet();
  expect(load).toHaveBeenCalledOnce();
  expect(await settled(app.provisioner.provision(ALICE))).toMatchObject({ ok: true });
  expect(load).toHaveBeenCalledOnce();
});

test('F2: a submit that comes before the code is a run as soon as the code is there', async () => {
  const { load, open } = held();
  const app = rig(later(load));
  const result = app.provisioner.provision(ALICE);
  expect(await settled(result)).toBe('pending');
  expect(app.urls).toEqual([]);
  expect(app.provisioner.getSnapshot()).toMatchObject({ phase: 'running', steps: { provisioning: { status: 'running' } } });
  open();
  expect(await settled(result)).toMatchObject({ ok: true });
});

test('F8: what was cancelled before the code was there is never sent', async () => {
  const { load, open } = held();
  const app = rig(later(load));
  const first = app.provisioner.provision(ALICE);
  await quiet();
  app.provisioner.cancel();
  expect(await settled(first)).toMatchObject({ ok: false, problem: { code: 'run.cancelled' } });
  const second = app.provisioner.provision({ ...ALICE, cloudId: 'OTHER' });
  open();
  expect(await settled(second)).toMatchObject({ ok: true });
  expect(app.urls.filter((url) => url.includes('/ACME/'))).toEqual([]);
});

test('code that cannot be loaded ends the run before anything is sent, and the next try loads it again', async () => {
  const load = vi.fn<() => Promise<XmlPort>>(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module')));
  const app = rig(later(load));
  const { provisioner } = app;
  expect(await settled(provisioner.provision(ALICE))).toMatchObject({ ok: false, problem: { code: 'app.incomplete' } });
  expect(app.urls).toEqual([]);
  expect(provisioner.getSnapshot()).toMatchObject({ phase: 'empty', form: { username: 'alice', passwordKept: true }, retry: {} });
  load.mockImplementation(() => Promise.resolve(createXmlPort()));
  expect(await settled(provisioner.retry())).toMatchObject({ ok: true });
});

test('O3: without a network the person hears of that, with or without the code', async () => {
  const app = rig(later(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))));
  app.online = false;
  expect(await settled(app.provisioner.provision(ALICE))).toMatchObject({ ok: false, problem: { code: 'network.offline' } });
  expect(app.provisioner.getSnapshot().outcome).toBe('O3');
});

test('F8: a run that was cancelled hears nothing of code that could not be loaded', async () => {
  let fail = (): void => undefined;
  const gate = new Promise<never>((_resolve, reject) => {
    fail = () => {
      reject(new TypeError('Failed to fetch dynamically imported module'));
    };
  });
  const app = rig(later(() => gate));
  const run = app.provisioner.provision(ALICE);
  await quiet();
  app.provisioner.cancel();
  expect(await settled(run)).toMatchObject({ ok: false, problem: { code: 'run.cancelled' } });
  const before = app.provisioner.getSnapshot();
  fail();
  await quiet();
  expect(app.provisioner.getSnapshot()).toBe(before);
});
