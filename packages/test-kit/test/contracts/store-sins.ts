import type { StoreCommit, StoredGeneration } from '@firstring/core/driver';
import { createVirtualDisk, createVirtualStore, type VirtualDisk } from '../../src/world/virtual-store.js';
import type { Sin } from './sin.js';

const loading = (change: (generations: readonly StoredGeneration[]) => readonly StoredGeneration[]): Sin<'store'>[2] => (store) => ({
  ...store,
  load: async (instance) => {
    const load = await store.load(instance);
    return load.ok ? { ok: true, generations: change(load.generations) } : load;
  },
});

const texts = (change: (text: string) => string): Sin<'store'>[2] => loading((generations) => generations.map((one) => ({ ...one, text: change(one.text) })));

const committing = (change: (outcome: StoreCommit) => StoreCommit): Sin<'store'>[2] => (store) => ({
  ...store,
  commit: async (...given) => change(await store.commit(...given)),
});

const instances = (change: (instance: string) => string): Sin<'store'>[2] => (store) => ({
  ...store,
  load: (instance) => store.load(change(instance)),
  commit: (instance, ...rest) => store.commit(change(instance), ...rest),
  forget: (instance) => store.forget(change(instance)),
});

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const COMPARED = ['STORE-021', 'STORE-023', 'STORE-024', 'STORE-025', 'STORE-043'];
const REFUSED = ['STORE-071', 'STORE-072', 'STORE-073', 'STORE-074'];

