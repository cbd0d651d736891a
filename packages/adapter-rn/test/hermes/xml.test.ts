import { XML_LIMITS } from '@firstring/core/xml';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../core/test/xml/documents.js';
import { mutantInputs, outcomesHere, prefixInputs, suiteInputs, VECTOR_INPUTS, type Input } from '../../../core/test/xml/inputs.js';
import { digestOf, NASTY } from '../../../core/test/xml/nasty.js';
import { HERMES, runOnHermes, scriptFor } from './hermes.js';

/** What the default reader says there, one text for each input; of the megabytes that it makes itself a digest. */
async function outcomesInHermes(inputs: readonly Input[], nastyNames: readonly string[] = []): Promise<readonly string[]> {
  const plain = inputs.map(({ bytes, limits }) => ({ hex: Buffer.from(bytes).toString('hex'), limits }));
  const { output, complaints, code } = await runOnHermes(await scriptFor('xml'), { INPUTS: plain, NASTY_NAMES: nastyNames });
  if (code !== 0) throw new Error(`Hermes ended with ${String(code)}: ${complaints.slice(0, 2000)}`);
  return output.trimEnd().split('\n').map((line) => JSON.stringify(JSON.parse(line)));
}

describe.skipIf(HERMES === undefined)('the default reader, in Hermes', () => {
  /** Only what differs, so that a failure shows the document. */
  async function differences(inputs: readonly Input[], expected: readonly string[]): Promise<readonly unknown[]> {
    const there = await outcomesInHermes(inputs);
    expect(there).toHaveLength(inputs.length);
    return inputs.flatMap(({ name }, index) => (there[index] === expected[index] ? [] : [{ name, expected: expected[index], there: there[index] }]));
  }

  test('D1, D2: every vector gives its tree or its code', async () => {
    expect(await differences(VECTOR_INPUTS, VECTOR_INPUTS.map(({ expected }) => expected))).toEqual([]);
  }, 120_000);

  test('D1, D2: the W3C files give what they give in Node', async () => {
    const { malformed, wellFormed, others } = suiteInputs();
    expect(malformed).toHaveLength(243);
    const inputs = [...malformed, ...wellFormed, ...others];
    expect(await differences(inputs, outcomesHere(inputs))).toEqual([]);
  }, 120_000);

  test('D2: every prefix of real documents', async () => {
    const inputs = prefixInputs();
    expect(await differences(inputs, outcomesHere(inputs))).toEqual([]);
  }, 120_000);

  test('D2: 2,000 documents made and damaged by dice', async () => {
    const inputs = mutantInputs(20_261_126, 2000);
    expect(await differences(inputs, outcomesHere(inputs))).toEqual([]);
  }, 120_000);

  test('D2: a megabyte of what an engine of few means may fail at', async () => {
    const names = ['one attribute', 'emoji', 'one instruction', 'an instruction of one word', 'one name', 'colons', 'white space', 'carriage returns', 'a good declaration full of blanks', 'a good declaration full of line ends'];
    const chosen = NASTY.filter(([name]) => names.includes(name));
    expect(chosen).toHaveLength(names.length);
    const here = outcomesHere(chosen.map(([name, text]) => ({ name, bytes: bytesOf(text), limits: XML_LIMITS })));
    expect(await outcomesInHermes([], names)).toEqual(here.map((outcome) => JSON.stringify(digestOf(outcome))));
  }, 240_000);
});
