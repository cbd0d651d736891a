import fc from 'fast-check';
import { expect, test } from 'vitest';
import { glance, jsonLine, printable } from '../src/printable.js';

const CONTROLS = [...range(0x00, 0x1f), ...range(0x7f, 0x9f), 0x061c, 0x200e, 0x200f, ...range(0x2028, 0x202e), ...range(0x2066, 0x2069), 0xfeff];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

test('S4, D8: every control character and direction override becomes a dot', () => {
  for (const code of CONTROLS) expect(printable(`a${String.fromCharCode(code)}b`)).toBe('a·b');
  expect(printable('\u001b[2J\u001b]0;owned\u0007\u009b31m')).toBe('·[2J·]0;owned··31m');
});

test('halves of characters go, whole ones stay', () => {
  expect(printable('\ud83dx\ude00')).toBe('·x·');
  expect(printable('Žofie 📞 👩‍🔧 こんにちは')).toBe('Žofie 📞 👩‍🔧 こんにちは');
});

test('a glance is short and cuts no character in two', () => {
  expect(glance('x'.repeat(5000))).toBe(`${'x'.repeat(99)}…`);
  expect(glance('📞'.repeat(5000), 10)).toBe(`${'📞'.repeat(9)}…`);
  expect(glance('📞'.repeat(10), 10)).toBe('📞'.repeat(10));
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => Array.from(glance(text, 50)).length <= 50));
});

test('JSON holds the same, but nothing that a terminal would obey', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const line = jsonLine({ text });
      expect(JSON.parse(line)).toEqual({ text });
      expect(printable(line.slice(0, -1))).toBe(line.slice(0, -1));
    }),
  );
  expect(jsonLine({ text: '\u009b31m\u202e\u007f' })).toBe('{"text":"\\u009b31m\\u202e\\u007f"}\n');
});
