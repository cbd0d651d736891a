import { describe, expect, test } from 'vitest';
import { createXmlPort, XML_LIMITS } from '../../src/xml/index.js';
import { bytesOf, DOCUMENTS, lastByteOfRoot } from './documents.js';

const { read } = createXmlPort();

describe.each(DOCUMENTS)('D2: %s', (_name, text) => {
  const bytes = bytesOf(text);
  const last = lastByteOfRoot(bytes);

  test('every prefix that ends before the last byte of the root is refused', () => {
    let inside = 0;
    for (let length = 0; length <= last; length += 1) {
      const reading = read(bytes.subarray(0, length), XML_LIMITS);
      expect(reading.ok, `${length} of ${bytes.length} bytes`).toBe(false);
      if (!reading.ok && reading.code === 'xml.encoding') inside += 1;
    }
    expect(inside).toBeGreaterThan(0); // cuts inside a UTF-8 sequence were among them
  });

  test('the root alone and the whole document are accepted', () => {
    expect(read(bytes.subarray(0, last + 1), XML_LIMITS).ok).toBe(true);
    expect(read(bytes, XML_LIMITS).ok).toBe(true);
  });
});
