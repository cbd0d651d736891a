import { gunzipSync, inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gzipBomb, gzipStored } from '../../src/text/gzip.js';
import { utf8 } from '../../src/text/utf8.js';

test('what is stored comes back from a real decompressor', () => {
  for (const text of ['', 'a', 'Ž'.repeat(30_000)]) expect(gunzipSync(gzipStored(utf8(text))).toString()).toBe(text);
});

test('the bomb unfolds', () => {
  const bomb = gzipBomb(1_000_000);
  expect(bomb.length).toBeLessThan(7000);
  expect(inflateRawSync(bomb.subarray(10)).toString()).toMatch(/^x{1000000,}$/);
});
