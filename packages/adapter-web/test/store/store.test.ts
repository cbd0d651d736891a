import { expect, test } from 'vitest';
import { inChromium } from '../in-chromium.js';

const CONFLICT = { ok: false, conflict: true };

inChromium('store', (chromium) => {
  test('says what it can do, and making it touches nothing', async () => {
    const [port, databases] = await chromium.page().evaluate(async () => {
      const { durable, scope } = firstring.createStorePort('untouched');
      return [{ durable, scope }, (await indexedDB.databases()).map(({ name }) => name)] as const;
    });
    expect(port).toEqual({ durable: true, scope: 'origin' });
    expect(databases).not.toContain('untouched');
  });

  test('S1: what was committed is loaded, newest first, at most two; another port sees the same', async () => {
    const seen = await chromium.page().evaluate(async () => {
      const store = firstring.createStorePort('s1');
      const results: unknown[] = [await store.load('default')];
      for (let number = 1; number <= 4; number += 1) {
        results.push(await store.commit('default', { number, text: `text ${number} é📞\r\n\ud800` }, number === 1 ? undefined : number - 1));
      }
      return [...results, await firstring.createStorePort('s1').load('default'), await firstring.dumpOrigin()] as const;
    });
    const generations = [4, 3].map((number) => ({ number, text: `text ${number} é📞\r\n\ud800` }));
    const ok = { ok: true };
    expect(seen.slice(0, 6)).toEqual([{ ok: true, generations: [] }, ok, ok, ok, ok, { ok: true, generations }]);
    expect(seen.at(-1)).not.toContain('text 2'); // removed, not only hidden
  });

  test('S6: another expectation than the newest is a conflict and changes nothing', async () => {
    const [early, late, loaded] = await chromium.page().evaluate(async () => {
      const store = firstring.createStorePort('s6');
      const first = await store.commit('default', { number: 1, text: 'one' }, 7);
      await store.commit('default', { number: 1, text: 'one' }, undefined);
      await store.commit('default', { number: 2, text: 'two' }, 1);
      const attempts = [[1, undefined], [3, undefined], [2, 1], [3, 1], [4, 3]] as const;
      const others = [];
      for (const [number, expected] of attempts) others.push(await store.commit('default', { number, text: 'late' }, expected));
      return [first, others, await store.load('default')] as const;
    });
    expect(early).toEqual(CONFLICT);
    expect(late).toEqual([CONFLICT, CONFLICT, CONFLICT, CONFLICT, CONFLICT]);
    expect(loaded).toMatchObject({ generations: [{ number: 2, text: 'two' }, { number: 1, text: 'one' }] });
  });

  test('a number that does not follow is refused, nothing written', async () => {
    const [refused, loaded] = await chromium.page().evaluate(async () => {
      const store = firstring.createStorePort('numbers');
      await store.commit('default', { number: 3, text: 'three' }, undefined);
      const results = [];
      for (const number of [2, 3, 5, 3.5, Number.NaN, -1]) results.push(await store.commit('default', { number, text: 'x' }, 3));
      return [results, await store.load('default')] as const;
    });
    for (const each of refused) expect(each).toEqual({ ok: false, conflict: false, failure: { reason: 'failed', cause: 'RangeError' } });
    expect(refused).toHaveLength(6);
    expect(loaded).toEqual({ ok: true, generations: [{ number: 3, text: 'three' }] });
  });

  test('F10: instances are apart, whatever they are called', async () => {
    const names = ['default', 'Default', '', '.', 'a/b', 'é', 'e\u0301', '\u0000', '\ud800', 'x'.repeat(300), `${'x'.repeat(300)}y`];
    const loaded = await chromium.page().evaluate(async (instances) => {
      const store = firstring.createStorePort('f10');
      for (const instance of instances) {
        await store.commit(instance, { number: 1, text: `old ${instance}` }, undefined);
        await store.commit(instance, { number: 2, text: instance }, 1);
      }
      await store.forget('a/b');
      return Promise.all(instances.map((instance) => store.load(instance)));
    }, names);
    expect(loaded).toEqual(names.map((name) => ({
      ok: true,
      generations: name === 'a/b' ? [{ number: 2, text: name }] : [{ number: 2, text: name }, { number: 1, text: `old ${name}` }],
    })));
  });

  test('R12: forget leaves the newest generation and nothing else', async () => {
    const [nothing, forgotten, loaded, dump] = await chromium.page().evaluate(async () => {
      const store = firstring.createStorePort('r12');
      const before = await store.forget('default');
      await store.commit('default', { number: 1, text: 'forget me' }, undefined);
      await store.commit('default', { number: 2, text: 'signed out' }, 1);
      return [before, await store.forget('default'), await store.load('default'), await firstring.dumpOrigin()] as const;
    });
    expect([nothing, forgotten]).toEqual([{ ok: true }, { ok: true }]);
    expect(loaded).toEqual({ ok: true, generations: [{ number: 2, text: 'signed out' }] });
    expect(dump).not.toContain('forget me');
  });

  test('S6: of many commits after the same generation, in two tabs, exactly one is made each time', async () => {
    const tabs = [chromium.page(), await chromium.tab()];
    for (let number = 1; number <= 5; number += 1) {
      const commits = await Promise.all(
        tabs.map((tab, at) =>
          tab.evaluate(([next, by]) => {
            const stores = Array.from({ length: 10 }, () => firstring.createStorePort('tabs'));
            return Promise.all(stores.map((store, each) => store.commit('default', { number: next, text: `by ${by}/${each}` }, next === 1 ? undefined : next - 1)));
          }, [number, at] as const),
        ),
      );
      const winners = commits.flatMap((some, at) => some.flatMap((committed, each) => (committed.ok ? [`by ${at}/${each}`] : [])));
      expect(winners).toHaveLength(1);
      expect(commits.flat().filter((committed) => !committed.ok && !committed.conflict)).toEqual([]);
      const loaded = await tabs[1]?.evaluate(() => firstring.createStorePort('tabs').load('default'));
      expect(loaded).toMatchObject({ generations: [{ number, text: winners[0] }, ...(number === 1 ? [] : [{ number: number - 1 }])] });
    }
  });

  test('S6: two tabs that both append lose no line and make none twice', async () => {
    const tabs = [chromium.page(), await chromium.tab(), await chromium.tab()];
    const lines = 30;
    const together = Date.now() + 300; // else one tab may be done before the next one begins
    const conflicts = await Promise.all(
      tabs.map((tab, at) =>
        tab.evaluate(async ([name, count, begin]) => {
          const store = firstring.createStorePort('append');
          await new Promise((resolve) => setTimeout(resolve, begin - Date.now()));
          let conflicts = 0;
          for (let line = 0; line < count; ) {
            const loaded = await store.load('default');
            if (!loaded.ok) throw new Error(loaded.failure.cause);
            const newest = loaded.generations[0];
            const next = { number: (newest?.number ?? 0) + 1, text: `${newest?.text ?? ''}${name}:${line}\n` };
            const committed = await store.commit('default', next, newest?.number);
            if (committed.ok) line += 1;
            else if (committed.conflict) conflicts += 1;
            else throw new Error(committed.failure.cause);
          }
          return conflicts;
        }, [`t${at}`, lines, together] as const),
      ),
    );
    const loaded = await tabs[0]?.evaluate(() => firstring.createStorePort('append').load('default'));
    const all = tabs.flatMap((_, at) => Array.from({ length: lines }, (_line, line) => `t${at}:${line}`));
    const newest = loaded?.ok === true ? loaded.generations[0] : undefined;
    expect(newest?.text.trimEnd().split('\n').sort()).toEqual(all.sort());
    expect(newest?.number).toBe(all.length);
    expect(conflicts.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(0); // they did meet
  });

  test('a large generation is kept whole, over a reload too', async () => {
    const tab = await chromium.tab();
    await tab.evaluate(() => firstring.createStorePort('large').commit('default', { number: 1, text: '📞é'.repeat(700_000) }, undefined));
    await tab.reload();
    const whole = await tab.evaluate(async () => {
      const loaded = await firstring.createStorePort('large').load('default');
      return loaded.ok && loaded.generations[0]?.text === '📞é'.repeat(700_000);
    });
    expect(whole).toBe(true);
  });

  test('S1: while another tab commits, a reader never sees half a generation, nor one without the one before it', async () => {
    const [reader, writer] = [chromium.page(), await chromium.tab()];
    const writing = writer.evaluate(async () => {
      const store = firstring.createStorePort('reading');
      for (let number = 1; number <= 25; number += 1) await store.commit('default', { number, text: firstring.generationText(number) }, number === 1 ? undefined : number - 1);
    });
    const seen = await reader.evaluate(async () => {
      const store = firstring.createStorePort('reading');
      const numbers: number[] = [];
      for (let newest = 0; newest < 25; ) {
        const loaded = await store.load('default');
        if (!loaded.ok) throw new Error(loaded.failure.cause);
        const [now, before] = loaded.generations;
        for (const { number, text } of loaded.generations) if (text !== firstring.generationText(number)) throw new Error(`half of ${number}`);
        if (now !== undefined && now.number > 1 && before?.number !== now.number - 1) throw new Error(`${now.number} without the one before it`);
        if ((now?.number ?? 0) < newest) throw new Error('went back');
        newest = now?.number ?? 0;
        numbers.push(newest);
      }
      return new Set(numbers).size;
    });
    await writing;
    expect(seen).toBeGreaterThan(3);
  });
});
