import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { fileNameFor } from '../../src/file-name.js';
import { patiently } from '../../src/patience.js';
import { createStorePort } from '../../src/store.js';
import { type Bundle, bundleProgram, run } from '../child.js';
import { temporaryFolder } from '../temporary-folder.js';
import { generationText } from './generation-text.js';

const CONFLICT = { ok: false, conflict: true };
const noLinks = (): Promise<void> => Promise.reject(Object.assign(new Error('no hard links'), { code: 'EPERM' }));
const names = (stateDir: string): string[] => readdirSync(join(stateDir, 'instance-default')).sort();

test('says what it can do', () => {
  expect(createStorePort(temporaryFolder())).toMatchObject({ durable: true, scope: 'host' });
});

describe.each([
  ['with hard links', undefined],
  ['without hard links', noLinks],
])('%s', (_how, link) => {
  test('S1: what was committed is loaded, newest first, at most two', async () => {
    const stateDir = temporaryFolder();
    const store = createStorePort(stateDir, link);
    expect(await store.load('default')).toEqual({ ok: true, generations: [] });
    expect(readdirSync(stateDir)).toEqual([]); // looking leaves no trace
    for (let number = 1; number <= 4; number += 1) {
      const expected = number === 1 ? undefined : number - 1;
      expect(await store.commit('default', { number, text: `text ${number} é📞\r\n` }, expected)).toEqual({ ok: true });
    }
    const generations = [4, 3].map((number) => ({ number, text: `text ${number} é📞\r\n` }));
    expect(await createStorePort(stateDir, link).load('default')).toEqual({ ok: true, generations });
    expect(names(stateDir)).toEqual(['generation-000000000003.json', 'generation-000000000004.json']);
  });

  test('S6: another expectation than the newest is a conflict and changes nothing', async () => {
    const stateDir = temporaryFolder();
    const store = createStorePort(stateDir, link);
    expect(await store.commit('default', { number: 1, text: 'one' }, 7)).toEqual(CONFLICT);
    await store.commit('default', { number: 1, text: 'one' }, undefined);
    await store.commit('default', { number: 2, text: 'two' }, 1);
    for (const [number, expected] of [[1, undefined], [3, undefined], [2, 1], [3, 1], [4, 3]] as const) {
      expect(await store.commit('default', { number, text: 'late' }, expected)).toEqual(CONFLICT);
    }
    expect(await store.load('default')).toMatchObject({ generations: [{ text: 'two' }, { text: 'one' }] });
    expect(names(stateDir)).toHaveLength(2);
  });

  test('S6: of many commits after the same generation exactly one is made', async () => {
    const stateDir = temporaryFolder();
    const stores = Array.from({ length: 20 }, () => createStorePort(stateDir, link));
    for (let number = 1; number <= 5; number += 1) {
      const expected = number === 1 ? undefined : number - 1;
      const all = await Promise.all(stores.map((store, at) => store.commit('default', { number, text: `by ${at}` }, expected)));
      const winners = all.flatMap((committed, at) => (committed.ok ? [at] : []));
      expect(winners).toHaveLength(1);
      expect(all.filter((committed) => !committed.ok && !committed.conflict)).toEqual([]);
      expect(await stores[0]?.load('default')).toMatchObject({ generations: [{ number, text: `by ${winners[0] ?? -1}` }, ...(number === 1 ? [] : [{}])] });
    }
  });
});

test('a number that does not follow is refused, nothing written', async () => {
  const stateDir = temporaryFolder();
  const store = createStorePort(stateDir);
  await store.commit('default', { number: 3, text: 'three' }, undefined);
  const refused = { ok: false, conflict: false, failure: { reason: 'failed', cause: 'ERR_OUT_OF_RANGE' } };
  for (const number of [2, 3, 5, 3.5, Number.NaN]) expect(await store.commit('default', { number, text: 'x' }, 3)).toEqual(refused);
  expect(names(stateDir)).toEqual(['generation-000000000003.json']);
});

