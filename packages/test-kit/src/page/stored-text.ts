/** Everything in one IndexedDB database as text, in the order of its keys; empty where there is none. */
export async function databaseText(name: string): Promise<string> {
  const there = await indexedDB.databases();
  if (!there.some((database) => database.name === name)) return '';
  const database = await settled(indexedDB.open(name));
  try {
    const stores = [...database.objectStoreNames];
    if (stores.length === 0) return '';
    const transaction = database.transaction(stores, 'readonly');
    const texts = await Promise.all(
      stores.map(async (store) => {
        const records = transaction.objectStore(store);
        const [keys, values] = await Promise.all([settled(records.getAllKeys()), settled(records.getAll())]);
        return keys.map((key, at) => `${store} ${textOf(key)}: ${textOf(values[at])}\n`).join('');
      }),
    );
    return texts.join('');
  } finally {
    database.close();
  }
}

/** All that scripts of this origin can read from its storage. */
export async function originText(): Promise<string> {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '').sort();
  const databases = await Promise.all(names.map(async (name) => `--- ${name}\n${await databaseText(name)}`));
  return [...databases, textOf({ ...localStorage }), textOf({ ...sessionStorage }), document.cookie].join('\n');
}

export async function removeDatabases(prefix: string): Promise<void> {
  for (const { name = '' } of await indexedDB.databases()) if (name.startsWith(prefix)) await settled(indexedDB.deleteDatabase(name));
}

/** Bytes one character each; what JSON has no words for by its kind. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => {
    if (part instanceof ArrayBuffer) return String.fromCharCode(...new Uint8Array(part));
    if (ArrayBuffer.isView(part)) return String.fromCharCode(...new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    return typeof CryptoKey !== 'undefined' && part instanceof CryptoKey ? `[a key, ${part.extractable ? 'extractable' : 'not extractable'}]` : part;
  });
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('IndexedDB'));
    };
  });
}
