import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeUtf8, utf8Bytes } from '../../src/text/utf8.js';

/** The platform's own strict decoder, as the oracle. */
function oracle(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

describe('decodeUtf8', () => {
  test.each([
    ['overlong slash', [0xc0, 0xaf]],
    ['overlong in three', [0xe0, 0x80, 0xaf]],
    ['overlong in four', [0xf0, 0x80, 0x80, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['a lone continuation', [0x80]],
    ['a lead byte at the end', [0x61, 0xc3]],
    ['two of three bytes', [0xe2, 0x82]],
    ['latin-1', [0x4d, 0xfc, 0x6c]],
    ['a byte that never occurs', [0xff]],
  ])('D1: refuses %s', (_, bytes) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toBeUndefined();
  });

  test('D1: one byte order mark is dropped, a second one stays', () => {
    expect(decodeUtf8(Uint8Array.from([0xef, 0xbb, 0xbf, 0x61]))).toBe('a');
    expect(decodeUtf8(Uint8Array.from([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf]))).toBe('\ufeff');
  });

  test('D1, D2: agrees with the platform on any bytes', () => {
    const nasty = fc.constantFrom(0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), fc.array(nasty, { maxLength: 8 }), (some, others) => {
        for (const bytes of [some, Uint8Array.from(others)]) expect(decodeUtf8(bytes)).toBe(oracle(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  test('D1: gives every text back, across the pieces it works in', () => {
    const text = 'až€😀'.repeat(3000);
    expect(decodeUtf8(new TextEncoder().encode(text))).toBe(text);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (each) => {
        expect(utf8Bytes(each)).toEqual(new TextEncoder().encode(each));
      }),
    );
  });
});