test('F10: instances are apart, whatever they are called', async () => {
  const stateDir = temporaryFolder();
  const store = createStorePort(stateDir);
  const instances = ['default', 'Default', 'DEFAULT', '', '.', '..', '../default', 'a/b', 'a\\b', 'con', 'nul.', 'a ', 'é', 'e\u0301', '\u0000', 'x'.repeat(300), `${'x'.repeat(300)}y`];
  for (const instance of instances) expect(await store.commit(instance, { number: 1, text: instance }, undefined)).toEqual({ ok: true });
  for (const instance of instances) expect(await store.load(instance)).toEqual({ ok: true, generations: [{ number: 1, text: instance }] });
  expect(readdirSync(stateDir)).toHaveLength(instances.length);
});

test('file names: different texts, different names, none that a file system treats in its own way', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 150 }), fc.string({ unit: 'binary', maxLength: 150 }), (one, other) => {
      const [name, another] = [fileNameFor(one), fileNameFor(other)];
      expect(name).toMatch(/^[a-z0-9_-]{0,130}$/);
      expect(name === another).toBe(one === other);
    }),
  );
});

test('S3: folders and files are for their owner alone', async () => {
  if (process.platform === 'win32') return;
  const stateDir = join(temporaryFolder(), 'deep', 'state');
  await createStorePort(stateDir).commit('default', { number: 1, text: 'one' }, undefined);
  const mode = (path: string): number => statSync(path).mode & 0o777;
  expect([stateDir, join(stateDir, 'instance-default')].map(mode)).toEqual([0o700, 0o700]);
  expect(mode(join(stateDir, 'instance-default', 'generation-000000000001.json'))).toBe(0o600);
});

test('R12: forget leaves the newest generation and nothing else', async () => {
  const stateDir = temporaryFolder();
  const store = createStorePort(stateDir);
  expect(await store.forget('default')).toEqual({ ok: true });
  await store.commit('default', { number: 1, text: 'one' }, undefined);
  await store.commit('default', { number: 2, text: 'two' }, 1);
  writeFileSync(join(stateDir, 'instance-default', 'temporary-0123456789abcdef01234567'), 'left by a crash');
  expect(await store.forget('default')).toEqual({ ok: true });
  expect(names(stateDir)).toEqual(['generation-000000000002.json']);
  expect(await store.load('default')).toEqual({ ok: true, generations: [{ number: 2, text: 'two' }] });
});

test('R12: a commit that was under way while everything was forgotten comes to nothing', async () => {
  const stateDir = temporaryFolder();
  const store = createStorePort(stateDir);
  await store.commit('default', { number: 1, text: 'one' }, undefined);
  const { link } = await import('node:fs/promises');
  const slow = createStorePort(stateDir, async (from, to) => {
    await store.commit('default', { number: 2, text: 'signed out' }, 1);
    await store.commit('default', { number: 3, text: 'signed out' }, 2);
    await store.forget('default');
    await link(from, to);
  });
  expect(await slow.commit('default', { number: 2, text: 'late' }, 1)).toEqual(CONFLICT);
  expect(await store.load('default')).toEqual({ ok: true, generations: [{ number: 3, text: 'signed out' }] });
});

const withLinks = async (from: string, to: string): Promise<void> => (await import('node:fs/promises')).link(from, to);

test.each([
  ['with hard links', 2, withLinks],
  ['with hard links', 5, withLinks],
  ['without hard links', 2, noLinks],
  ['without hard links', 5, noLinks],
])('S6, %s: a commit that was overtaken up to generation %i is a conflict: no name is freed under it', async (_how, last, link) => {
  const stateDir = temporaryFolder();
  const store = createStorePort(stateDir, link);
  await store.commit('default', { number: 1, text: 'one' }, undefined);
  const slow = createStorePort(stateDir, async (from, to) => {
    for (let number = 2; number <= last; number += 1) await store.commit('default', { number, text: `quick ${number}` }, number - 1);
    await link(from, to);
  });
  expect(await slow.commit('default', { number: 2, text: 'slow' }, 1)).toEqual(CONFLICT);
  expect(await store.load('default')).toMatchObject({ generations: [{ number: last, text: `quick ${last}` }, { number: last - 1 }] });
  await store.commit('default', { number: last + 1, text: 'next' }, last);
  expect(names(stateDir)).toHaveLength(2);
});

