import { XMLBuilder } from 'fast-xml-parser';

/** An element to write. `content` is its text or its children, never both: nothing here mixes them. */
export interface XmlNode {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content?: string | readonly XmlNode[];
}

export const XML_TYPE = 'application/xml; charset=utf-8';

/** Makes an element; attributes that are `undefined` are left out. */
export function node(
  name: string,
  content: string | readonly XmlNode[] = '',
  attributes: Readonly<Record<string, string | undefined>> = {},
): XmlNode {
  const given = Object.entries(attributes).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { name, content, ...(given.length === 0 ? {} : { attributes: Object.fromEntries(given) }) };
}

const builder = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  suppressBooleanAttributes: false,
  processEntities: true,
  format: true,
});

/** The document as UTF-8 bytes: the same nodes give the same bytes. A value cannot leave the place where it stands. */
export function writeXml(root: XmlNode): Buffer {
  const declaration = { '?xml': [{ '#text': '' }], ':@': { version: '1.0', encoding: 'UTF-8' } };
  const text: string = builder.build([declaration, ordered(root)]);
  // A reader turns a bare CR into LF, so it travels as a reference; it can only stand inside a text here.
  return Buffer.from(`${text.replaceAll('\r', '&#xD;')}\n`, 'utf8');
}

function ordered(element: XmlNode): Record<string, unknown> {
  const { content = '' } = element;
  for (const name of [element.name, ...Object.keys(element.attributes ?? {})]) {
    // The builder would write any name as it stands.
    if (!/^[A-Za-z_][A-Za-z0-9._-]*$/.test(name)) throw new TypeError('A name is no XML name.');
  }
  const inner = typeof content === 'string' ? [{ '#text': representable(content) }] : content.map(ordered);
  const attributes = Object.entries(element.attributes ?? {}).map(([name, value]) => [name, oneLine(representable(value))]);
  return { [element.name]: inner, ...(attributes.length === 0 ? {} : { ':@': Object.fromEntries(attributes) as unknown }) };
}

/** XML has no way to write most control characters and lone surrogates, not even as a reference. */
function representable(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}

/** What every reader makes of white space in an attribute anyway. */
function oneLine(text: string): string {
  return text.replace(/[\t\n\r]/g, ' ');
}
