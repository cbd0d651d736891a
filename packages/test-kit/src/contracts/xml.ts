import type { RawElement } from '@firstring/core';
import type { XmlLimits, XmlPort, XmlReading } from '@firstring/core/driver';
import accepted from '../../vectors/xml/accepted.json' with { type: 'json' };
import refused from '../../vectors/xml/refused.json' with { type: 'json' };
import { sampleAccount } from '../portal/sample-account.js';
import type { Case } from '../run/case.js';
import { CaseFailure, check, equal } from '../run/check.js';
import { bytesOfBase64 } from '../text/base64.js';
import { utf8 } from '../text/utf8.js';
import type { World } from '../world/world.js';

/** One of `vectors/xml/*.json`: bytes, and the tree or the code that every reader makes of them (D2). */
interface XmlVector {
  readonly id: string;
  readonly title: string;
  readonly clauses: readonly string[];
  /** The document, as UTF-8; or its bytes. */
  readonly text?: string;
  readonly base64?: string;
  readonly limits?: XmlLimits;
  readonly tree?: RawElement;
  readonly code?: string;
}

// Without the detour every tree would become a type of its own.
const ACCEPTED: readonly unknown[] = accepted.cases;
const REFUSED: readonly unknown[] = refused.cases;
const VECTORS = [...ACCEPTED, ...REFUSED] as readonly XmlVector[];

/** The ones of core (F9). */
const LIMITS: XmlLimits = { depth: 64, nodes: 100_000, attributes: 256 };
const CODES = ['xml.not-well-formed', 'xml.doctype', 'xml.encoding', 'xml.too-deep', 'xml.too-large'];

const nested = (levels: number): string => '<a>'.repeat(levels) + '</a>'.repeat(levels);
const siblings = (elements: number): string => `<a>${'<b/>'.repeat(elements - 1)}</a>`;
const attributes = (count: number): string => `<a><b ${Array.from({ length: count }, (_, at) => `a${at}=""`).join(' ')}/></a>`;

const CAPS: readonly (readonly [what: string, limits: XmlLimits, make: (size: number) => string, cap: number, code: string])[] = [
  ['depth', LIMITS, nested, LIMITS.depth, 'xml.too-deep'],
  ['attributes', LIMITS, attributes, LIMITS.attributes, 'xml.too-large'],
  ['a smaller depth', { ...LIMITS, depth: 3 }, nested, 3, 'xml.too-deep'],
  ['elements', { ...LIMITS, nodes: 1_000 }, siblings, 1_000, 'xml.too-large'],
  ['fewer attributes', { ...LIMITS, attributes: 2 }, attributes, 2, 'xml.too-large'],
];

/** What `XmlPort` promises: the vectors, and what no list of vectors can hold. */
export const XML_CONTRACT: readonly Case[] = [
  ...VECTORS.map(({ id, title, clauses, text, base64, limits, tree, code }): Case => ({
    id,
    title,
    clauses,
    run: (world) =>
      withReader(world, (read) => {
        const reading = read(base64 === undefined ? utf8(text ?? '') : bytesOfBase64(base64), limits ?? LIMITS);
        equal(reading.ok ? reading.root : reading.code, tree ?? code, 'what was read');
      }),
  })),
  ...CAPS.map(([what, limits, make, cap, code], at): Case => ({
    id: `XML-CAP-00${at + 1}`,
    title: `${what}: as much as the cap is read, more is refused`,
    clauses: ['F9', 'D2'],
    run: (world) =>
      withReader(world, (read) => {
        const at = read(utf8(make(cap)), limits);
        check(at.ok, `${cap} are refused`);
        for (const size of [cap + 1, cap * 10]) {
          const beyond = read(utf8(make(size)), limits);
          equal(beyond.ok ? 'read' : beyond.code, code, `what ${size} lead to`);
        }
      }),
  })),
  {
    id: 'XML-CUT-001',
    title: 'every beginning of an account that ends before its root does is refused',
    clauses: ['D2'],
    run: (world) =>
      withReader(world, (read) => {
        const bytes = utf8(sampleAccount());
        const end = bytes.lastIndexOf('>'.charCodeAt(0)) + 1;
        for (let length = 0; length < end; length += 1) check(!read(bytes.slice(0, length), LIMITS).ok, `${length} of ${end} bytes were read`);
        check(read(bytes.slice(0, end), LIMITS).ok, 'the whole account is refused');
      }),
  },
  {
    id: 'XML-ANY-001',
    title: 'whatever the bytes are, the answer is a tree or a code, the same every time',
    clauses: ['D2'],
    run: (world) =>
      withReader(world, (read) => {
        const account = utf8(sampleAccount());
        let chance = 1;
        const next = (below: number): number => {
          chance = (Math.imul(chance, 1_103_515_245) + 12_345) >>> 0;
          return (chance >>> 8) % below;
        };
        for (let round = 0; round < 300; round += 1) {
          const bytes = account.slice();
          for (let changes = 0; changes <= round % 4; changes += 1) bytes[next(bytes.length)] = next(256);
          equal(JSON.stringify(read(bytes, LIMITS)), JSON.stringify(read(bytes, LIMITS)), 'two readings');
        }
      }),
  },
];

/** Reads, and checks on the way what holds for every reading. */
async function withReader(world: World, use: (read: XmlPort['read']) => void): Promise<void> {
  const { xml: given } = world.createDevice().ports;
  const xml = typeof given === 'function' ? await given() : given;
  use((bytes, limits) => {
    const before = bytes.slice();
    const reading = read(xml, bytes, limits);
    check(bytes.length === before.length && bytes.every((byte, at) => byte === before[at]), 'the bytes were changed');
    if (reading.ok) equal(JSON.parse(JSON.stringify(reading.root)), reading.root, 'the tree as plain data');
    else check(CODES.includes(reading.code) && reading.line >= 1 && reading.column >= 1, `no proper refusal: ${JSON.stringify(reading)}`);
    return reading;
  });
}

function read(xml: XmlPort, bytes: Uint8Array, limits: XmlLimits): XmlReading {
  try {
    return xml.read(bytes, limits);
  } catch {
    throw new CaseFailure('the reader throws');
  }
}