export const STORE_SINS: readonly Sin<'store'>[] = [
  ['calls itself forgetful', ['STORE-001'], (store) => ({ ...store, durable: false })],
  ['calls its scope `process`', ['STORE-001'], (store) => ({ ...store, scope: 'process' })],
  ['finds something where nothing is', ['STORE-002', 'STORE-021', 'STORE-024', 'STORE-031', 'STORE-032', 'STORE-041'], loading((generations) => (generations.length === 0 ? [{ number: 0, text: '' }] : generations))],
  ['remembers that it was looked at', ['STORE-002'], (store) => {
    let looks = 0;
    return { ...store, load: async (instance) => {
      const load = await store.load(instance);
      if (load.ok && load.generations.length === 0 && instance === 'contract') looks += 1;
      return load.ok && looks === 2 ? { ok: true, generations: [{ number: 0, text: '' }] } : load;
    } };
  }],
  ['gives the oldest first', ['STORE-003', 'STORE-010', 'STORE-011', 'STORE-012', 'STORE-013', 'STORE-014', 'STORE-015', 'STORE-016', 'STORE-017', 'STORE-018', 'STORE-019', 'STORE-021', 'STORE-023', 'STORE-024', 'STORE-025', 'STORE-043', 'STORE-051', 'STORE-061', ...REFUSED, 'STORE-075'], loading((generations) => generations.slice().reverse())],
  ['keeps no previous generation', ['STORE-003', 'STORE-010', 'STORE-011', 'STORE-012', 'STORE-013', 'STORE-014', 'STORE-015', 'STORE-016', 'STORE-017', 'STORE-018', 'STORE-019', 'STORE-021', 'STORE-024', 'STORE-043', 'STORE-051', 'STORE-061', ...REFUSED, 'STORE-075'], loading((generations) => generations.slice(0, 1))],
  ['gives three generations', ['STORE-003', ...REFUSED], (store) => {
    const older = new Map<string, StoredGeneration>();
    return { ...store, load: async (instance) => {
      const load = await store.load(instance);
      const [newest, previous] = load.ok ? load.generations : [];
      const third = older.get(`${instance}/${(newest?.number ?? 0) - 2}`);
      for (const one of [newest, previous]) if (one !== undefined) older.set(`${instance}/${one.number}`, one);
      return load.ok && third !== undefined ? { ok: true, generations: [...load.generations, third] } : load;
    } };
  }],
  ['writes texts as JSON of its own', ['STORE-010'], texts((text) => (text.startsWith('{') && isJson(text) ? JSON.stringify(JSON.parse(text)) : text))],
  ['takes no text for no generation', ['STORE-011'], loading((generations) => generations.filter(({ text }) => text !== ''))],
  ['trims texts', ['STORE-012', 'STORE-013', 'STORE-031'], texts((text) => text.trim())],
  ['drops a byte order mark', ['STORE-013'], texts((text) => text.replace(/^\ufeff/, ''))],
  ['takes the word null for nothing', ['STORE-014'], texts((text) => (text === 'null' ? '' : text))],
  ['drops what is no JSON', ['STORE-015'], texts((text) => (text.startsWith('{"') && !isJson(text) ? '' : text))],
  ['ends texts at a zero', ['STORE-016'], texts((text) => text.split('\u0000')[0] ?? '')],
  ['normalises texts', ['STORE-017', 'STORE-031'], texts((text) => text.normalize('NFC'))],
  ['cuts long texts', ['STORE-018', 'STORE-019'], texts((text) => text.slice(0, 65_536))],
  ['counts a length in bytes', ['STORE-019'], texts((text) => (text.length > 1_000 && text.charCodeAt(0) > 255 ? text.slice(0, -1) : text))],
  ['compares nothing', ['STORE-021', 'STORE-022', 'STORE-024', 'STORE-043'], (store) => ({ ...store, commit: async (instance, next) => {
    const load = await store.load(instance);
    const newest = load.ok ? load.generations[0]?.number : undefined;
    return store.commit(instance, { ...next, number: newest === undefined ? next.number : newest + 1 }, newest);
  } })],
  ['tells a conflict as a failure', COMPARED, committing((outcome) => (!outcome.ok && outcome.conflict ? { ok: false, conflict: false, failure: { reason: 'failed', cause: 'ECONFLICT' } } : outcome))],
  ['tells a failure as a conflict', ['STORE-022', ...REFUSED, 'STORE-075'], committing((outcome) => (!outcome.ok && !outcome.conflict ? { ok: false, conflict: true } : outcome))],
  ['commits numbers that do not follow', ['STORE-022'], (store) => ({ ...store, commit: async (instance, next, expected) => {
    const outcome = await store.commit(instance, next, expected);
    return !outcome.ok && !outcome.conflict && outcome.failure.cause === 'ERANGE' ? { ok: true } : outcome;
  } })],
  ['compares first and writes later', ['STORE-023', 'STORE-025'], (store, { work }) => ({ ...store, commit: async (instance, next, expected) => {
    const load = await store.load(instance);
    if (!load.ok || load.generations[0]?.number !== expected) return store.commit(instance, next, expected);
    await work.after(1, () => undefined);
    const outcome = await store.commit(instance, next, expected);
    return !outcome.ok && outcome.conflict ? { ok: true } : outcome;
  } })],
  ['makes no difference between small and capital letters', ['STORE-031'], instances((instance) => instance.toLowerCase())],
  ['trims names', ['STORE-031'], instances((instance) => instance.trim())],
  ['cuts long names', ['STORE-031'], instances((instance) => instance.slice(0, 255))],
  ['keeps instances as members of an object', ['STORE-031'], (store) => {
    const known: { readonly [name: string]: unknown } = {};
    return { ...store, load: (instance) => (known[instance] === undefined ? store.load(instance) : Promise.resolve({ ok: true, generations: [] })) };
  }],
  ['forgets all instances but this one', ['STORE-031'], (store, { own }) => ({ ...store, forget: (instance) => {
    own.disk.instances = own.disk.instances.map(([name, generations]) => [name, name === instance ? generations : []]);
    return store.forget(instance);
  } })],
  ['has one store for every device', ['STORE-032', 'STORE-042', 'STORE-061', ...REFUSED, 'STORE-075'], (_store, { work, alive, world }) => {
    const disk = (world.get('disk') as VirtualDisk | undefined) ?? createVirtualDisk();
    world.set('disk', disk);
    return createVirtualStore(disk, work, alive);
  }],
  ['forgets nothing', ['STORE-031', 'STORE-041', 'STORE-042', 'STORE-075'], (store) => ({ ...store, forget: () => Promise.resolve({ ok: true }) })],
  ['forgets in the list, not on the disk', ['STORE-042', 'STORE-075'], (store) => {
    const gone = new Set<string>();
    return {
      ...store,
      load: async (instance) => {
        const load = await store.load(instance);
        return load.ok ? { ok: true, generations: load.generations.filter(({ number }) => !gone.has(`${instance}/${number}`)) } : load;
      },
      forget: async (instance) => {
        const load = await store.load(instance);
        if (load.ok) for (const { number } of load.generations.slice(1)) gone.add(`${instance}/${number}`);
        return { ok: true };
      },
    };
  }],
  ['forgets everything', ['STORE-031', 'STORE-041', 'STORE-042', 'STORE-043'], (store, { own }) => ({ ...store, forget: async (instance) => {
    const forgotten = await store.forget(instance);
    if (forgotten.ok) own.disk.instances = own.disk.instances.filter(([name]) => name !== instance);
    return forgotten;
  } })],
  ['cannot forget twice', ['STORE-041'], (store) => ({ ...store, forget: async (instance) => {
    const load = await store.load(instance);
    return load.ok && load.generations.length < 2 ? { ok: false, failure: { reason: 'failed', cause: 'ENOENT' } } : store.forget(instance);
  } })],
  ['lives as long as the app', ['STORE-024', 'STORE-025', 'STORE-042', 'STORE-051', 'STORE-061', ...REFUSED, 'STORE-075'], (_store, { work, alive }) => createVirtualStore(createVirtualDisk(), work, alive)],
  ['removes first and writes then', ['STORE-061'], (store, { own, work, alive }) => ({ ...store, commit: async (instance, next, expected) => {
    const load = await store.load(instance);
    if (!load.ok || expected === undefined || load.generations[0]?.number !== expected || next.number !== expected + 1 || own.disk.failures.length > 0) return store.commit(instance, next, expected);
    const before = own.disk.instances;
    own.disk.instances = before.filter(([name]) => name !== instance);
    await work.after(1, () => undefined);
    if (!alive()) return new Promise(() => undefined);
    own.disk.instances = before;
    return store.commit(instance, next, expected);
  } })],
  ['reports a commit before it is made', ['STORE-023', 'STORE-025', 'STORE-051', 'STORE-061', 'STORE-021', 'STORE-022', 'STORE-024', 'STORE-043', ...REFUSED, 'STORE-075'], (store) => ({ ...store, commit: (...given) => {
    void store.commit(...given);
    return Promise.resolve({ ok: true });
  } })],
  ['knows one reason', ['STORE-071', 'STORE-072', 'STORE-073'], committing((outcome) => (!outcome.ok && !outcome.conflict ? { ...outcome, failure: { ...outcome.failure, reason: 'failed' } } : outcome))],
  ['gives a sentence for a cause', ['STORE-022', ...REFUSED, 'STORE-075'], committing((outcome) => (!outcome.ok && !outcome.conflict ? { ...outcome, failure: { ...outcome.failure, cause: 'No space left on device' } } : outcome))],
  ['writes what it reports as failed', REFUSED, (store, { own }) => ({ ...store, commit: async (instance, next, expected) => {
    const failure = own.disk.failures[0];
    own.disk.failures = own.disk.failures.slice(1);
    const outcome = await store.commit(instance, next, expected);
    return failure === undefined ? outcome : { ok: false, conflict: false, failure: { reason: failure, cause: 'SIN' } };
  } })],
  ['rejects where the storage is broken', ['STORE-075'], (store, { own }) => ({ ...store, load: (instance) => (own.disk.broken ? Promise.reject(new Error('broken')) : store.load(instance)) })],
  ['takes a broken storage for an empty one', ['STORE-075'], (store) => ({ ...store, load: async (instance) => {
    const load = await store.load(instance);
    return load.ok ? load : { ok: true, generations: [] };
  } })],
  ['cannot clear a broken storage and does not say so', ['STORE-075'], (store) => ({ ...store, forget: async (instance) => {
    await store.forget(instance);
    return { ok: true };
  } })],
];