test('what a crash left is removed when it is old, not when somebody may still be writing it', async () => {
  const stateDir = temporaryFolder();
  const store = createStorePort(stateDir);
  await store.commit('default', { number: 1, text: 'one' }, undefined);
  const folder = join(stateDir, 'instance-default');
  const [fresh, old] = ['temporary-000000000000000000000001', 'temporary-000000000000000000000002'];
  for (const name of [fresh, old]) writeFileSync(join(folder, name ?? ''), 'half');
  utimesSync(join(folder, old ?? ''), 0, 0);
  await store.load('default');
  expect(names(stateDir)).toEqual(['generation-000000000001.json', fresh]);
});

test('without hard links a claim that a crash left holds nobody up for long', async () => {
  const stateDir = temporaryFolder();
  const store = createStorePort(stateDir, noLinks);
  await store.commit('default', { number: 1, text: 'one' }, undefined);
  const claim = join(stateDir, 'instance-default', 'generation-000000000002.json.claim');
  writeFileSync(claim, 'temporary-000000000000000000000001');
  expect(await store.commit('default', { number: 2, text: 'two' }, 1)).toEqual(CONFLICT);
  utimesSync(claim, Date.now() / 1_000 - 11, Date.now() / 1_000 - 11);
  expect(await store.commit('default', { number: 2, text: 'two' }, 1)).toEqual(CONFLICT);
  expect(await store.commit('default', { number: 2, text: 'two' }, 1)).toEqual({ ok: true });
  expect(names(stateDir)).toHaveLength(2);
});

test('a foreign file in the folder is neither read nor removed', async () => {
  const stateDir = temporaryFolder();
  const store = createStorePort(stateDir);
  await store.commit('default', { number: 1, text: 'one' }, undefined);
  for (const name of ['notes.txt', 'generation-9.json', 'generation-000000000009.json.bak']) writeFileSync(join(stateDir, 'instance-default', name), 'x');
  await store.commit('default', { number: 2, text: 'two' }, 1);
  await store.forget('default');
  expect(names(stateDir)).toEqual(['generation-000000000002.json', 'generation-000000000009.json.bak', 'generation-9.json', 'notes.txt']);
});

test('Windows: a file that is held for a moment is tried again, up to five times', async () => {
  let tries = 0;
  const held = (times: number, code: string) => (): Promise<number> => {
    tries += 1;
    return tries > times ? Promise.resolve(tries) : Promise.reject(Object.assign(new Error(code), { code }));
  };
  expect(await patiently(held(5, 'EPERM'), 'win32')).toBe(6);
  tries = 0;
  await expect(patiently(held(6, 'EBUSY'), 'win32')).rejects.toMatchObject({ code: 'EBUSY' });
  expect(tries).toBe(6);
  tries = 0;
  await expect(patiently(held(1, 'ENOSPC'), 'win32')).rejects.toMatchObject({ code: 'ENOSPC' });
  tries = 0;
  await expect(patiently(held(1, 'EPERM'), 'linux')).rejects.toMatchObject({ code: 'EPERM' });
});

describe('O13: the disk refuses', () => {
  test('the state folder cannot exist', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const store = createStorePort(join(file, 'state'));
    const failure = { reason: 'failed', cause: 'ENOTDIR' };
    expect(await store.load('default')).toEqual({ ok: false, failure });
    expect(await store.commit('default', { number: 1, text: 'x' }, undefined)).toEqual({ ok: false, conflict: false, failure });
    expect(await store.forget('default')).toEqual({ ok: false, failure });
  });

  test('no permission: denied', async () => {
    if (process.platform === 'win32') return;
    const parent = temporaryFolder();
    chmodSync(parent, 0o755);
    const stateDir = join(parent, 'state');
    mkdirSync(stateDir, { mode: 0o555 });
    const bundle = await bundleProgram('commit-once');
    onTestFinished(bundle.remove);
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}; // nothing is denied to root
    const child = run(bundle, [stateDir], nobody);
    expect(await child.ended).toMatchObject({ code: 0 });
    expect(JSON.parse(child.output())).toEqual({
      committed: { ok: false, conflict: false, failure: { reason: 'denied', cause: 'EACCES' } },
      loaded: { ok: true, generations: [] },
    });
  });

  test('full and read-only: the old generation stays, nothing half is left', async ({ skip }) => {
    const disk = temporaryFolder();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', disk], { stdio: 'ignore' });
    } catch {
      skip('a small disk cannot be mounted here');
    }
    onTestFinished(() => {
      execFileSync('umount', [disk]);
    });
    const store = createStorePort(disk);
    const old = { number: 1, text: 'one' };
    expect(await store.commit('default', old, undefined)).toEqual({ ok: true });
    const large = { number: 2, text: 'x'.repeat(200_000) };
    expect(await store.commit('default', large, 1)).toEqual({ ok: false, conflict: false, failure: { reason: 'full', cause: 'ENOSPC' } });
    expect(names(disk)).toEqual(['generation-000000000001.json']);
    expect(await store.load('default')).toEqual({ ok: true, generations: [old] });

    execFileSync('mount', ['-o', 'remount,ro', disk]);
    expect(await store.commit('default', { number: 2, text: 'x' }, 1)).toEqual({ ok: false, conflict: false, failure: { reason: 'denied', cause: 'EROFS' } });
    expect(await store.load('default')).toEqual({ ok: true, generations: [old] });
  });
});

