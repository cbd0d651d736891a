import { errorName } from './error-name.js';

/** No wait is longer than this (S6). */
const PATIENCE_MS = 10_000;
const VERSION = 1;
const STORE = 'entries';

/** One IndexedDB database with one object store. Opened when first used, and again whenever its connection was closed. */
export interface Database {
  /**
   * Runs one transaction and settles when it is complete, with what was last passed to `give`. Rejects with the platform's
   * error, and with one named `TimeoutError` when the database stayed occupied; nothing was written then.
   */
  run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore, give: (result: T) => void) => void): Promise<T>;
}

export function createDatabase(name: string, patienceMs: number = PATIENCE_MS): Database {
  let opening: Promise<IDBDatabase> | undefined;

  const open = (): Promise<IDBDatabase> => {
    const attempt = connect(name, patienceMs, () => {
      if (opening === attempt) opening = undefined;
    });
    opening = attempt;
    return attempt;
  };

  return {
    run: async (mode, work) => {
      const transact = (database: IDBDatabase): IDBTransaction => database.transaction(STORE, mode, { durability: 'strict' });
      let transaction: IDBTransaction;
      try {
        transaction = transact(await (opening ?? open()));
      } catch (error) {
        // The connection was closed between two events; `close` and `versionchange` may come later than we do.
        if (errorName(error) !== 'InvalidStateError') throw error;
        transaction = transact(await open());
      }
      return settled(transaction, work, patienceMs);
    },
  };
}

/** A connection; `ended` is called once it cannot be used any more, or was never made. */
function connect(name: string, patienceMs: number, ended: () => void): Promise<IDBDatabase> {
  const attempt = new Promise<IDBDatabase>((resolve, reject) => {
    if (globalThis.indexedDB === undefined) throw new DOMException('', 'NotSupportedError');
    const request = indexedDB.open(name, VERSION);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(occupied());
    }, patienceMs);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE);
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error ?? occupied());
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      const database = request.result;
      if (late) {
        database.close();
        return;
      }
      database.onclose = ended;
      database.onversionchange = () => {
        database.close(); // somebody deletes or upgrades it and waits for us
        ended();
      };
      resolve(database);
    };
  });
  attempt.catch(ended);
  return attempt;
}

function settled<T>(transaction: IDBTransaction, work: (store: IDBObjectStore, give: (result: T) => void) => void, patienceMs: number): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let result: T;
    const timer = setTimeout(() => {
      try {
        transaction.abort();
      } catch {
        // It is being committed: its own event tells how that ended.
      }
    }, patienceMs);
    transaction.oncomplete = () => {
      clearTimeout(timer);
      resolve(result);
    };
    transaction.onabort = () => {
      clearTimeout(timer);
      reject(transaction.error ?? occupied());
    };
    work(transaction.objectStore(STORE), (given) => {
      result = given;
    });
  });
}

function occupied(): DOMException {
  return new DOMException('', 'TimeoutError');
}
