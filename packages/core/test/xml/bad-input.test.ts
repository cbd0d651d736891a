import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RawElement } from '../../src/document/tree.js';
import { createXmlPort, guardXml, XML_LIMITS } from '../../src/xml/index.js';
import { bytesOf, DOCUMENTS } from './documents.js';
import { NASTY } from './nasty.js';

const { read } = createXmlPort();

describe('F9, D1: a megabyte of', () => {
  test.each(NASTY)('%s', (_name, text, outcome) => {
    const bytes = bytesOf(text);
    const started = process.cpuUsage();
    const reading = read(bytes, XML_LIMITS);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(20_000); // 20 to 300 ms on a quiet machine; anything quadratic takes minutes
    expect(reading.ok ? 'ok' : reading.code).toBe(outcome);
  }, 60_000);
});

/** What any XML writer would write. */
function write(element: RawElement): string {
  const escape = (text: string): string => text.replace(/[&<>"'\r\n\t]/g, (mark) => `&#${mark.charCodeAt(0)};`);
  const attributes = element.attributes.map(([name, value]) => ` ${name}="${escape(value)}"`).join('');
  return `<${element.name}${attributes}>${escape(element.text)}${element.children.map(write).join('')}</${element.name}>`;
}

const name = fc.constantFrom('account', 'a', '__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'příjmení', '_x-1.y');
const text = fc.string({ unit: 'binary', maxLength: 10 }).map((raw) => raw.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '?'));
const tree = fc.letrec<{ element: RawElement }>((tie) => ({
  element: fc.record({
    name,
    attributes: fc.uniqueArray(fc.tuple(name, text), { maxLength: 3, selector: ([attribute]) => attribute }),
    text,
    children: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('element'), { maxLength: 3 })),
  }, { noNullPrototype: true }),
})).element;

test('D1: what is written is read, whatever its names and texts are', () => {
  fc.assert(fc.property(tree, (root) => {
    expect(read(bytesOf(write(root)), XML_LIMITS)).toStrictEqual({ ok: true, root });
  }), { numRuns: 500 });
});

test('D1: names pollute nothing', () => {
  const before = Object.getOwnPropertyNames(Object.prototype).length;
  const reading = read(bytesOf('<__proto__ __proto__="p" constructor="c"><polluted>1</polluted><constructor><prototype polluted="2"/></constructor></__proto__>'), XML_LIMITS);
  expect(reading).toMatchObject({ ok: true, root: { name: '__proto__', attributes: [['__proto__', 'p'], ['constructor', 'c']] } });
  expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Object.getPrototypeOf(reading)).toBe(Object.prototype);
});

const CODES = ['xml.not-well-formed', 'xml.doctype', 'xml.encoding', 'xml.too-deep', 'xml.too-large'];

test('D2: damaged documents and noise give a tree or a code of the list, with a place in the document', () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.array(fc.constantFrom('<a', '>', '/>', '</a>', '<!--', '-->', '<![CDATA[', ']]>', '<?xml version="1.0"', '?>', '<!DOCTYPE', '&', ';', '"', "'", '=', ' b', 'xmlns:p="u"', ' p:c', '\0', '\ufeff', 'é'), { maxLength: 12 }).map((parts) => bytesOf(parts.join(''))),
    fc.tuple(fc.constantFrom(...DOCUMENTS), fc.nat(), fc.integer({ min: 0, max: 255 })).map(([[, document], place, byte]) => {
      const bytes = bytesOf(document);
      bytes[place % bytes.length] = byte;
      return bytes;
    }),
  );
  let refused = 0;
  fc.assert(fc.property(noise, (bytes) => {
    const reading = read(bytes, XML_LIMITS);
    if (reading.ok) return;
    refused += 1;
    expect(CODES).toContain(reading.code);
    expect(reading.line >= 1 && reading.column >= 1 && reading.line <= bytes.length + 1 && reading.column <= bytes.length + 1).toBe(true);
  }), { numRuns: 4000 });
  expect(refused).toBeGreaterThan(1000);
});

describe('D1: the guard', () => {
  const guarded = (text: string): unknown => guardXml(bytesOf(text), XML_LIMITS);

  test('gives back a text without declaration, with places kept and line ends normalised', () => {
    expect(guarded('<?xml version="1.1"\r\nencoding="UTF-8"?>\r<a/>')).toStrictEqual({ ok: true, text: '                   \n                  \n<a/>' });
    expect(guarded('\ufeff<a/>')).toStrictEqual({ ok: true, text: '<a/>' });
  });

  test('leaves to the parser what only a parser knows', () => {
    expect(guarded('<a><b></a>')).toStrictEqual({ ok: true, text: '<a><b></a>' });
  });

  test.each([
    ['<a>\r\n  <!DOCTYPE a>', 'xml.doctype', 2, 3],
    ['<a>\n\n\u0001', 'xml.not-well-formed', 3, 1],
    [`${'<a>\n'.repeat(64)} <b/>`, 'xml.too-deep', 65, 2],
    ['<?xml version="7"?><a/>', 'xml.not-well-formed', 1, 1],
  ])('says where: %j', (text, code, line, column) => {
    expect(guarded(text)).toStrictEqual({ ok: false, code, line, column });
  });

  test('and so does the parser', () => {
    expect(read(bytesOf('<a>\n  <b></c>\n</a>'), XML_LIMITS)).toStrictEqual({ ok: false, code: 'xml.not-well-formed', line: 2, column: 9 });
    expect(read(bytesOf('<a>\n  <b>'), XML_LIMITS)).toStrictEqual({ ok: false, code: 'xml.not-well-formed', line: 2, column: 5 });
  });
});
