import { SaxesParser } from 'saxes';
import type { XmlLimits, XmlReading } from '../document/reading.js';
import type { RawElement } from '../document/tree.js';
import { guardXml, refuseAt, type DecodeUtf8 } from './guard.js';

/** An element whose end tag is still to come. */
interface Growing extends RawElement {
  text: string;
  readonly children: Growing[];
}

type Attribute = RawElement['attributes'][number];

/** What may stand in a name but not begin one: saxes does not look at the first character after a prefix. */
const NO_NAME_START = /^[-.0-9\u00b7\u0300-\u036f\u203f\u2040]/;

/**
 * Reads bytes as a document (D1, D2): the guard first, then a strict, namespace-checking parser. Total: whatever the bytes
 * are, the answer is a tree or a code.
 */
export function readXml(bytes: Uint8Array, limits: XmlLimits, decode?: DecodeUtf8): XmlReading {
  const guarded = guardXml(bytes, limits, decode);
  if (!guarded.ok) return guarded;
  const parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0', position: false });
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
function growTree(parser: SaxesParser<{ xmlns: true }>): readonly RawElement[] {
  const roots: Growing[] = [];
  const open: Growing[] = [];
  let top: Growing | undefined;
  let attributes: Attribute[] = [];
  const addText = (text: string): void => {
    if (top !== undefined) top.text += text;
  };
  parser.on('attribute', ({ name, prefix, local, value }) => {
    if (prefix !== '' && NO_NAME_START.test(local)) parser.fail('malformed name');
    // Parsers differ in what a blank around a namespace name means: no platform accepts it (D2).
    if ((prefix === 'xmlns' || name === 'xmlns') && value !== value.trim()) parser.fail('malformed namespace name');
    attributes.push([name, value]);
  });
  parser.on('opentag', ({ name, prefix, local }) => {
    if (prefix !== '' && NO_NAME_START.test(local)) parser.fail('malformed name');
    const element: Growing = { name, attributes, text: '', children: [] };
    attributes = [];
    (top === undefined ? roots : top.children).push(element);
    open.push(element);
    top = element;
  });
  parser.on('closetag', () => {
    open.pop();
    top = open[open.length - 1];
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  return roots;
}
