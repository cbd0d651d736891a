import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { md5, sha1, sha256 } from '../../src/text/hash.js';

const HASHES = { md5, sha1, sha256 };

describe.each(['md5', 'sha1', 'sha256'] as const)('%s', (name) => {
  const expected = (bytes: Uint8Array): string => createHash(name).update(bytes).digest('hex');
  const ours = HASHES[name];

  test('W7: agrees with the platform at every length around its blocks', () => {
    for (let length = 0; length <= 260; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 167 + length) & 255);
      expect(ours(bytes)).toBe(expected(bytes));
    }
  });

  test('W7: agrees with the platform on any bytes, part of a larger buffer too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(20), (bytes, from) => {
        expect(ours(bytes)).toBe(expected(bytes));
        expect(ours(bytes.subarray(from))).toBe(expected(bytes.subarray(from)));
      }),
      { numRuns: 500 },
    );
  });

  test('F9: agrees with the platform on a body of the greatest size', () => {
    const bytes = Uint8Array.from({ length: 1_048_576 }, (_, at) => (at * at) >> 7);
    expect(ours(bytes)).toBe(expected(bytes));
  });
});

test('W7: the published examples', () => {
  const abc = Uint8Array.of(0x61, 0x62, 0x63);
  expect(md5(abc)).toBe('900150983cd24fb0d6963f7d28e17f72');
  expect(sha1(abc)).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
  expect(sha256(abc)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
