import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RawElement } from '../../src/document/tree.js';
import { createXmlPort, XML_LIMITS, type XmlLimits } from '../../src/xml/index.js';

interface XmlCase {
  readonly id: string;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly text?: string;
  readonly base64?: string;
  readonly limits?: XmlLimits;
  readonly tree?: RawElement;
  readonly code?: string;
}

const folder = new URL('../../../test-kit/vectors/xml/', import.meta.url);
const files = readdirSync(folder).map((name) => ({ name, ...(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { cases: readonly XmlCase[] }) }));

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
  describe.each(files)('$name', ({ cases }) => {
    test.each(cases)('$clauses: $id $title', ({ text, base64, limits, tree, code }) => {
      const bytes = new Uint8Array(base64 === undefined ? Buffer.from(text ?? '') : Buffer.from(base64, 'base64'));
      const before = bytes.slice();
      const reading = read(bytes, limits ?? XML_LIMITS);
      expect(reading.ok ? { tree: reading.root } : { code: reading.code }).toStrictEqual(tree === undefined ? { code } : { tree });
      if (!reading.ok) expect([reading.line >= 1, reading.column >= 1]).toEqual([true, true]);
      if (reading.ok) expect(JSON.parse(JSON.stringify(reading.root))).toStrictEqual(tree);
      expect(bytes).toEqual(before);
    });
  });
});

test('D2: at least sixty vectors, their ids unique', () => {
  const ids = files.flatMap(({ cases }) => cases.map(({ id }) => id));
  expect(ids.length).toBeGreaterThanOrEqual(60);
  expect(new Set(ids).size).toBe(ids.length);
});
