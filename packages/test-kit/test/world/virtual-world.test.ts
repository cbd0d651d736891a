import { expect, test } from 'vitest';
import { createVirtualClock } from '../../src/world/virtual-clock.js';
import { seededChance } from '../../src/world/virtual-chance.js';
import { createVirtualHost } from '../../src/world/virtual-host.js';
import { createVirtualKeystore, createVirtualSecrets } from '../../src/world/virtual-secrets.js';
import { createVirtualDisk, createVirtualStore, dumpDisk } from '../../src/world/virtual-store.js';
import { createVirtualWork } from '../../src/world/virtual-work.js';
import { createVirtualWorld } from '../../src/world/virtual-world.js';
import { plan, provision, stage, succeeded } from '../../src/scenarios/stage.js';

function surroundings() {
  const clock = createVirtualClock(0);
  const runOut = () => {
    while (clock.fireNext(Infinity));
  };
  return { clock, work: createVirtualWork(clock), runOut };
}

test('timers fire in the order of their times, then of their asking', () => {
  const { clock, runOut } = surroundings();
  const fired: string[] = [];
  clock.schedule(5, () => fired.push('c'));
  clock.schedule(1, () => fired.push('a'));
  clock.schedule(1, () => clock.schedule(4, () => fired.push('d')));
  clock.schedule(2, () => fired.push('never'))();
  clock.schedule(-3, () => fired.push('now'));
  runOut();
  expect(fired).toEqual(['now', 'a', 'c', 'd']);
  expect(clock.now()).toBe(5);
});

test('S1, S6: a commit compares, keeps one generation before, and dies whole', async () => {
  const { work, runOut } = surroundings();
  const disk = createVirtualDisk();
  let alive = true;
  const store = createVirtualStore(disk, work, () => alive);
  const commit = async (number: number, expected: number | undefined) => {
    const result = store.commit('default', { number, text: `text ${number}` }, expected);
    runOut();
    return result;
  };
  expect(await commit(1, 7)).toEqual({ ok: false, conflict: true });
  expect(await commit(1, undefined)).toEqual({ ok: true });
  expect(await commit(1, undefined)).toEqual({ ok: false, conflict: true });
  await commit(2, 1);
  disk.failures = ['full'];
  expect(await commit(3, 2)).toEqual({ ok: false, conflict: false, failure: { reason: 'full', cause: 'ENOSPC' } });
  await commit(3, 2);
  expect(dumpDisk(disk)).toBe('default #3\ntext 3\ndefault #2\ntext 2\n');
  void store.commit('default', { number: 4, text: 'x' }, 3);
  alive = false;
  runOut();
  expect(dumpDisk(disk)).toContain('#3');
  expect(dumpDisk(disk)).not.toContain('#4');
});

test('S3: what is sealed shows nothing, and opens only in its own context', async () => {
  const { work, runOut } = surroundings();
  const secrets = createVirtualSecrets(createVirtualKeystore(), work, seededChance(1), 'keystore');
  const after = async <T>(promise: Promise<T>): Promise<T> => {
    runOut();
    return promise;
  };
  const sealing = await after(secrets.seal('a', 'plain', 'a/1'));
  const sealed = sealing.ok ? sealing.sealed : '';
  expect(sealed).not.toContain('plain');
  expect(await after(secrets.open('a', sealed, 'a/1'))).toEqual({ ok: true, plain: 'plain' });
  expect(await after(secrets.open('a', sealed, 'a/2'))).toMatchObject({ ok: false });
  expect(await after(secrets.open('b', sealed, 'a/1'))).toMatchObject({ ok: false });
  await after(secrets.destroy('a'));
  expect(await after(secrets.open('a', sealed, 'a/1'))).toMatchObject({ ok: false, failure: { reason: 'lost' } });
});

test('S6: one after the other under a lock, and past it after the wait', async () => {
  const { clock, runOut } = surroundings();
  const host = createVirtualHost(clock, seededChance(1), new Map(), () => true).port;
  const order: string[] = [];
  const ticks = async () => {
    for (let tick = 0; tick < 20; tick += 1) await Promise.resolve();
  };
  void host.exclusively('x', 100, async () => {
    order.push('first begins');
    await new Promise(() => {});
  });
  const second = host.exclusively('x', 100, () => Promise.resolve(order.push('second')));
  await ticks();
  expect(order).toEqual(['first begins']);
  runOut();
  await second;
  expect(order).toEqual(['first begins', 'second']);
});

test('the same seed gives the same world, another one another', async () => {
  const run = async (seed: number): Promise<string> => {
    const world = createVirtualWorld(seed);
    const device = await stage(world);
    succeeded(await provision(world, device));
    const log = JSON.stringify(world.server.requests());
    await world.close();
    return log;
  };
  expect(await run(3)).toBe(await run(3));
  expect(await run(3)).not.toBe(await run(4));
});

test('time passes only while something is waited for', async () => {
  const world = createVirtualWorld();
  const device = await stage(world);
  await plan(world, 'extprov', { transport: { fault: { kind: 'hang' } } });
  const before = world.now();
  void device.provisioner.provision({ cloudId: 'ACME', username: 'alice', password: 'x' });
  expect(world.now()).toBe(before);
  await world.advance(1000);
  expect(world.now()).toBe(before + 1000);
  await world.settle();
  expect(world.now()).toBeLessThan(before + 32_000);
  expect(device.provisioner.getSnapshot().problem?.code).toBe('network.timeout');
  await expect(world.when(() => false, 'the impossible')).rejects.toThrow('waited in vain: the impossible');
});
