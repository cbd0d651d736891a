import { ACCOUNT, PROVISIONING } from '../document/fixtures.js';
import { XML_LIMITS, type XmlLimits } from '../../src/xml/index.js';
import { bytesOf, DOCUMENTS } from './documents.js';
import { bytesOfCase, VECTOR_FILES } from './vector-cases.js';

/** A valid document, and the limits it is valid within. */
export interface Golden {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly limits: XmlLimits;
}

/** Every valid document of these tests: those that portals and providers send, and every vector that has a tree. */
export const GOLDEN: readonly Golden[] = [
  ...DOCUMENTS.map(([name, text]) => ({ name, bytes: bytesOf(text), limits: XML_LIMITS })),
  ...Object.entries({ ACCOUNT, PROVISIONING }).map(([name, text]) => ({ name: `fixture ${name}`, bytes: bytesOf(text), limits: XML_LIMITS })),
  ...VECTOR_FILES.flatMap(({ cases }) => cases.filter(({ tree }) => tree !== undefined)).map((vector) => ({ name: vector.id, bytes: bytesOfCase(vector), limits: vector.limits ?? XML_LIMITS })),
];

/** Index of the last byte of the root's end tag, found from the end, without a reader: behind it stand only blanks, comments and instructions. */
export function endOfRoot(bytes: Uint8Array): number {
  let text = Buffer.from(bytes).toString('latin1');
  for (;;) {
    text = text.replace(/[ \t\r\n]+$/, '');
    const behind = text.endsWith('-->') ? text.lastIndexOf('<!--') : text.endsWith('?>') ? text.lastIndexOf('<?') : -1;
    if (behind === -1) return text.length - 1;
    text = text.slice(0, behind);
  }
}
