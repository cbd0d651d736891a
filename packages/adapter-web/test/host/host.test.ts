import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inChromium, INSECURE_HOST } from '../in-chromium.js';

/** Holds a lock of this name until `release` is called in the page. */
async function hold(page: Page, name: string): Promise<void> {
  await page.evaluate((lock) => new Promise<void>((held) => {
    const work = (): Promise<void> => new Promise((release) => {
      Object.assign(globalThis, { release });
      held();
    });
    void firstring.createHostPort('locks').exclusively(lock, 5_000, work);
  }), name);
}

/** Takes a lock elsewhere; tells whether it was had, by looking who holds it while the work runs. */
function take(page: Page, name: string, waitMs: number): Promise<{ readonly ms: number; readonly held: number; readonly runs: number; readonly result: string }> {
  return page.evaluate(async ([lock, wait]) => {
    const started = performance.now();
    let runs = 0;
    let held = 0;
    let ms = 0;
    const result = await firstring.createHostPort('locks').exclusively(lock, wait, async () => {
      runs += 1;
      ms = performance.now() - started;
      const state = await navigator.locks?.query();
      held = state?.held?.filter((each) => each.name === `firstring/locks/${lock}`).length ?? 0;
      return 'result';
    });
    return { ms, held, runs, result };
  }, [name, waitMs] as const);
}

