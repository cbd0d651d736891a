import type { Page } from 'playwright-core';

/** Everything that this origin keeps in the browser, as one text: databases, both storages, caches, cookies. */
export async function dumpStorage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.name));
      });
    const readable = (_name: string, value: unknown): unknown => {
      if (value instanceof ArrayBuffer) return String.fromCharCode(...new Uint8Array(value));
      return ArrayBuffer.isView(value) ? String.fromCharCode(...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) : value;
    };
    const parts: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, JSON.stringify(history.state)];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        parts.push([name, store, await settled(objects.getAllKeys()), await settled(objects.getAll())]);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) {
        const isCode = /\.(?:js|css)$/.test(url);
        parts.push([name, url, isCode ? '' : await (await cache.match(url))?.text()]);
      }
    }
    return JSON.stringify(parts, readable);
  });
}