describe('S1: while another process commits', () => {
  let bundle: Bundle;
  beforeAll(async () => {
    bundle = await bundleProgram('commit-loop');
  });
  afterAll(() => {
    bundle.remove();
  });

  test('a reader never sees half a generation, nor one without the one before it', async () => {
    const stateDir = temporaryFolder();
    const store = createStorePort(stateDir);
    const child = run(bundle, [stateDir]);
    await expect.poll(() => child.output(), { timeout: 5_000 }).toContain('done 2');
    let seen = 0;
    const until = performance.now() + 1_500;
    for (let loads = 0; performance.now() < until; loads += 1) {
      const loaded = await store.load('default');
      if (!loaded.ok) throw new Error(loaded.failure.cause);
      const [newest, previous] = loaded.generations;
      expect(newest?.number).toBeGreaterThanOrEqual(seen);
      expect(previous?.number).toBe((newest?.number ?? 0) - 1);
      for (const { number, text } of loaded.generations) expect(text === generationText(number), String(number)).toBe(true);
      seen = newest?.number ?? 0;
    }
    child.process.kill('SIGKILL');
    await child.ended;
    expect(seen).toBeGreaterThan(20);
  });
});

describe('S6: several processes', () => {
  let bundle: Bundle;
  beforeAll(async () => {
    bundle = await bundleProgram('append-lines');
  });
  afterAll(() => {
    bundle.remove();
  });

  test.each([
    ['links', 8, 25],
    ['no-links', 4, 15],
  ])('%s: no update is lost, none is made twice', { timeout: 60_000 }, async (links, processes, lines) => {
    const stateDir = temporaryFolder();
    const children = Array.from({ length: processes }, (_, at) => run(bundle, [stateDir, `p${at}`, String(lines), links]));
    for (const child of children) child.process.stdin?.end();
    for (const child of children) expect(await child.ended).toEqual({ code: 0, signal: null });
    const loaded = await createStorePort(stateDir).load('default');
    const [newest] = loaded.ok ? loaded.generations : [];
    const all = Array.from({ length: processes }, (_, at) => Array.from({ length: lines }, (_, line) => `p${at}:${line}`)).flat();
    expect(newest?.text.trimEnd().split('\n').sort()).toEqual(all.sort());
    expect(newest?.number).toBe(processes * lines);
    expect(children.reduce((sum, child) => sum + Number(child.output()), 0)).toBeGreaterThan(0); // they did meet
  });
});

test('the file holds the text and nothing but the text', async () => {
  const stateDir = temporaryFolder();
  await createStorePort(stateDir).commit('default', { number: 1, text: '\ufeff{"a":"é"}' }, undefined);
  expect(readFileSync(join(stateDir, 'instance-default', 'generation-000000000001.json'))).toEqual(Buffer.from('\ufeff{"a":"é"}', 'utf8'));
  expect(await createStorePort(stateDir).load('default')).toEqual({ ok: true, generations: [{ number: 1, text: '\ufeff{"a":"é"}' }] });
});
