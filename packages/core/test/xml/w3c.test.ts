import { describe, expect, test } from 'vitest';
import { createXmlPort, XML_LIMITS } from '../../src/xml/index.js';
import { readSuite, type SuiteFile } from './w3c-suite.js';

const suite = readSuite();
const { read } = createXmlPort();

function outcome(file: SuiteFile): string {
  const reading = read(file.bytes, XML_LIMITS);
  return reading.ok ? 'accepted' : reading.code;
}

function unexpected(files: readonly SuiteFile[], ...expected: readonly string[]): readonly string[] {
  return files.filter((file) => !expected.includes(outcome(file))).map((file) => `${file.id}: ${outcome(file)}`);
}

/** The letters DOCTYPE stand there, but inside a comment, an instruction or CDATA of a good document. */
const ONLY_MENTIONED = ['o-p15pass1: accepted', 'o-p16pass1: accepted', 'o-p18pass1: accepted'];
/** The XML declaration never ends, so that the DOCTYPE is inside it. */
const SWALLOWED = ['o-p39fail5: xml.not-well-formed', 'ibm-not-wf-P23-ibm23n05.xml: xml.not-well-formed'];
/** Well-formed documents of the suite that are no UTF-8. */
const UTF_16 = ['utf16b: xml.encoding', 'utf16l: xml.encoding'];

describe('W3C suite, XML 1.0 fifth edition and namespaces 1.0, without DOCTYPE', () => {
  const plain = suite.filter((file) => file.current && !file.doctype);

  test('D1: none of 243 documents that are not well-formed is accepted', () => {
    const files = plain.filter(({ type }) => type === 'not-wf');
    console.log(`W3C suite: ${files.length} documents without DOCTYPE that are not well-formed, ${files.filter((file) => outcome(file) === 'accepted').length} accepted`);
    expect(files).toHaveLength(243);
    expect(unexpected(files, 'xml.not-well-formed', 'xml.encoding')).toEqual([]);
  });

  test('D1: each of 70 well-formed documents is accepted, but for two in UTF-16', () => {
    const files = plain.filter(({ type }) => type === 'valid' || type === 'invalid'); // what a DTD would say is no matter
    expect(files).toHaveLength(70);
    expect(unexpected(files, 'accepted')).toEqual(UTF_16);
  });

  test.each(['not-wf-sa-168', 'not-wf-sa-169', 'not-wf-sa-170', 'hst-lhs-007', 'rmt-e2e-61'])('D1: %s, which saxes alone accepts, is refused', (id) => {
    expect(suite.filter((file) => file.id === id).map(outcome)).toEqual(['xml.encoding']);
  });
});

test('D1: a DOCTYPE is refused as such, or by the encoding before it: 2,189 documents', () => {
  const files = suite.filter(({ doctype }) => doctype);
  expect(files).toHaveLength(2189);
  expect(new Set(unexpected(files, 'xml.doctype', 'xml.encoding'))).toEqual(new Set([...ONLY_MENTIONED, ...SWALLOWED]));
});

test('D2: every one of 2,585 documents, those of XML 1.1 included, gives a tree or a code of the list', () => {
  expect(suite).toHaveLength(2585);
  expect(unexpected(suite, 'accepted', 'xml.not-well-formed', 'xml.doctype', 'xml.encoding')).toEqual([]);
});
