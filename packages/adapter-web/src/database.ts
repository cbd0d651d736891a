import { errorName } from './error-name.js';

/** No wait is longer than this (S6). */
const PATIENCE_MS = 10_000;
/** How long a transaction that can no longer be aborted may take to say how it ended. */
const LAST_WORD_MS = 1_000;
const VERSION = 1;
const STORE = 'entries';

/** One IndexedDB database with one object store. Opened when first used, and again whenever its connection was closed. */
export interface Database {
  /**
   * Runs one transaction and settles when it is complete, with what was last passed to `give`. Rejects with the platform's
   * error, and with one named `TimeoutError` when the database stayed occupied; nothing was written then. Where a browser never
   * says how a commit ended, it rejects with an `UnknownError`: the store's numbers tell at the next commit.
   */
  run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore, give: (result: T) => void) => void): Promise<T>;
}

/** Beginning a transaction on a closed connection; one that was under way. */
const CLOSED: readonly string[] = ['InvalidStateError', 'AbortError'];

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
      const once = async (connection: Promise<IDBDatabase>) => settled((await connection).transaction(STORE, mode, { durability: 'strict' }), work, patienceMs);
      try {
        return await once(opening ?? open());
      } catch (error) {
        // The connection was closed before or while it was used, so nothing was written; `close` may be told later than we ask.
        if (!CLOSED.includes(errorName(error))) throw error;
        return once(open());
      }
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
    let late = false;
    let timer = setTimeout(() => {
      late = true;
      try {
        transaction.abort();
      } catch {
        // It is being committed, and its own event tells how that ended; or its connection is gone, and nobody tells.
        timer = setTimeout(() => {
          reject(new DOMException('', 'UnknownError'));
        }, LAST_WORD_MS);
      }
    }, patienceMs);
    transaction.oncomplete = () => {
      clearTimeout(timer);
      resolve(result);
    };
    transaction.onabort = () => {
      clearTimeout(timer);
      reject(late ? occupied() : (transaction.error ?? new DOMException('', 'AbortError')));
    };
    work(transaction.objectStore(STORE), (given) => {
      result = given;
    });
  });
}

function occupied(): DOMException {
  return new DOMException('', 'TimeoutError');
}
