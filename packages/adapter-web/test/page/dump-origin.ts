/** Everything that this origin keeps, as text: IndexedDB, localStorage, sessionStorage, cookies. */
export async function dumpOrigin(): Promise<string> {
  const databases = await indexedDB.databases();
  const dumps = await Promise.all(databases.map(({ name = '' }) => dumpDatabase(name)));
  return JSON.stringify([dumps, { ...localStorage }, { ...sessionStorage }, document.cookie]);
}

async function dumpDatabase(name: string): Promise<unknown> {
  const database = await promised(indexedDB.open(name));
  const stores = [...database.objectStoreNames];
  const entries = stores.map(async (store) => {
    const objects = database.transaction(store).objectStore(store);
    const [keys, values] = await Promise.all([promised(objects.getAllKeys()), promised(objects.getAll() as IDBRequest<unknown[]>)]);
    return [store, keys, await Promise.all(values.map(shown))];
  });
  const dump = [name, await Promise.all(entries)];
  database.close();
  return dump;
}

/** A key shows whatever can be read out of it. */
async function shown(value: unknown): Promise<unknown> {
  if (!(value instanceof CryptoKey)) return value;
  const read = async (format: 'raw' | 'jwk'): Promise<unknown> => {
    try {
      const exported = await crypto.subtle.exportKey(format, value);
      return exported instanceof ArrayBuffer ? [...new Uint8Array(exported)] : exported;
    } catch (error) {
      return (error as Error).name;
    }
  };
  return { key: value.type, extractable: value.extractable, raw: await read('raw'), jwk: await read('jwk') };
}

function promised<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('no reason given'));
    };
  });
}
