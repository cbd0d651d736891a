import { readBody } from '../../../src/document/read-body.js';
import { createXmlPort, XML_LIMITS } from '../../../src/xml/index.js';
import { nastyOf } from '../nasty-kinds.js';

/** Reads a megabyte of each kind, one after the other, and prints what the reader says: a line each. */
const { read } = createXmlPort();
for (const [name, make] of nastyOf(1 << 20)) {
  const bytes = new TextEncoder().encode(make());
  const reading = read(bytes, XML_LIMITS);
  readBody('global_extprov', bytes, { readXml: read, keep: () => 's' });
  console.log(`${name}: ${reading.ok ? 'ok' : reading.code}`);
}
