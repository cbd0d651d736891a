import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inChromium, INSECURE_HOST } from '../in-chromium.js';

const CANARY = 'canary-8f3a-Ž';

interface Asked {
  readonly database: string;
  readonly wanted?: 'memory' | 'key';
  readonly instance?: string;
  readonly context?: string;
  readonly plain?: string;
}

async function seal(page: Page, { database, wanted = 'key', instance = 'default', context = 'default/1', plain = CANARY }: Asked): Promise<string> {
  const sealing = await page.evaluate((asked) => firstring.createSecretsPort(asked.database, asked.wanted).seal(asked.instance, asked.plain, asked.context), { database, wanted, instance, context, plain });
  if (!sealing.ok) throw new Error(sealing.failure.cause);
  return sealing.sealed;
}

function open(page: Page, sealed: string, { database, wanted = 'key', instance = 'default', context = 'default/1' }: Asked): Promise<unknown> {
  return page.evaluate((asked) => firstring.createSecretsPort(asked.database, asked.wanted).open(asked.instance, asked.sealed, asked.context), { database, wanted, instance, context, sealed });
}

const opened = { ok: true, plain: CANARY };
const lost = (cause: string): unknown => ({ ok: false, failure: { reason: 'lost', cause } });

inChromium('secrets', (chromium) => {
  test('S3: honest levels, and making the port touches nothing', async () => {
    const [memory, key, byDefault, databases] = await chromium.page().evaluate(async () => [
      firstring.createSecretsPort('level', 'memory').level,
      firstring.createSecretsPort('level', 'key').level,
      firstring.createWebPorts().secrets.level,
      (await indexedDB.databases()).map(({ name }) => name).filter((name) => name?.startsWith('level')),
    ]);
    expect([memory, key, byDefault, databases]).toEqual(['memory', 'obfuscated', 'memory', []]);
  });

  test('S3: a page over plain http has no WebCrypto: in memory, and the level says so', async () => {
    const page = await chromium.tab({ url: chromium.origin().replace('127.0.0.1', INSECURE_HOST) });
    const [secure, level, result] = await page.evaluate(async () => {
      const port = firstring.createSecretsPort('insecure', 'key');
      const sealing = await port.seal('default', 'plain', 'c');
      return [isSecureContext, port.level, sealing.ok ? await port.open('default', sealing.sealed, 'c') : sealing] as const;
    });
    expect([secure, level, result]).toEqual([false, 'memory', { ok: true, plain: 'plain' }]);
  });

  test('memory: opens in these ports and nowhere else, with the same context, until it is destroyed', async () => {
    const tab = await chromium.tab();
    const results = await tab.evaluate(async () => {
      const port = firstring.createSecretsPort('memory', 'memory');
      const [one, other] = [await port.seal('default', 'plain', 'c'), await port.seal('other', 'plain', 'c')];
      const texts = [one, other].map((sealing) => (sealing.ok ? sealing.sealed : ''));
      const [text = '', second = ''] = texts;
      return {
        texts,
        same: await port.open('default', text, 'c'),
        context: await port.open('default', text, 'd'),
        instance: await port.open('other', text, 'c'),
        elsewhere: await firstring.createSecretsPort('memory', 'memory').open('default', text, 'c'),
        destroyed: [await port.destroy('default'), await port.destroy('default')],
        after: await port.open('default', text, 'c'),
        second: await port.open('other', second, 'c'),
        garbage: await port.open('default', '', 'c'),
      };
    });
    expect(results.texts[0]).toMatch(/^memory\.[0-9a-f]{32}$/);
    expect(results.texts[0]).not.toBe(results.texts[1]);
    expect(results).toMatchObject({
      same: { ok: true, plain: 'plain' },
      context: lost('not-in-memory'),
      instance: lost('not-in-memory'),
      elsewhere: lost('not-in-memory'),
      destroyed: [{ ok: true }, { ok: true }],
      after: lost('not-in-memory'),
      second: { ok: true, plain: 'plain' },
      garbage: lost('not-in-memory'),
    });
  });

  test('a reload loses what was in memory, and keeps what a key sealed', async () => {
    const tab = await chromium.tab();
    const [memory, key] = [await seal(tab, { database: 'reload', wanted: 'memory' }), await seal(tab, { database: 'reload' })];
    await tab.reload();
    expect(await open(tab, memory, { database: 'reload', wanted: 'memory' })).toEqual(lost('not-in-memory'));
    expect(await open(tab, key, { database: 'reload' })).toEqual(opened);
    // An app that changes its mind: the person signs in again.
    expect(await open(tab, memory, { database: 'reload' })).toEqual(lost('not-in-memory'));
    expect(await open(tab, key, { database: 'reload', wanted: 'memory' })).toEqual(lost('not-in-memory'));
  });

  test('key: any text opens again as it was, another tab included; sealing twice gives two texts', async () => {
    const [page, tab] = [chromium.page(), await chromium.tab()];
    for (const plain of ['', 'a', '\ufeffé📞\u0000', 'x'.repeat(300_000)]) {
      const text = await seal(page, { database: 'texts', plain });
      expect(text).toMatch(/^v1\.[A-Za-z0-9+/=]+$/);
      expect(await open(tab, text, { database: 'texts' })).toEqual({ ok: true, plain });
    }
    expect(await seal(page, { database: 'texts' })).not.toBe(await seal(page, { database: 'texts' }));
  });

  test('another context, another instance, a changed text: lost', async () => {
    const page = chromium.page();
    const [database, other] = ['changed', 'other'];
    const text = await seal(page, { database });
    await seal(page, { database, instance: other });
    expect(await open(page, text, { database, context: 'default/2' })).toEqual(lost('wrong-key'));
    expect(await open(page, text, { database, instance: other })).toEqual(lost('wrong-key'));
    for (const at of [3, 18, text.length - 4]) {
      const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
      expect(await open(page, changed, { database })).toEqual(lost('wrong-key'));
    }
    for (const damaged of ['v1.', 'v1.AAAA', `v1.${'!'.repeat(60)}`, `${text}=`]) expect(await open(page, damaged, { database })).toEqual(lost('damaged'));
    expect(await open(page, text.slice(0, -8), { database })).toMatchObject({ failure: { reason: 'lost' } });
    for (const unknown of ['', 'garbage', `v2.${text.slice(3)}`]) {
      expect(await open(page, unknown, { database })).toEqual({ ok: false, failure: { reason: 'failed', cause: 'unknown-version' } });
    }
  });

  test('instance and context cannot be shifted into one another', async () => {
    const page = chromium.page();
    const text = await seal(page, { database: 'shift', instance: 'a', context: 'b","c' });
    await page.evaluate(async () => {
      const keys = firstring.createDatabase('shift/keys');
      await keys.run('readwrite', (store) => {
        const request = store.get('a');
        request.onsuccess = () => store.put(request.result, 'a","b');
      });
    });
    expect(await open(page, text, { database: 'shift', instance: 'a","b', context: 'c' })).toEqual(lost('wrong-key'));
  });

  test('a missing key is lost, and opening makes none', async () => {
    const page = chromium.page();
    const text = await seal(page, { database: 'with-key' });
    expect(await open(page, text, { database: 'without-key' })).toEqual(lost('no-key'));
    expect(await open(page, text, { database: 'without-key' })).toEqual(lost('no-key'));
    const keys = await page.evaluate(() => firstring.createDatabase('without-key/keys').run<IDBValidKey[]>('readonly', (store, give) => {
      const request = store.getAllKeys();
      request.onsuccess = () => {
        give(request.result);
      };
    }));
    expect(keys).toEqual([]);
  });

  test('something else in the place of a key counts as none, and sealing puts a key there', async () => {
    const page = chromium.page();
    const text = await seal(page, { database: 'no-key' });
    await page.evaluate(() => firstring.createDatabase('no-key/keys').run('readwrite', (store) => store.put('damaged', 'default')));
    expect(await open(page, text, { database: 'no-key' })).toEqual(lost('no-key'));
    expect(await open(page, await seal(page, { database: 'no-key' }), { database: 'no-key' })).toEqual(opened);
  });

  test('who seals for the first time at the same moment, in two tabs, gets the same key', async () => {
    const tabs = [chromium.page(), await chromium.tab()];
    for (let round = 0; round < 6; round += 1) {
      const database = `race-${round}`;
      const texts = (await Promise.all(tabs.map((tab) => Promise.all(Array.from({ length: 4 }, () => seal(tab, { database })))))).flat();
      for (const text of texts) expect(await open(chromium.page(), text, { database })).toEqual(opened);
    }
  });

  test('R12: destroy ends the key of one instance, for every tab', async () => {
    const [page, tab] = [chromium.page(), await chromium.tab()];
    const database = 'destroyed';
    const [text, other] = [await seal(page, { database }), await seal(page, { database, instance: 'other' })];
    expect(await open(tab, text, { database })).toEqual(opened);
    const destroy = (): Promise<unknown> => page.evaluate((name) => firstring.createSecretsPort(name, 'key').destroy('default'), database);
    expect([await destroy(), await destroy()]).toEqual([{ ok: true }, { ok: true }]);
    expect(await open(tab, text, { database })).toEqual(lost('no-key'));
    expect(await open(tab, other, { database, instance: 'other' })).toEqual(opened);
    expect(await open(page, await seal(tab, { database }), { database })).toEqual(opened);
    expect(await open(page, text, { database })).toEqual(lost('wrong-key'));
  });

  test.each(['memory', 'key'] as const)('S3, S4: %s: a canary is found nowhere that scripts can read, and no key can be read out', async (wanted) => {
    const tab = await chromium.tab({ profile: await chromium.profile() });
    const printed: string[] = [];
    tab.on('console', (message) => printed.push(message.text()));
    const dump = await tab.evaluate(async ([secrets, plain]) => {
      const ports = firstring.createWebPorts({ database: 'canary', secrets });
      const sealing = await ports.secrets.seal('default', JSON.stringify([['s1', plain]]), 'default/1');
      if (!sealing.ok) throw new Error(sealing.failure.cause);
      await ports.store.commit('default', { number: 1, text: JSON.stringify({ sealed: sealing.sealed }) }, undefined);
      return firstring.dumpOrigin();
    }, [wanted, CANARY] as const);
    expect(dump).toContain(wanted === 'key' ? 'v1.' : 'memory.');
    if (wanted === 'key') expect(dump).toContain('{"key":"secret","extractable":false,"raw":"InvalidAccessError","jwk":"InvalidAccessError"}');
    else expect(dump).not.toContain('"key"');
    expect(printed).toEqual([]);
    const forms = [CANARY, JSON.stringify(CANARY).slice(1, -1), Buffer.from(CANARY).toString('hex'), encodeURIComponent(CANARY), JSON.stringify([...Buffer.from(CANARY)]).slice(1, -1)];
    // Base64 looks different at each of three positions; the middle of it does not.
    const base64 = [0, 1, 2].map((shift) => Buffer.from(CANARY.slice(shift)).toString('base64').slice(0, -4));
    for (const form of [...forms, ...base64]) expect(dump).not.toContain(form);
  });

  test('what the browser refuses is a failure with its name, never a throw', async () => {
    const results = await chromium.page().evaluate(async () => {
      await new Promise((resolve) => {
        indexedDB.open('refused/keys', 7).onsuccess = resolve;
      });
      const port = firstring.createSecretsPort('refused', 'key');
      const sealed = `v1.${btoa('x'.repeat(60))}`;
      return [await port.seal('default', 'p', 'c'), await port.open('default', sealed, 'c'), await port.destroy('default')];
    });
    const failed = { ok: false, failure: { reason: 'failed', cause: 'VersionError' } };
    expect(results).toEqual([failed, failed, failed]);
  });
});
