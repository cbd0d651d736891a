import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inChromium } from '../in-chromium.js';

const devtools = (page: Page): Promise<CDPSession> => page.context().newCDPSession(page);

const commitOne = (page: Page, database: string): Promise<unknown> =>
  page.evaluate((name) => firstring.createStorePort(name).commit('default', { number: 1, text: 'one' }, undefined), database);

inChromium('store: trouble', (chromium) => {
  test('O13: a full disk is `full`, the old generation stays, and all goes on once there is room', async () => {
    const page = await chromium.tab({ profile: await chromium.profile() });
    const session = await devtools(page);
    const origin = chromium.origin();
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
    const large = await page.evaluate(async () => {
      const store = firstring.createStorePort('full');
      const first = await store.commit('default', { number: 1, text: 'one' }, undefined);
      return [first, await store.commit('default', { number: 2, text: 'é'.repeat(2_000_000) }, 1), await store.load('default')];
    });
    expect(large).toEqual([
      { ok: true },
      { ok: false, conflict: false, failure: { reason: 'full', cause: 'QuotaExceededError' } },
      { ok: true, generations: [{ number: 1, text: 'one' }] },
    ]);
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    const again = await page.evaluate(async () => {
      const store = firstring.createStorePort('full');
      const committed = await store.commit('default', { number: 2, text: 'é'.repeat(2_000_000) }, 1);
      const loaded = await store.load('default');
      return [committed, loaded.ok && loaded.generations.map(({ number, text }) => [number, text.length])];
    });
    expect(again).toEqual([{ ok: true }, [[2, 2_000_000], [1, 3]]]);
  });

  test('O13: an origin that may keep nothing is `denied`, in every call', async () => {
    const page = await chromium.tab({ url: `${chromium.origin()}/sandboxed` });
    const results = await page.evaluate(async () => {
      const store = firstring.createStorePort('denied');
      return [await store.load('default'), await store.commit('default', { number: 1, text: 'x' }, undefined), await store.forget('default')];
    });
    const failure = { reason: 'denied', cause: 'SecurityError' };
    expect(results).toEqual([{ ok: false, failure }, { ok: false, conflict: false, failure }, { ok: false, failure }]);
  });

  test('O13: a platform without IndexedDB is `denied`', async () => {
    const page = await chromium.tab();
    const loaded = await page.evaluate(() => {
      Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
      return firstring.createStorePort('none').load('default');
    });
    expect(loaded).toEqual({ ok: false, failure: { reason: 'denied', cause: 'NotSupportedError' } });
  });

  test('S5: a database of a newer version is reported and left as it is', async () => {
    const [loaded, kept] = await chromium.page().evaluate(async () => {
      const newer = (): Promise<IDBDatabase> => new Promise((resolve) => {
        const request = indexedDB.open('newer', 7);
        request.onupgradeneeded = () => void request.result.createObjectStore('future').put('x', 'key');
        request.onsuccess = () => {
          resolve(request.result);
        };
      });
      (await newer()).close();
      const results = [await firstring.createStorePort('newer').load('default'), await firstring.createStorePort('newer').commit('default', { number: 1, text: 'x' }, undefined)];
      const database = await newer();
      const left = [database.version, ...database.objectStoreNames];
      database.close();
      return [results, left] as const;
    });
    const failure = { reason: 'failed', cause: 'VersionError' };
    expect(loaded).toEqual([{ ok: false, failure }, { ok: false, conflict: false, failure }]);
    expect(kept).toEqual([7, 'future']);
  });

  test('a database of that name with something else in it is `failed`, and left as it is', async () => {
    const loaded = await chromium.page().evaluate(async () => {
      await new Promise<void>((resolve) => {
        const request = indexedDB.open('foreign', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('theirs');
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      });
      return firstring.createStorePort('foreign').load('default');
    });
    expect(loaded).toEqual({ ok: false, failure: { reason: 'failed', cause: 'NotFoundError' } });
  });

  test('S6: a database that another tab keeps in an upgrade is `locked` after the wait, and free afterwards', async () => {
    const [holder, page] = [await chromium.tab(), chromium.page()];
    await holder.evaluate(() => new Promise<void>((resolve) => {
      const request = indexedDB.open('hanging', 1);
      request.onupgradeneeded = () => {
        const store = request.result.createObjectStore('entries');
        const spin = (): void => {
          store.get('nothing').onsuccess = spin; // a transaction lives as long as something is asked of it
        };
        spin();
        resolve();
      };
    }));
    const waited = await page.evaluate(async () => {
      const started = performance.now();
      const store = firstring.createStorePort('hanging', 300);
      return [await store.load('default'), performance.now() - started] as const;
    });
    expect(waited[0]).toEqual({ ok: false, failure: { reason: 'locked', cause: 'TimeoutError' } });
    expect(waited[1]).toBeGreaterThanOrEqual(295);
    await holder.close();
    await expect.poll(() => commitOne(page, 'hanging'), { timeout: 10_000 }).toEqual({ ok: true });
  });

  test('S6: a transaction that waits behind one of another tab is `locked` after the wait, and nothing of it comes later', async () => {
    const [holder, page] = [await chromium.tab(), chromium.page()];
    expect(await commitOne(page, 'occupied')).toEqual({ ok: true });
    await holder.evaluate(() => new Promise<void>((resolve) => {
      const request = indexedDB.open('occupied', 1);
      request.onsuccess = () => {
        const store = request.result.transaction('entries', 'readwrite').objectStore('entries');
        const spin = (): void => {
          store.get('nothing').onsuccess = spin;
        };
        spin();
        resolve();
      };
    }));
    const committed = await page.evaluate(() => firstring.createStorePort('occupied', 300).commit('default', { number: 2, text: 'two' }, 1));
    expect(committed).toEqual({ ok: false, conflict: false, failure: { reason: 'locked', cause: 'TimeoutError' } });
    await holder.close();
    const loaded = await page.evaluate(() => firstring.createStorePort('occupied').load('default'));
    expect(loaded).toEqual({ ok: true, generations: [{ number: 1, text: 'one' }] });
  });

  test('a connection makes way for whoever deletes the database, and opens again', async () => {
    const [page, other] = [chromium.page(), await chromium.tab()];
    await page.evaluate(async () => {
      const store = firstring.createStorePort('deleted');
      Object.assign(globalThis, { kept: store });
      await store.commit('default', { number: 1, text: 'one' }, undefined);
    });
    const deleted = await other.evaluate(() => new Promise<string>((resolve) => {
      const request = indexedDB.deleteDatabase('deleted');
      request.onblocked = () => {
        resolve('blocked');
      };
      request.onsuccess = () => {
        resolve('deleted');
      };
    }));
    expect(deleted).toBe('deleted');
    const after = await page.evaluate(async () => {
      const { kept } = globalThis as unknown as { kept: ReturnType<typeof firstring.createStorePort> };
      return [await kept.load('default'), await kept.commit('default', { number: 1, text: 'new' }, undefined)];
    });
    expect(after).toEqual([{ ok: true, generations: [] }, { ok: true }]);
  });

  test('a connection that the browser closes is opened again', async () => {
    const page = await chromium.tab({ profile: await chromium.profile() });
    await page.evaluate(async () => {
      const store = firstring.createStorePort('closed');
      Object.assign(globalThis, { kept: store });
      await store.commit('default', { number: 1, text: 'one' }, undefined);
    });
    await (await devtools(page)).send('Storage.clearDataForOrigin', { origin: chromium.origin(), storageTypes: 'indexeddb' });
    const after = await page.evaluate(async () => {
      const { kept } = globalThis as unknown as { kept: ReturnType<typeof firstring.createStorePort> };
      return [await kept.load('default'), await kept.commit('default', { number: 1, text: 'new' }, undefined)];
    });
    expect(after).toEqual([{ ok: true, generations: [] }, { ok: true }]);
  });

  test('a connection that was closed a moment ago, before anybody said so, is opened again', async () => {
    const loaded = await chromium.page().evaluate(async () => {
      const connections: IDBDatabase[] = [];
      const open = indexedDB.open.bind(indexedDB);
      indexedDB.open = (...args: Parameters<typeof open>) => {
        const request = open(...args);
        request.addEventListener('success', () => connections.push(request.result));
        return request;
      };
      const store = firstring.createStorePort('stale');
      await store.commit('default', { number: 1, text: 'one' }, undefined);
      for (const connection of connections) connection.close();
      indexedDB.open = open;
      return store.load('default');
    });
    expect(loaded).toEqual({ ok: true, generations: [{ number: 1, text: 'one' }] });
  });

  test('a commit that the browser aborts because its connection is going is made once more', async () => {
    const outcome = await chromium.page().evaluate(async () => {
      const begin = Reflect.get(IDBDatabase.prototype, 'transaction') as (this: IDBDatabase, ...args: unknown[]) => IDBTransaction;
      let aborted = 0;
      IDBDatabase.prototype.transaction = function (...args) {
        const transaction = begin.apply(this, args);
        if (this.name === 'going' && args[1] === 'readwrite' && aborted++ === 0) queueMicrotask(() => {
          transaction.abort();
        });
        return transaction;
      };
      const store = firstring.createStorePort('going');
      const committed = await store.commit('default', { number: 1, text: 'one' }, undefined);
      IDBDatabase.prototype.transaction = begin;
      return [aborted, committed, await store.load('default')];
    });
    expect(outcome).toEqual([2, { ok: true }, { ok: true, generations: [{ number: 1, text: 'one' }] }]);
  });

  test('S6: a transaction that can neither be aborted nor ends holds nobody longer than a second more', async () => {
    const page = await chromium.tab();
    const committed = await page.evaluate(async () => {
      const begin = Reflect.get(IDBDatabase.prototype, 'transaction') as (this: IDBDatabase, ...args: unknown[]) => IDBTransaction;
      const silent = firstring.createStorePort('silent', 300);
      await silent.load('default');
      IDBTransaction.prototype.abort = () => {
        throw new DOMException('', 'InvalidStateError');
      };
      IDBDatabase.prototype.transaction = function (...args) {
        const transaction = begin.apply(this, args);
        const store = transaction.objectStore('entries');
        const spin = (): void => {
          store.get('nothing').onsuccess = spin;
        };
        spin();
        return transaction;
      };
      return silent.commit('default', { number: 1, text: 'one' }, undefined);
    });
    await page.close();
    expect(committed).toEqual({ ok: false, conflict: false, failure: { reason: 'failed', cause: 'UnknownError' } });
  });
});
