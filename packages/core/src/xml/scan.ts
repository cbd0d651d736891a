import type { XmlFailureCode, XmlLimits } from '../document/reading.js';

/** The first thing that no parser gets to see. */
export interface ScanFault {
  readonly code: XmlFailureCode;
  readonly at: number;
}

const DOCTYPE = '<!DOCTYPE';

/**
 * Walks over the markup of a document once and finds the first DOCTYPE (D1) or passed cap (F9), as far as the document is
 * well-formed. It judges nothing else: where markup never ends it stops, and the parser below refuses the document.
 */
export function scan(text: string, limits: XmlLimits): ScanFault | undefined {
  let depth = 0;
  let elements = 0;
  for (let at = text.indexOf('<'); at !== -1; ) {
    let end: number;
    if (text.startsWith('<!--', at)) {
      end = after(text, '-->', at + 4);
    } else if (text.startsWith('<![CDATA[', at)) {
      end = after(text, ']]>', at + 9);
    } else if (text.startsWith(DOCTYPE, at)) {
      return { code: 'xml.doctype', at };
    } else if (text.startsWith('<?', at)) {
      end = after(text, '?>', at + 2);
    } else if (text.startsWith('</', at)) {
      depth -= 1;
      end = after(text, '>', at + 2);
    } else {
      elements += 1;
      if (elements > limits.nodes) return { code: 'xml.too-large', at };
      if (depth >= limits.depth) return { code: 'xml.too-deep', at };
      const tag = scanTag(text, at + 1);
      if (tag.attributes > limits.attributes) return { code: 'xml.too-large', at };
      if (text[tag.end - 2] !== '/') depth += 1;
      end = tag.end;
    }
    if (end === 0) return undefined;
    at = text.indexOf('<', end);
  }
  return undefined;
}

/** Where a start tag ends, 0 where it does not; every attribute is one quoted value, and quotes may hold a `>`. */
function scanTag(text: string, from: number): { readonly end: number; readonly attributes: number } {
  let attributes = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === 0x3e) return { end: at + 1, attributes };
    if (character === 0x22 || character === 0x27) {
      attributes += 1;
      at = text.indexOf(character === 0x22 ? '"' : "'", at + 1);
      if (at === -1) break;
    }
  }
  return { end: 0, attributes };
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? 0 : at + mark.length;
}
