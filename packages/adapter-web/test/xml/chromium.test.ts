import { XML_LIMITS } from '@firstring/core/xml/guard';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mutantInputs, outcomesHere, prefixInputs, suiteInputs, VECTOR_INPUTS, type Input } from '../../../core/test/xml/inputs.js';
import { bytesOf } from '../../../core/test/xml/documents.js';
import { digestOf, NASTY } from '../../../core/test/xml/nasty.js';
import { chromiumIsMissing } from '../../../../scripts/engines/chromium.mjs';
import { openReaderPage, type ReaderPage } from './page.js';

describe.skipIf(chromiumIsMissing)('in Chromium: the reader over DOMParser', () => {
  let page: ReaderPage;

  beforeAll(async () => {
    page = await openReaderPage();
  }, 60_000);

  afterAll(() => page.close());

  /** Only what differs, so that a failure shows the document. */
  async function differences(inputs: readonly Input[], expected: readonly string[]): Promise<readonly unknown[]> {
    const there = await page.outcomes(inputs);
    return inputs.flatMap(({ name }, index) => (there[index] === expected[index] ? [] : [{ name, expected: expected[index], there: there[index] }]));
  }

  test('D1, D2: every vector gives its tree or its code', async () => {
    expect(await differences(VECTOR_INPUTS, VECTOR_INPUTS.map(({ expected }) => expected))).toEqual([]);
  }, 60_000);

  test('D1, D2: the W3C files without DOCTYPE that are not well-formed are refused, with the codes of Node', async () => {
    const { malformed } = suiteInputs();
    const here = outcomesHere(malformed);
    expect(malformed).toHaveLength(243);
    expect(here.filter((outcome) => outcome.startsWith('{"tree"'))).toEqual([]);
    expect(await differences(malformed, here)).toEqual([]);
  }, 60_000);

  test('D1, D2: the well-formed ones give the trees of Node', async () => {
    const { wellFormed } = suiteInputs();
    const here = outcomesHere(wellFormed);
    expect(here.filter((outcome) => outcome.startsWith('{"tree"'))).toHaveLength(68); // two of 70 are UTF-16
    expect(await differences(wellFormed, here)).toEqual([]);
  }, 60_000);

  test('D1, D2: and so do those with a DOCTYPE, one in ten', async () => {
    const { others } = suiteInputs();
    expect(others).toHaveLength(219);
    expect(await differences(others, outcomesHere(others))).toEqual([]);
  }, 60_000);

  test('D2: every prefix of real documents', async () => {
    const inputs = prefixInputs();
    expect(inputs.length).toBeGreaterThan(900);
    expect(await differences(inputs, outcomesHere(inputs))).toEqual([]);
  }, 60_000);

  test.each(NASTY.map(([name], index) => ({ name, index })))('D2, F9: a megabyte of $name', async ({ index }) => {
    const bytes = bytesOf(NASTY[index]?.[1] ?? '');
    const [here] = outcomesHere([{ name: '', bytes, limits: XML_LIMITS }]);
    expect(await page.nasty(index)).toBe(digestOf(here ?? ''));
  }, 60_000); // 20 to 300 ms; comments before the root took the browser's parser four minutes

  test('D2: 5,000 documents made and damaged by dice', async () => {
    const inputs = mutantInputs(20_261_125, 5000);
    const here = outcomesHere(inputs);
    expect(here.filter((outcome) => outcome.startsWith('{"tree"')).length).toBeGreaterThan(1000);
    expect(await differences(inputs, here)).toEqual([]);
  }, 60_000);

  test('D2: where a page forbids the parser, there is no port, rather than one that throws', async () => {
    const strict = await openReaderPage(`<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'">`);
    try {
      await expect(strict.outcomes([])).rejects.toThrow(/TrustedHTML/);
    } finally {
      await strict.close();
    }
  }, 60_000);
});
