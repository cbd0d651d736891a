import { SaxesParser } from 'saxes';
import type { XmlLimits, XmlReading } from '../document/reading.js';
import type { RawElement } from '../document/tree.js';
import { guardXml, refuseAt, type DecodeUtf8 } from './guard/guard-xml.js';
import { enterElement, OUTERMOST, type NamespaceScope } from './guard/namespaces.js';

/** An element whose end tag is still to come. */
interface Growing extends RawElement {
  text: string;
  readonly children: Growing[];
}

interface Open {
  readonly element: Growing;
  readonly inside: NamespaceScope;
}

type Attribute = RawElement['attributes'][number];

/**
 * Reads bytes as a document (D1, D2): the guard first, then a strict parser, and for each tag the rules of namespaces.
 * Total: whatever the bytes are, the answer is a tree or a code.
 */
export function readXml(bytes: Uint8Array, limits: XmlLimits, decode?: DecodeUtf8): XmlReading {
  const guarded = guardXml(bytes, limits, decode);
  if (!guarded.ok) return guarded;
  const parser = new SaxesParser({ xmlns: false, forceXMLVersion: true, defaultXMLVersion: '1.0', position: false });
  const roots = growTree(parser);
  try {
    parser.write(guarded.text).close();
  } catch {
    return refuseAt(guarded.text, 'xml.not-well-formed', Math.min(parser.position, guarded.text.length) - 1);
  }
  const [root] = roots;
  return root === undefined ? refuseAt(guarded.text, 'xml.not-well-formed', 0) : { ok: true, root };
}

/** Listens to a parser that stops at the first fault; the root is in the list after the end. */
function growTree(parser: SaxesParser<{ xmlns: false }>): readonly RawElement[] {
  const roots: Growing[] = [];
  const open: Open[] = [];
  let top: Open | undefined;
  let attributes: Attribute[] = [];
  const addText = (text: string): void => {
    if (top !== undefined) top.element.text += text;
  };
  parser.on('attribute', ({ name, value }) => {
    attributes.push([name, value]);
  });
  parser.on('opentag', ({ name }) => {
    const inside = enterElement(top?.inside ?? OUTERMOST, name, attributes);
    if (inside === undefined) {
      parser.fail('namespaces');
      return;
    }
    const element: Growing = { name, attributes, text: '', children: [] };
    attributes = [];
    (top === undefined ? roots : top.element.children).push(element);
    top = { element, inside };
    open.push(top);
  });
  parser.on('closetag', () => {
    open.pop();
    top = open[open.length - 1];
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  return roots;
}
