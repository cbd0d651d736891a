import { describe, expect, test } from 'vitest';
import { createXmlPort, XML_LIMITS } from '../../src/xml/index.js';
import { bytesOfCase, VECTOR_FILES } from './vector-cases.js';

const fatal = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const ports = [
  { port: 'own decoder', read: createXmlPort().read },
  { port: 'platform decoder', read: createXmlPort({ decode: fatal }).read },
];

describe.each(ports)('$port', ({ read }) => {
  describe.each(VECTOR_FILES)('$name', ({ cases }) => {
    test.each(cases)('$clauses: $id $title', (vector) => {
      const { limits, tree, code } = vector;
      const bytes = bytesOfCase(vector);
      const before = bytes.slice();
      const reading = read(bytes, limits ?? XML_LIMITS);
      expect(reading.ok ? { tree: reading.root } : { code: reading.code }).toStrictEqual(tree === undefined ? { code } : { tree });
      if (!reading.ok) expect([reading.line >= 1, reading.column >= 1]).toEqual([true, true]);
      if (reading.ok) expect(JSON.parse(JSON.stringify(reading.root))).toStrictEqual(tree);
      expect(bytes).toEqual(before);
    });
  });
});

test('D2: at least 150 vectors of each kind, their ids unique, no document twice', () => {
  const cases = VECTOR_FILES.flatMap((file) => file.cases);
  expect(cases.filter(({ tree }) => tree !== undefined).length).toBeGreaterThanOrEqual(150);
  expect(cases.filter(({ code }) => code !== undefined).length).toBeGreaterThanOrEqual(150);
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  expect(new Set(cases.map((vector) => JSON.stringify([Buffer.from(bytesOfCase(vector)).toString('base64'), vector.limits]))).size).toBe(cases.length);
});
