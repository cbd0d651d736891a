import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

const entries = Object.entries(manifest.exports).flatMap(([subpath, target]) =>
  typeof target === 'object' ? [[subpath, target['@firstring/source']] as const] : [],
);

test.each(entries)('%s loads on its own', async (_subpath, source) => {
  expect(await import(/* @vite-ignore */ new URL(`../${source}`, import.meta.url).href)).toBeTypeOf('object');
});
