import { describe, expect, test } from 'vitest';
import { readBody } from '../../src/document/read-body.js';
import { createXmlPort, XML_LIMITS } from '../../src/xml/index.js';
import { bytesOf } from './documents.js';
import { nastyOf } from './nasty-kinds.js';
import { quickDialDocument } from './quick-dials.js';

const MIB = 1 << 20;
/** What the worst megabyte may cost, in benign ones. */
const WORST = 5;
/** Machines are noisy, and noise only adds: the cheapest of several tries counts, and what passes needs no further one. */
const TRIES = 8;
const TRIES_OF_A_BASE = 5;

const { read } = createXmlPort();
const benign = bytesOf(quickDialDocument(MIB));
const whole = nastyOf(MIB);

const READERS: readonly (readonly [name: string, work: (bytes: Uint8Array) => unknown])[] = [
  ['the tree', (bytes) => read(bytes, XML_LIMITS)],
  ['a document without secrets', (bytes) => readBody('global_extprov', bytes, { readXml: read, keep: (secret) => `s${secret.length}` })],
];

/** Processor time of this process, in ms: what other processes do is not in it. */
function cost(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function cheapest(work: () => unknown, enough: number, most: number = TRIES): number {
  let least = Infinity;
  for (let tries = 0; tries < most && least > enough; tries += 1) least = Math.min(least, cost(work));
  return least;
}

function baseOf(work: () => unknown): number {
  return cheapest(work, 0, TRIES_OF_A_BASE);
}

describe.each(READERS)('reading %s', (_name, work) => {
  const base = baseOf(() => work(benign));

  test.each(whole)(`F9, D1: a megabyte of %s costs at most ${WORST} times a benign one`, (_kind, make) => {
    const bytes = bytesOf(make());
    expect(cheapest(() => work(bytes), WORST * base)).toBeLessThanOrEqual(WORST * base);
  });
});
