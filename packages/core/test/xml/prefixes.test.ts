import { describe, expect, test } from 'vitest';
import { createXmlPort } from '../../src/xml/index.js';
import { DOCUMENTS } from './documents.js';
import { endOfRoot, GOLDEN } from './golden.js';

const { read } = createXmlPort();

describe.each(GOLDEN)('D2: $name', ({ bytes, limits }) => {
  const last = endOfRoot(bytes);

  test('every prefix that ends before the last byte of the root is refused', () => {
    const accepted = Array.from({ length: last + 1 }, (_, length) => length).filter((length) => read(bytes.subarray(0, length), limits).ok);
    expect(accepted, `of ${bytes.length} bytes`).toEqual([]);
  });

  test('the root alone and the whole document are accepted', () => {
    expect(read(bytes.subarray(0, last + 1), limits).ok).toBe(true);
    expect(read(bytes, limits).ok).toBe(true);
  });
});

test('D2: cuts inside a UTF-8 sequence were among them, in each of the documents that portals and providers send', () => {
  const inside = GOLDEN.slice(0, DOCUMENTS.length).map(({ bytes, limits }) =>
    Array.from({ length: endOfRoot(bytes) + 1 }, (_, length) => read(bytes.subarray(0, length), limits)).filter((reading) => !reading.ok && reading.code === 'xml.encoding').length,
  );
  expect(Math.min(...inside)).toBeGreaterThan(0);
});

test('D2: 150 documents and more', () => {
  expect(GOLDEN.length).toBeGreaterThanOrEqual(150);
});
