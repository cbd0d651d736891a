/** Prints how many times as much 1 MiB of each kind costs as 256 KiB, in processor time: a line each. */
import { readBody } from '../../../src/document/read-body.js';
import { createXmlPort } from '../../../src/xml/index.js';
import { nastyOf } from '../nasty-kinds.js';

/** What needs no further try, in how many times as much a megabyte costs as a quarter of it. */
const LINEAR = 5;
const TRIES = 12;
const TRIES_OF_A_BASE = 4;
const { read } = createXmlPort();

function cost(bytes: Uint8Array): number {
  const before = process.cpuUsage();
  readBody('global_extprov', bytes, { readXml: read, keep: () => 's' });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const large = nastyOf(1 << 20);
for (const [index, [name, make]] of nastyOf(1 << 18).entries()) {
  const [less, more] = [make(), large[index]?.[1]() ?? ''].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array];
  let base = Infinity;
  let most = Infinity;
  for (let tries = 0; tries < TRIES && (tries < TRIES_OF_A_BASE || most > LINEAR * base); tries += 1) {
    base = Math.min(base, cost(less)); // in turns: noise only adds, so the cheapest of both counts
    if (most > LINEAR * base) most = Math.min(most, cost(more));
  }
  console.log(`${(most / Math.max(base, 0.2)).toFixed(2)} ${name}`); // below 0.2 ms the clock is too coarse
}
