import type { StoreCommit, StoredGeneration, StoreFailure, StorePort } from '@firstring/core/driver';
import { createDatabase, type Database } from './database.js';
import { errorName } from './error-name.js';
import { beginFreshLog } from './fresh-log.js';

const KEPT = 2;
const CONFLICT: StoreCommit = { ok: false, conflict: true };

/** Of a generation: instances are apart by it (F10), numbers in order. */
type Key = readonly [instance: string, number: number];

/**
 * Generations as entries of one object store, keyed by instance and number. The highest number of an instance is its newest
 * generation; comparing, putting and pruning are one transaction (S1, S6). docs/decisions/0007.
 */
export function createStorePort(name: string, patienceMs?: number): StorePort {
  const database = createDatabase(name, patienceMs);
  let freshLog: Promise<void> | undefined;
  /** Once for each page: after the first load, which it would slow down, and before anything is written. */
  const ready = (): Promise<void> => (freshLog ??= beginFreshLog(`${name}/log`));
  return {
    durable: true,
    scope: 'origin',
    load: async (instance) => {
      try {
        return { ok: true, generations: await load(database, instance) };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      } finally {
        void ready();
      }
    },
    commit: async (instance, next, expected) => {
      try {
        await ready();
        return await commit(database, instance, next, expected);
      } catch (error) {
        return { ok: false, conflict: false, failure: failureOf(error) };
      }
    },
    forget: async (instance) => {
      try {
        await ready();
        await database.run('readwrite', (store) => {
          withKeys(store, instance, ([, ...older]) => {
            for (const key of older) store.delete(key);
          });
        });
        return { ok: true };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    },
  };
}

async function load(database: Database, instance: string): Promise<readonly StoredGeneration[]> {
  let keys: readonly IDBValidKey[] = [];
  const generations: StoredGeneration[] = [];
  try {
    await database.run('readonly', (store) => {
      withKeys(store, instance, (all) => {
        keys = all.slice(0, KEPT);
        for (const key of keys) withText(store, key, (text) => generations.push({ number: numberOf(key), text }));
      });
    });
    return generations;
  } catch (error) {
    // Large values lie in files of their own, which can be lost, and then the whole transaction fails. What is lost reads as
    // damaged, so that it does not hide the generation before it (S2).
    const texts = await Promise.all(keys.map((key) => readAlone(database, key)));
    if (texts.every((text) => text === undefined)) throw error;
    return keys.map((key, at) => ({ number: numberOf(key), text: texts[at] ?? '' }));
  }
}

async function readAlone(database: Database, key: IDBValidKey): Promise<string | undefined> {
  try {
    return await database.run<string>('readonly', (store, give) => {
      withText(store, key, give);
    });
  } catch {
    return undefined;
  }
}

function commit(database: Database, instance: string, next: StoredGeneration, expected: number | undefined): Promise<StoreCommit> {
  return database.run('readwrite', (store, give) => {
    withKeys(store, instance, ([newest, ...older]) => {
      if ((newest === undefined ? undefined : numberOf(newest)) !== expected) {
        give(CONFLICT);
        return;
      }
      if (!follows(next.number, expected)) {
        give({ ok: false, conflict: false, failure: { reason: 'failed', cause: 'RangeError' } });
        return;
      }
      for (const key of older) store.delete(key);
      store.put(next.text, [instance, next.number]);
      give({ ok: true });
    });
  });
}

/** Numbers grow by one, as on every platform. */
function follows(number: number, expected: number | undefined): boolean {
  return Number.isSafeInteger(number) && number >= 0 && (expected === undefined || number === expected + 1);
}

/** The keys of an instance, newest first. */
function withKeys(store: IDBObjectStore, instance: string, use: (keys: readonly IDBValidKey[]) => void): void {
  const request = store.getAllKeys(IDBKeyRange.bound([instance], [instance, []])); // an array comes after every number
  request.onsuccess = () => {
    use(request.result.reverse());
  };
}

function withText(store: IDBObjectStore, key: IDBValidKey, use: (text: string) => void): void {
  const request = store.get(key);
  request.onsuccess = () => {
    use(String(request.result));
  };
}

function numberOf(key: IDBValidKey): number {
  return (key as unknown as Key)[1];
}

/** Private windows and sandboxed frames refuse on opening, each browser in its own words. */
const DENIED: readonly string[] = ['SecurityError', 'InvalidStateError', 'NotAllowedError', 'NotSupportedError'];

function failureOf(error: unknown): StoreFailure {
  const cause = errorName(error);
  if (cause === 'QuotaExceededError') return { reason: 'full', cause };
  if (cause === 'TimeoutError') return { reason: 'locked', cause };
  return { reason: DENIED.includes(cause) ? 'denied' : 'failed', cause };
}
