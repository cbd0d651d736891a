import type { Pairs } from '@firstring/core';
import { XMLBuilder } from 'fast-xml-parser';

/** An element to be written; its name and texts are escaped by the builder. */
export interface XmlPart {
  readonly name: string;
  readonly attributes: Pairs<string>;
  readonly content: string | readonly XmlPart[];
}

export function xmlElement(name: string, content: string | readonly XmlPart[] = '', attributes: Pairs<string> = []): XmlPart {
  return { name, attributes, content };
}

/** Pairs as elements: `[['host', 'x']]` becomes `<host>x</host>`. */
export function xmlElements(nodes: Pairs<string>): readonly XmlPart[] {
  return nodes.map(([name, text]) => xmlElement(name, text));
}

/** A whole document, declaration included. */
export function xmlDocument(root: XmlPart): string {
  const builder = new XMLBuilder({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    suppressBooleanAttributes: false,
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build([built(root)])}`;
}

function built(part: XmlPart): object {
  const content = typeof part.content === 'string' ? textNode(part.content) : part.content.map(built);
  return { [part.name]: content, ...(part.attributes.length === 0 ? {} : { ':@': Object.fromEntries(part.attributes) }) };
}

function textNode(text: string): readonly object[] {
  return text === '' ? [] : [{ '#text': text }];
}
