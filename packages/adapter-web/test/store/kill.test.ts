import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { chromiumIsMissing } from '../../../../scripts/engines/chromium.mjs';
import { keptProfile } from '../kept-profile.js';
import { seeded } from './seeded.js';

/** What it has found, and longer runs, are in docs/decisions/0007. */
const KILLS = Number(process.env['FIRSTRING_KILLS'] ?? 50);
/** A kill may come after its commit was reported done; such a one is checked too and does not count. */
const MOST_ATTEMPTS = 3 * KILLS;
const EACH_SIDE = 1;
/** Starting a browser takes a second on a machine of its own, and ten on a crowded one. */
const TEST_MS = MOST_ATTEMPTS * 10_000;

/** Precise where setTimeout is not. */
function waste(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

/** What the store holds: numbers, newest first, and whether each text is whole. */
function look(page: Page): Promise<readonly (readonly [number: number, whole: boolean])[]> {
  return page.evaluate(async () => {
    const loaded = await firstring.createStorePort('kill').load('default');
    if (!loaded.ok) throw new Error(loaded.failure.cause);
    return loaded.generations.map(({ number, text }) => [number, text === firstring.generationText(number)] as const);
  });
}

/** Commits one generation after the other up to `target`, so that it is never ahead of who is about to kill it, and tells of each. */
async function commitOn(page: Page, stored: number, target: number, tell: (word: string) => void): Promise<void> {
  await page.exposeFunction('tell', tell);
  await page.evaluate(([from, to]) => {
    const { tell: told } = globalThis as unknown as { tell: (word: string) => Promise<void> };
    const store = firstring.createStorePort('kill');
    void (async () => {
      for (let number = from + 1; number <= to; number += 1) {
        const text = firstring.generationText(number);
        void told(`begin ${number}`); // not awaited: the commit must not wait for a test that is about to kill it
        const committed = await store.commit('default', { number, text }, number === 1 ? undefined : number - 1);
        void told(committed.ok ? `done ${number}` : `failed ${number}`);
      }
    })();
  }, [stored, target] as const);
}

test.skipIf(chromiumIsMissing)(
  `in Chromium: S1, O18: killed inside a commit, ${KILLS} times: the old or the new generation, whole, and the one before it`,
  { timeout: TEST_MS },
  async () => {
    const seed = Number(process.env['FIRSTRING_SEED'] ?? Date.now() % 1_000_000);
    const random = seeded(seed);
    const profile = await keptProfile();

    const sides = { old: 0, new: 0, late: 0 };
    let reach = 1; // how far into the time that the commit before took, learnt from what came too late
    console.log(`seed ${seed}`); // also when it ends before its time
    const started = performance.now();
    let stored = 0;
    let under = { word: 'done', number: 0 };
    const enough = (): boolean => sides.old + sides.new >= KILLS && sides.old >= EACH_SIDE && sides.new >= EACH_SIDE;
    for (let attempt = 0; ; attempt += 1) {
      const { page } = await profile.start();

      const where = `seed ${seed}, attempt ${attempt}, ${under.word} ${under.number}`;
      const [newest, previous] = await look(page);
      stored = newest?.[0] ?? 0;
      if (attempt > 0) {
        expect(newest, where).toEqual([stored, true]);
        expect(previous, where).toEqual(stored === 1 ? undefined : [stored - 1, true]);
        expect(under.word === 'done' ? [under.number] : [under.number, under.number - 1], where).toContain(stored);
        sides[under.word === 'done' ? 'late' : stored === under.number ? 'new' : 'old'] += 1;
        reach = under.word === 'done' ? reach * 0.8 : Math.min(1.2, reach * 1.1);
      }
      if (enough() || attempt === MOST_ATTEMPTS) break;

      const words: string[] = [];
      let began = 0;
      let commitMs = 0;
      const target = stored + 3 + Math.floor(random() * 2); // the first commit of a start takes longer, and would set the measure
      await new Promise<void>((resolve, reject) => {
        const tell = (word: string): void => {
          words.push(word);
          if (word.startsWith('failed')) reject(new Error(`${where}: ${word}`));
          if (word.startsWith('done')) commitMs = performance.now() - began;
          if (word.startsWith('begin')) began = performance.now();
          if (word === `begin ${target}`) resolve();
        };
        commitOn(page, stored, target, tell).catch(reject);
      });
      waste((sides.new < sides.old ? 0.5 + random() / 2 : random()) * reach * commitMs);
      await profile.kill();
      const [word = '', number = ''] = words.at(-1)?.split(' ') ?? [];
      under = { word, number: Number(number) };
    }

    console.log(`${JSON.stringify(sides)} in ${Math.round((performance.now() - started) / 1_000)} s`);
    expect(sides.old + sides.new).toBeGreaterThanOrEqual(KILLS);
    expect(Math.min(sides.old, sides.new)).toBeGreaterThanOrEqual(EACH_SIDE);
  },
);
