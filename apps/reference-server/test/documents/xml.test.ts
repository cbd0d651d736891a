import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { node, writeXml, type XmlNode } from '../../src/index.js';
import { readXml } from '../read.js';
import type { RawElement } from '@firstring/core/xml';

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9._-]{0,8}$/).filter((text) => !/^xml/i.test(text));
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('<', '>', '&', '"', '\'', ']]>', '<!--', '-->', '\r', '\n', '\t', ' ', '%', '\0', '\uD800', '\uFFFE', '😀', 'a') }),
);
const tree: fc.Arbitrary<XmlNode> = fc.letrec<{ tree: XmlNode }>((tie) => ({
  tree: fc
    .tuple(name, fc.dictionary(name, text, { maxKeys: 3 }), fc.oneof({ depthSize: 'small' }, text, fc.array(tie('tree'), { minLength: 1, maxLength: 3 })))
    .map(([tag, attributes, content]) => node(tag, content, attributes)),
})).tree;

/** What XML can hold of a text: the rest becomes U+FFFD. */
const holdable = (value: string) => value.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');

function expectSame(read: RawElement, written: XmlNode): void {
  expect(read.name).toBe(written.name);
  const attributes = Object.entries(written.attributes ?? {}).map(([key, value]) => [key, holdable(value).replace(/[\t\n\r]/g, ' ')]);
  expect(read.attributes).toEqual(attributes);
  if (typeof written.content === 'string') {
    expect(read.text).toBe(holdable(written.content));
    expect(read.children).toEqual([]);
  } else {
    expect(read.text.trim()).toBe('');
    const children = written.content ?? [];
    expect(read.children.length).toBe(children.length);
    read.children.forEach((child, index) => expectSame(child, children[index] ?? node('missing')));
  }
}

describe('writing XML', () => {
  test('D1: whatever the values are, a strict reader gives them back, and nothing else', () => {
    fc.assert(fc.property(tree, (written) => {
      expectSame(readXml(writeXml(written)), written);
    }), { numRuns: 300 });
  });

  test('the same nodes give the same bytes', () => {
    fc.assert(fc.property(tree, (written) => writeXml(structuredClone(written)).equals(writeXml(written))), { numRuns: 50 });
  });

  test('a name that is no XML name is refused instead of written', () => {
    for (const bad of ['', 'a b', 'a>', '1a', 'a/', '?xml', '#text', ':@', 'a="x"', '!--']) {
      expect(() => writeXml(node(bad)), bad).toThrow(TypeError);
      expect(() => writeXml(node('a', '', { [bad]: 'x' })), bad).toThrow(TypeError);
    }
  });

  test('names that are special to JavaScript are ordinary', () => {
    const written = node('constructor', [node('prototype', 'x'), node('toString', 'y')]);
    expectSame(readXml(writeXml(written)), written);
  });
});
