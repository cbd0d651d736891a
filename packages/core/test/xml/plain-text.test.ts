import { describe, expect, test } from 'vitest';
import type { RawElement } from '../../src/document/tree.js';
import { plainText } from '../../src/xml/guard/plain-text.js';
import { createXmlPort } from '../../src/xml/index.js';
import { bytesOf, DOCUMENTS } from './documents.js';

const LIMITS = { depth: 64, nodes: 1_000, attributes: 50 };

function tree(text: string): RawElement {
  const read = createXmlPort().read(bytesOf(text), LIMITS);
  if (!read.ok) throw new Error(text);
  return read.root;
}

/** With the names that the numbers stand for. */
function named({ name, attributes, text, children }: RawElement, names: readonly string[]): RawElement {
  const of = (number: string): string => names[Number(number.slice(1))] ?? number;
  return { name: of(name), attributes: attributes.map(([own, value]) => [of(own), value]), text, children: children.map((child) => named(child, names)) };
}

describe('D2: a document for a parser that would do more than read it', () => {
  test('D2: every name is a number, the same one wherever it stands', () => {
    expect(plainText(`<a x="1" xmlns:y='u'><y:b/><a>a="x"</a></a>`)).toEqual({
      text: `<n0 n1="1" n2='u'><n3/><n0>a="x"</n0></n0>`,
      names: ['a', 'x', 'xmlns:y', 'y:b'],
    });
  });

  test('D2: comments and instructions go', () => {
    expect(plainText('<a> <!-- <b> --><?php x?><c/><!-- --></a>').text).toBe('<n0> <n1/></n0>');
  });

  test('D1, D2: what stands on both sides of one does not become one', () => {
    for (const text of ['<a>]]<!-- x -->&gt;</a>', '<a>b<?x y?>c</a>']) {
      expect(plainText(text).text).toBe(text.replace(/<[!?].*?[?-]>/, '<!---->').replaceAll('a>', 'n0>'));
    }
  });

  test('D2: what is in CDATA stays as it is', () => {
    expect(plainText('<a><![CDATA[<b c="d"><!-- -->]]></a>').text).toBe('<n0><![CDATA[<b c="d"><!-- -->]]></n0>');
  });

  test.each(DOCUMENTS)('D2: %s reads to the same tree', (_name, text) => {
    const plain = plainText(text.replace(/^\uFEFF?<\?xml.*?\?>\s*/, ''));
    expect(named(tree(plain.text), plain.names)).toEqual(tree(text));
  });
});
