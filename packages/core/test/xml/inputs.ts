import { createXmlPort, XML_LIMITS, type XmlLimits, type XmlReading } from '../../src/xml/index.js';
import { bytesOf, DOCUMENTS } from './documents.js';
import { mutants } from './mutants.js';
import { bytesOfCase, VECTOR_FILES } from './vector-cases.js';
import { readSuite } from './w3c-suite.js';

/** Bytes on which every reader of XML has to say the same (D2). */
export interface Input {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly limits: XmlLimits;
}

const inputOf = (name: string, bytes: Uint8Array, limits: XmlLimits = XML_LIMITS): Input => ({ name, bytes, limits });

/** An outcome as one text: the tree, or the code without its place, which not every parser tells. */
export function outcomeOf(reading: XmlReading): string {
  return JSON.stringify(reading.ok ? { tree: reading.root } : { code: reading.code });
}

/** What the default reader says here, in Node. */
export function outcomesHere(inputs: readonly Input[]): readonly string[] {
  const { read } = createXmlPort();
  return inputs.map(({ bytes, limits }) => outcomeOf(read(bytes, limits)));
}

/** Every vector, with what it expects. */
export const VECTOR_INPUTS: readonly (Input & { readonly expected: string })[] = VECTOR_FILES.flatMap(({ cases }) =>
  cases.map((vector) => ({
    ...inputOf(vector.id, bytesOfCase(vector), vector.limits),
    expected: JSON.stringify(vector.tree === undefined ? { code: vector.code } : { tree: vector.tree }),
  })),
);

/** The W3C suite: what has no DOCTYPE, and one in ten of the rest. */
export function suiteInputs(): { readonly malformed: readonly Input[]; readonly wellFormed: readonly Input[]; readonly others: readonly Input[] } {
  const suite = readSuite();
  const named = (files: typeof suite): readonly Input[] => files.map(({ id, bytes }) => inputOf(id, bytes));
  const plain = suite.filter(({ current, doctype }) => current && !doctype);
  return {
    malformed: named(plain.filter(({ type }) => type === 'not-wf')),
    wellFormed: named(plain.filter(({ type }) => type === 'valid' || type === 'invalid')),
    others: named(suite.filter(({ doctype }) => doctype).filter((_, index) => index % 10 === 0)),
  };
}

/** Every prefix of the documents that portals and providers send. */
export function prefixInputs(): readonly Input[] {
  return DOCUMENTS.flatMap(([name, text]) => {
    const bytes = bytesOf(text);
    return Array.from({ length: bytes.length + 1 }, (_, length) => inputOf(`${name}, ${length} bytes`, bytes.slice(0, length)));
  });
}

/** Documents made by dice, and real ones and vectors damaged by them. */
export function mutantInputs(seed: number, count: number): readonly Input[] {
  const seeds = [...DOCUMENTS.map(([, text]) => bytesOf(text)), ...VECTOR_INPUTS.map(({ bytes }) => bytes).filter(({ length }) => length < 2000)];
  return mutants(seed, count, seeds).map((bytes, index) => inputOf(`seed ${seed}, ${index}: ${JSON.stringify(Buffer.from(bytes).toString())}`, bytes));
}
