import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trimXmlSpace } from '../../src/document/xml-space.js';
import { createPseudonyms } from '../../src/trace/pseudonym.js';

test('S4: a pseudonym has the shape of its text and nothing else of it', () => {
  const mask = createPseudonyms();
  expect(['Alice', 'Bobby', '+420 602 123', '+420 602 124', 'alice@corp.example', 'Žaneta', '😀!'].map(mask)).toEqual([
    'Aaaaa', 'Aaaab', '+000 000 000', '+000 000 001', 'aaaaa@aaaa.aaaaaaa', 'aaaaaa', 'a!',
  ]);
  expect(mask('Alice')).toBe('Aaaaa');
});

test('D2a: blank texts and outer white space stay, so that what is trimmed later has the same pseudonym', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.stringMatching(/^[ \t\r\n]{0,3}$/), (texts, space) => {
      const mask = createPseudonyms();
      for (const text of texts) {
        expect(trimXmlSpace(mask(space + text + space))).toBe(mask(trimXmlSpace(text)));
        expect(mask(text) === '').toBe(text === '');
      }
    }),
  );
});

test('S4: equal texts stay equal and different ones different, however many share a shape', () => {
  const mask = createPseudonyms();
  const texts = [...Array.from({ length: 2_000 }, (_, at) => String.fromCodePoint(0x4e00 + at)), ...Array.from({ length: 1_100 }, (_, at) => String(at).padStart(3, '0'))];
  const masked = texts.map(mask);
  expect(new Set(masked).size).toBe(texts.length);
  expect(texts.map(mask)).toEqual(masked);
  fc.assert(fc.property(fc.uniqueArray(fc.string({ unit: 'binary' }).map(trimXmlSpace)), (some) => new Set(some.map(createPseudonyms())).size === some.length));
});

test('M9: the revision that is made of a digest is that of its pseudonym, and no digit of it is left', () => {
  const mask = createPseudonyms();
  const digest = '0123456789abcdef'.repeat(4);
  const other = `1${digest.slice(1)}`;
  expect(mask(digest)).toHaveLength(64);
  expect(mask(digest).slice(0, 16)).toBe(mask(digest.slice(0, 16)));
  expect(mask(digest)).not.toBe(mask(other));
  expect(mask(digest).slice(16)).toBe('0'.repeat(48));
});
