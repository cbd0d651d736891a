import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chromiumIsMissing } from '../../../../scripts/engines/chromium.mjs';
import { keptProfile } from '../kept-profile.js';

/** Chromium keeps values above 64 KiB, compressed, in files of their own; newest last. */
function valueFiles(profile: string): string[] {
  const databases = join(profile, 'Default', 'IndexedDB');
  const entries = readdirSync(databases, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.parentPath.includes('.blob')).map(({ parentPath, name }) => join(parentPath, name)).sort();
}

test.skipIf(chromiumIsMissing)(
  'in Chromium: S2: a generation whose file is lost reads as damaged, and does not hide the one before it',
  { timeout: 120_000 },
  async () => {
    const profile = await keptProfile();
    const first = await profile.start();
    const lengths = await first.page.evaluate(async () => {
      const store = firstring.createStorePort('lost');
      const host = firstring.createHostPort('lost');
      const texts = [1, 2].map(() => Array.from({ length: 10 }, () => host.entropy(65_000)).join(''));
      for (const [at, text] of texts.entries()) await store.commit('default', { number: at + 1, text }, at === 0 ? undefined : at);
      return texts.map((text) => text.length);
    });
    await first.context.close();
    const files = valueFiles(profile.folder);
    expect(files).toHaveLength(2);
    rmSync(files[1] ?? '');

    const { page } = await profile.start();
    const loaded = await page.evaluate(async () => {
      const store = firstring.createStorePort('lost');
      const before = await store.load('default');
      return [!before.ok ? before : before.generations.map(({ number, text }) => [number, text.length]), await store.commit('default', { number: 3, text: 'three' }, 2)];
    });
    expect(loaded).toEqual([[[2, 0], [1, lengths[0]]], { ok: true }]);
  },
);
