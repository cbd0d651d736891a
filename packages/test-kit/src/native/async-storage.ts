import type { StoreFailure } from '@firstring/core/driver';
import type { VirtualWork } from '../world/virtual-work.js';
import type { NativeDevice } from './native-device.js';

/** What AsyncStorage keeps on a device. */
export interface NativeDisk {
  readonly items: Map<string, string>;
  /** How the next writes fail. */
  failures: readonly StoreFailure['reason'][];
  /** Every call fails. */
  broken: boolean;
}

export function createNativeDisk(): NativeDisk {
  return { items: new Map(), failures: [], broken: false };
}

/** What Android's SQLite says; async-storage 2 hands on the message alone (`convertError` in `lib/commonjs/helpers.js`). */
const MESSAGES: { readonly [reason in StoreFailure['reason']]: string } = {
  full: 'database or disk is full (code 13 SQLITE_FULL[13])',
  denied: 'attempt to write a readonly database (code 8 SQLITE_READONLY[8])',
  locked: 'database is locked (code 5 SQLITE_BUSY[5])',
  failed: 'disk I/O error (code 10 SQLITE_IOERR[10])',
};

/** Android reads a row through a window of 2 MB: what is longer can be written and then not be read (`CursorWindow`). */
const LONGEST_ROW = 2_097_152;
const CALL_MS = 1;

/**
 * AsyncStorage of one running app. Each call is one transaction of SQLite (or one atomic file on iOS): it lands whole, on its
 * own and in the order of the calls. There is no compare-and-swap and no transaction over several calls; after the app was
 * killed nothing lands and nobody hears.
 */
export function createAsyncStorage(disk: NativeDisk, work: VirtualWork, alive: () => boolean): NativeDevice['storage'] {
  const call = <T>(doing: () => T): Promise<T> =>
    work
      .after(CALL_MS, () => {
        if (!alive()) return undefined;
        try {
          if (disk.broken) throw new Error(MESSAGES.failed);
          return { result: doing() };
        } catch (error) {
          return { error: error as Error };
        }
      })
      .then((settled) => {
        if (settled === undefined) return NEVER;
        if (settled.error !== undefined) throw settled.error;
        return settled.result;
      });
  const write = (doing: () => void): Promise<void> =>
    call(() => {
      const [reason, ...later] = disk.failures;
      disk.failures = later;
      if (reason !== undefined) throw new Error(MESSAGES[reason]);
      doing();
    });
  return {
    getItem: (key) =>
      call(() => {
        const value = disk.items.get(key) ?? null;
        if (value !== null && value.length > LONGEST_ROW) throw new Error('Row too big to fit into CursorWindow requiredPos=0, totalPos=1');
        return value;
      }),
    setItem: (key, value) => {
      if (typeof value !== 'string') throw new Error('[AsyncStorage] Passing null/undefined as value is not supported.');
      return write(() => {
        disk.items.set(key, value);
      });
    },
    removeItem: (key) =>
      call(() => {
        disk.items.delete(key);
      }),
    getAllKeys: () => call(() => Array.from(disk.items.keys())),
  };
}

/** The storage as text, in a stable order. */
export function dumpNativeDisk(disk: NativeDisk): string {
  return Array.from(disk.items)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${key}\n${value}\n`)
    .join('');
}

// A dead app waits for ever: whatever it still has in hand must not come back.
const NEVER: Promise<never> = new Promise<never>(() => {});
