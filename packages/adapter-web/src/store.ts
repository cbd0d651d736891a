import type { StoreCommit, StoredGeneration, StoreFailure, StorePort } from '@firstring/core/driver';
import { createDatabase, type Database } from './database.js';
import { errorName } from './error-name.js';

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
  return {
    durable: true,
    scope: 'origin',
    load: async (instance) => {
      try {
        return { ok: true, generations: await load(database, instance) };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    },
    commit: async (instance, next, expected) => {
      try {
        return await commit(database, instance, next, expected);
      } catch (error) {
        return { ok: false, conflict: false, failure: failureOf(error) };
      }
    },
    forget: async (instance) => {
      try {
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

function load(database: Database, instance: string): Promise<readonly StoredGeneration[]> {
  return database.run('readonly', (store, give) => {
    withKeys(store, instance, (keys) => {
      const generations: StoredGeneration[] = [];
      give(generations);
      for (const key of keys.slice(0, KEPT)) {
        const request = store.get(key);
        request.onsuccess = () => {
          generations.push({ number: numberOf(key), text: String(request.result) });
        };
        request.onerror = (event) => {
          // Large values lie in files of their own, which can be lost: a damaged generation must not hide the one before (S2).
          event.preventDefault();
          generations.push({ number: numberOf(key), text: '' });
        };
      }
    });
  });
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
