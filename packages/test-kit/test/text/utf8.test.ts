import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joined, latin1, textOf, utf8 } from '../../src/text/utf8.js';

test('D1: texts become the bytes that the platform makes of them, and come back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(Array.from(utf8(text))).toEqual(Array.from(new TextEncoder().encode(text)));
      expect(textOf(utf8(text))).toBe(text);
    }),
  );
  expect(Array.from(utf8('\ud800'))).toEqual([0xef, 0xbf, 0xbd]);
});

test('bytes that are no UTF-8 are shown one character a byte', () => {
  expect(textOf(Uint8Array.of(0x61, 0xff, 0x62))).toBe('a\u00ffb');
  expect(latin1(Uint8Array.of(0, 0x80, 0xff))).toBe('\u0000\u0080\u00ff');
  expect(Array.from(joined([Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3)]))).toEqual([1, 2, 3]);
});