inChromium('host', (chromium) => {
  test('clock, chance and network', async () => {
    const seen = await chromium.page().evaluate(() => {
      const host = firstring.createHostPort('host');
      return { lag: Math.abs(host.now() - Date.now()), one: host.entropy(16), other: host.entropy(16), none: host.entropy(0), online: host.online() ?? null };
    });
    expect(seen.lag).toBeLessThan(50);
    expect(seen.one).toMatch(/^[0-9a-f]{32}$/);
    expect(seen.one).not.toBe(seen.other);
    expect(seen).toMatchObject({ none: '', online: null });
  });

  test('F11: the network goes and comes: `online()` and signals, to those who still listen', async () => {
    const profile = await chromium.profile();
    const page = await chromium.tab({ profile });
    await page.evaluate(() => {
      const host = firstring.createHostPort('host');
      const heard: string[] = [];
      const leave = host.listen((signal) => heard.push(`one ${signal}`));
      host.listen((signal) => heard.push(`two ${signal}`));
      Object.assign(globalThis, { heard, leave, host });
    });
    const heard = (): Promise<unknown> => page.evaluate(() => {
      const { heard: signals, host } = globalThis as unknown as { heard: string[]; host: ReturnType<typeof firstring.createHostPort> };
      return [...signals, host.online() ?? null];
    });
    await profile.setOffline(true);
    await expect.poll(heard, { timeout: 5_000 }).toEqual(['one offline', 'two offline', false]);
    await page.evaluate(() => {
      const { leave } = globalThis as unknown as { leave: () => void };
      leave();
      leave();
    });
    await profile.setOffline(false);
    await expect.poll(heard, { timeout: 5_000 }).toEqual(['one offline', 'two offline', 'two online', null]);
  });

  test('R7: hidden is `back`, shown is `front`; thawed, or back out of the cache, is `wake`', async () => {
    const page = await chromium.tab();
    // The driver keeps its pages in front and out of the cache, so they are told by hand what a window manager would cause.
    const heard = await page.evaluate(() => {
      const signals: string[] = [];
      const leave = firstring.createHostPort('host').listen((signal) => signals.push(signal));
      for (const value of ['hidden', 'visible']) {
        Object.defineProperty(document, 'visibilityState', { configurable: true, value });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      }
      document.dispatchEvent(new Event('resume'));
      for (const persisted of [false, true]) dispatchEvent(new PageTransitionEvent('pageshow', { persisted }));
      leave();
      document.dispatchEvent(new Event('resume'));
      return signals;
    });
    expect(heard).toEqual(['back', 'front', 'wake', 'wake']);
  });

  test('R7: a timer fires once, not early, not after it was cancelled, and not at once for a far time', async () => {
    const seen = await chromium.page().evaluate(async () => {
      const host = firstring.createHostPort('host');
      const fired: string[] = [];
      const started = performance.now();
      let after = 0;
      host.timer(30, () => {
        fired.push('due');
        after = performance.now() - started;
      });
      host.timer(10, () => fired.push('cancelled'))();
      const cancelFar = host.timer(30 * 86_400_000, () => fired.push('far'));
      await new Promise((resolve) => setTimeout(resolve, 120));
      cancelFar();
      cancelFar();
      return { fired, after };
    });
    expect(seen.fired).toEqual(['due']);
    expect(seen.after).toBeGreaterThanOrEqual(29);
  });

  test('S6: one at a time under one name, over tabs; others beside it', async () => {
    const tabs = [chromium.page(), await chromium.tab()];
    const spans = await Promise.all(tabs.map((tab) => tab.evaluate(() => {
      const host = firstring.createHostPort('turns');
      const spanOf = async (): Promise<[number, number]> => {
        const from = performance.timeOrigin + performance.now();
        await new Promise((resolve) => setTimeout(resolve, 40));
        return [from, performance.timeOrigin + performance.now()];
      };
      return Promise.all([1, 2, 3].map(() => host.exclusively('default/commit', 10_000, spanOf)));
    })));
    const inOrder = spans.flat().sort(([one], [other]) => one - other);
    expect(inOrder).toHaveLength(6);
    for (const [at, [from]] of inOrder.entries()) if (at > 0) expect(from).toBeGreaterThanOrEqual((inOrder[at - 1]?.[1] ?? 0) - 2); // clocks of two processes
    const most = await tabs[0]?.evaluate(async () => {
      let [inside, highest] = [0, 0];
      const work = async (): Promise<void> => {
        highest = Math.max(highest, (inside += 1));
        await new Promise((resolve) => setTimeout(resolve, 60));
        inside -= 1;
      };
      const host = firstring.createHostPort('turns');
      await Promise.all(['a', 'b', 'A', '-a'].map((name) => host.exclusively(name, 10_000, work)));
      return highest;
    });
    expect(most).toBe(4);
  });

  test('S6: after `waitMs` the work runs anyway, once, and the lock stays with its owner', async () => {
    const [owner, page] = [await chromium.tab(), chromium.page()];
    await hold(owner, 'held');
    const waited = await take(page, 'held', 200);
    expect(waited).toMatchObject({ runs: 1, held: 1, result: 'result' });
    expect(waited.ms).toBeGreaterThanOrEqual(195);
    expect(await take(page, 'held', 0)).toMatchObject({ runs: 1, held: 1 });
    const waiting = take(page, 'held', 9_000);
    await owner.evaluate(() => {
      (globalThis as unknown as { release: () => void }).release();
    });
    const had = await waiting;
    expect(had).toMatchObject({ runs: 1, held: 1 });
    expect(had.ms).toBeLessThan(8_000);
    expect(await take(page, 'held', 0)).toMatchObject({ runs: 1, held: 1 });
    expect(await page.evaluate(async () => (await navigator.locks.query()).held)).toEqual([]);
  });

  test('S6: a lock of a tab that is gone holds nobody up', async () => {
    const owner = await chromium.tab();
    await hold(owner, 'gone');
    const waiting = take(chromium.page(), 'gone', 9_000);
    await owner.close();
    const had = await waiting;
    expect(had).toMatchObject({ runs: 1, held: 1 });
    expect(had.ms).toBeLessThan(8_000);
  });

  test('S6: rejections and throws of the work come through, it ran once and the lock is released', async () => {
    const seen = await chromium.page().evaluate(async () => {
      const host = firstring.createHostPort('errors');
      let runs = 0;
      const outcome = async (work: () => Promise<never>): Promise<string> => {
        try {
          return await host.exclusively('a', 1_000, () => {
            runs += 1;
            return work();
          });
        } catch (error) {
          return (error as Error).message;
        }
      };
      const messages = [
        await outcome(() => Promise.reject(new Error('rejected'))),
        await outcome(() => {
          throw new Error('thrown');
        }),
        await outcome(() => Promise.reject(new DOMException('like a lock that was given up', 'AbortError'))),
      ];
      return { messages, runs, held: (await navigator.locks.query()).held?.length };
    });
    expect(seen).toEqual({ messages: ['rejected', 'thrown', 'like a lock that was given up'], runs: 3, held: 0 });
  });

  test('S6: where there are no locks, the work runs at once', async () => {
    const insecure = await chromium.tab({ url: chromium.origin().replace('127.0.0.1', INSECURE_HOST) });
    const sandboxed = await chromium.tab({ url: `${chromium.origin()}/sandboxed` });
    for (const page of [insecure, sandboxed]) {
      const [result, entropy] = await page.evaluate(async () => {
        const host = firstring.createHostPort('none');
        return [await host.exclusively('a', 10_000, () => Promise.resolve('result')), host.entropy(4)] as const;
      });
      expect(result).toBe('result');
      expect(entropy).toMatch(/^[0-9a-f]{8}$/);
    }
  });

  test('in a worker, which has no document and no DOMParser, everything is there too once it is handed a reader', async () => {
    const told = await chromium.page().evaluate(() => new Promise((resolve, reject) => {
      const source = `importScripts('${location.origin}/page.js');
        let without;
        try { firstring.createWebPorts(); } catch (error) { without = error.name; }
        const ports = firstring.createWebPorts({ database: 'worker', secrets: 'key', xml: firstring.createStrictXmlPort() });
        ports.host.listen(() => undefined)();
        (async () => postMessage([
          await ports.store.commit('default', { number: 1, text: 'x' }, undefined),
          (await ports.secrets.seal('default', 'p', 'c')).ok,
          await ports.host.exclusively('a', 1000, async () => 'result'),
          (await ports.http.send({ method: 'GET', url: '${location.origin}/', headers: [], sensitive: false }, { deadlineMs: 5000, maxBytes: 1e6 }).outcome).ok,
          ports.host.facts.platform,
          without,
        ]))();`;
      const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
      worker.onmessage = ({ data }) => {
        resolve(data);
      };
      worker.onerror = ({ message }) => {
        reject(new Error(message));
      };
    }));
    expect(told).toEqual([{ ok: true }, true, 'result', true, 'web', 'ReferenceError']);
  });

  test('W6: facts of this browser', async () => {
    const [facts, agent] = await chromium.page().evaluate(() => [firstring.createHostPort('host').facts, navigator.userAgent] as const);
    expect(agent).toContain('Chrome/');
    expect(facts).toEqual({ platform: 'web', platformVersion: `Chrome ${/Chrome\/(\d+)/.exec(agent)?.[1] ?? '?'}`, locale: 'en-US', device: 'Linux', cpu: 'unknown' });
  });
});
