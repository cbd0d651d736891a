import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { chromiumIsMissing } from '../../../../scripts/engines/chromium.mjs';
import { keptProfile } from '../kept-profile.js';

/** The head of a record of LevelDB's log (checksum, length, whole), without the 8 bytes that it promises. */
const HALF_RECORD = Buffer.from([1, 2, 3, 4, 8, 0, 1]);

function logs(databases: string): string[] {
  return readdirSync(databases).filter((name) => name.endsWith('.log')).sort();
}

/** What a kill leaves that falls between two writes of one record. */
function tear(databases: string): string {
  const log = logs(databases).at(-1) ?? '';
  appendFileSync(join(databases, log), HALF_RECORD);
  return log;
}

function load(page: Page): Promise<unknown> {
  return page.evaluate(() => firstring.createStorePort('torn').load('default'));
}

function commit(page: Page, from: number, to: number): Promise<unknown> {
  return page.evaluate(async ([first, last]) => {
    const store = firstring.createStorePort('torn');
    for (let number = first; number <= last; number += 1) {
      const committed = await store.commit('default', { number, text: `text ${number}` }, number === 1 ? undefined : number - 1);
      if (!committed.ok) return committed;
    }
    return 'committed';
  }, [from, to] as const);
}

const generations = (...numbers: readonly number[]) => ({ ok: true, generations: numbers.map((number) => ({ number, text: `text ${number}` })) });

test.skipIf(chromiumIsMissing)(
  'in Chromium: S1: a log that a kill has torn costs nothing, whether the next start loads or commits',
  { timeout: 120_000 },
  async () => {
    const profile = await keptProfile();
    const first = await profile.start();
    expect(await commit(first.page, 1, 2)).toBe('committed');
    await profile.kill();
    const torn = tear(profile.databases);

    const second = await profile.start();
    expect(await load(second.page)).toEqual(generations(2, 1));
    await expect.poll(() => logs(profile.databases), { timeout: 10_000 }).not.toContain(torn);
    await profile.kill();
    const tornAgain = tear(profile.databases);

    const third = await profile.start();
    expect(await commit(third.page, 3, 3)).toBe('committed');
    // Chromium reports a deletion before it has begun the new log: a kill that comes at once may still lose everything.
    await expect.poll(() => logs(profile.databases), { timeout: 10_000 }).not.toContain(tornAgain);
    await profile.kill();

    const fourth = await profile.start();
    expect(await load(fourth.page)).toEqual(generations(3, 2));
    await expect.poll(() => fourth.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)), { timeout: 10_000 }).toEqual(['torn']);
  },
);
