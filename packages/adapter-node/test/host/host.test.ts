import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createHostPort } from '../../src/host.js';
import { bundleProgram, run } from '../child.js';
import { httpServer } from '../http/servers.js';
import { temporaryFolder } from '../temporary-folder.js';

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function took(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

test('clock, chance and network', () => {
  const host = createHostPort(temporaryFolder());
  expect(Math.abs(host.now() - Date.now())).toBeLessThan(50);
  expect(host.entropy(16)).toMatch(/^[0-9a-f]{32}$/);
  expect(host.entropy(16)).not.toBe(host.entropy(16));
  expect(host.entropy(0)).toBe('');
  expect(host.online()).toBeUndefined();
});

test('W6: facts tell the kind of machine, not whose it is', () => {
  const { facts } = createHostPort(temporaryFolder());
  expect(Object.keys(facts).sort()).toEqual(['cpu', 'device', 'locale', 'platform', 'platformVersion']);
  for (const fact of Object.values(facts) as string[]) {
    expect(fact).toMatch(/\S/);
    expect(fact).not.toContain(hostname());
  }
  expect(facts.locale).toMatch(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/);
});

test('R7: a timer fires once, not early, not after it was cancelled, and not at once for a far time', async () => {
  const host = createHostPort(temporaryFolder());
  const fired: string[] = [];
  const started = performance.now();
  let after = 0;
  host.timer(30, () => {
    fired.push('due');
    after = performance.now() - started;
  });
  host.timer(10, () => fired.push('cancelled'))();
  const cancelFar = host.timer(30 * 86_400_000, () => fired.push('far'));
  await wait(80);
  cancelFar();
  cancelFar();
  expect(fired).toEqual(['due']);
  expect(after).toBeGreaterThanOrEqual(29);
});

test('R7: a process that goes on after a stop says `wake`, to those who still listen', async () => {
  if (process.platform === 'win32') return;
  const host = createHostPort(temporaryFolder());
  const before = process.listenerCount('SIGCONT');
  const heard: string[] = [];
  const listener = (who: string) => (signal: string): void => void heard.push(`${who} ${signal}`);
  const leave = host.listen(listener('a'));
  const leaveToo = host.listen(listener('b'));
  process.kill(process.pid, 'SIGCONT');
  await expect.poll(() => heard).toEqual(['a wake', 'b wake']);
  leave();
  leave();
  process.kill(process.pid, 'SIGCONT');
  await expect.poll(() => heard).toEqual(['a wake', 'b wake', 'b wake']);
  leaveToo();
  expect(process.listenerCount('SIGCONT')).toBe(before);
});

test('S6: one at a time under one name, others beside it; nothing is left behind', async () => {
  const stateDir = temporaryFolder();
  const [one, other] = [createHostPort(stateDir), createHostPort(stateDir)];
  let inside = 0;
  let most = 0;
  const work = async (): Promise<number> => {
    inside += 1;
    most = Math.max(most, inside);
    await wait(15);
    inside -= 1;
    return inside;
  };
  await Promise.all([1, 2, 3].flatMap(() => [one, other].map((host) => host.exclusively('default/commit', 10_000, work))));
  expect(most).toBe(1);
  await Promise.all(['a', 'b', 'A'].map((name) => one.exclusively(name, 10_000, work)));
  expect(most).toBe(3);
  expect(readdirSync(join(stateDir, 'locks'))).toEqual([]);
});

test('S6: the result and the rejection of the work come through, the lock is released', async () => {
  const stateDir = temporaryFolder();
  const host = createHostPort(stateDir);
  expect(await host.exclusively('a', 100, () => Promise.resolve(7))).toBe(7);
  await expect(host.exclusively('a', 100, () => Promise.reject(new Error('work')))).rejects.toThrow('work');
  expect(readdirSync(join(stateDir, 'locks'))).toEqual([]);
});

test('S6: after `waitMs` the work runs anyway, and the lock stays with its owner', async () => {
  const stateDir = temporaryFolder();
  const host = createHostPort(stateDir);
  let release = (): void => undefined;
  const owner = host.exclusively('a', 0, () => new Promise<void>((resolve) => (release = resolve)));
  await expect.poll(() => existsSync(join(stateDir, 'locks', 'a.lock'))).toBe(true);
  const ms = await took(() => createHostPort(stateDir).exclusively('a', 150, () => Promise.resolve()));
  expect(ms).toBeGreaterThanOrEqual(145);
  expect(ms).toBeLessThan(600);
  expect(existsSync(join(stateDir, 'locks', 'a.lock'))).toBe(true);
  release();
  await owner;
  expect(existsSync(join(stateDir, 'locks', 'a.lock'))).toBe(false);
});

test('S6: a lock of a killed process, or older than 30 s, holds nobody up; one of another host does', async () => {
  const stateDir = temporaryFolder();
  const bundle = await bundleProgram('hold-lock');
  onTestFinished(bundle.remove);
  const child = run(bundle, [stateDir, 'a']);
  await expect.poll(() => child.output(), { timeout: 5_000 }).toBe('held\n');
  const host = createHostPort(stateDir);
  expect(await took(() => host.exclusively('a', 200, () => Promise.resolve()))).toBeGreaterThan(190);
  child.process.kill('SIGKILL');
  await child.ended;
  expect(await took(() => host.exclusively('a', 5_000, () => Promise.resolve()))).toBeLessThan(1_000);

  const lock = join(stateDir, 'locks', 'a.lock');
  const foreign = JSON.stringify({ pid: child.process.pid, host: 'elsewhere', token: 'x' });
  for (const text of [foreign, '', 'no lock at all', '[]', 'null']) {
    writeFileSync(lock, text);
    expect(await took(() => host.exclusively('a', 60, () => Promise.resolve())), text).toBeGreaterThan(55);
    expect(readFileSync(lock, 'utf8')).toBe(text);
    const old = Date.now() / 1_000 - 31;
    utimesSync(lock, old, old);
    expect(await took(() => host.exclusively('a', 5_000, () => Promise.resolve())), text).toBeLessThan(1_000);
    expect(existsSync(lock)).toBe(false);
  }
});

test('S6: a lock that was taken over meanwhile is not released for its new owner', async () => {
  const stateDir = temporaryFolder();
  const lock = join(stateDir, 'locks', 'a.lock');
  const another = JSON.stringify({ pid: 1, host: 'elsewhere', token: 'x' });
  await createHostPort(stateDir).exclusively('a', 100, () => {
    writeFileSync(lock, another);
    return Promise.resolve();
  });
  expect(readFileSync(lock, 'utf8')).toBe(another);
});

test('S6: where no lock can be had at all, the work runs at once', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(await took(() => createHostPort(file).exclusively('a', 10_000, () => Promise.resolve()))).toBeLessThan(1_000);
  const stateDir = temporaryFolder();
  mkdirSync(join(stateDir, 'locks', 'a.lock'), { recursive: true }); // a folder in the lock's place
  expect(await took(() => createHostPort(stateDir).exclusively('a', 100, () => Promise.resolve()))).toBeLessThan(1_000);
});

test('a process with nothing left to do ends: kept connections, released locks and listeners do not hold it', async () => {
  const url = await httpServer((_request, response) => response.end('x'));
  const bundle = await bundleProgram('ask-once');
  onTestFinished(bundle.remove);
  const child = run(bundle, [url, temporaryFolder()]);
  let ended = 0;
  void child.ended.then(() => (ended = performance.now()));
  await expect.poll(() => child.output(), { timeout: 5_000 }).toBe('answered');
  const answered = performance.now();
  expect(await child.ended).toEqual({ code: 0, signal: null });
  expect(ended - answered).toBeLessThan(1_500); // an idle connection would take 4 s
});
