import type { XmlFailureCode, XmlLimits } from '../../document/reading.js';

/** What no parser gets to see. */
export interface ScanFault {
  readonly code: XmlFailureCode;
  readonly at: number;
}

/** What markup consists of, as far as anyone has to look into it: comments and instructions as a whole, the names of tags. */
export type Part = 'comment' | 'instruction' | 'name';

/** Is told where a part stands, or what is in its place; answers whether it is sound. */
export type OnPart = (part: Part, from: number, to: number) => boolean;

const DOCTYPE = '<!DOCTYPE';

/**
 * Walks over the markup of a document once and finds the first DOCTYPE (D1) or passed cap (F9), or else the first part that
 * is not sound, `<` in a value, or markup that never ends. It judges nothing else: the rest is the parser's.
 */
export function scan(text: string, start: number, limits: XmlLimits, onPart: OnPart): ScanFault | undefined {
  let depth = 0;
  let elements = 0;
  let malformed: number | undefined;
  for (let at = text.indexOf('<', start); at !== -1; ) {
    let end: number;
    let sound = true;
    const kind = text.charCodeAt(at + 1); // looked at first: nearly all of a document is tags
    if (kind === 0x2f) {
      depth -= 1;
      end = after(text, '>', at + 2);
      sound = end === 0 || scanTag(text, at + 2, end, false, onPart).sound;
    } else if (kind === 0x3f) {
      end = after(text, '?>', at + 2);
      sound = end === 0 || onPart('instruction', at, end);
    } else if (kind === 0x21 && text.startsWith('<!--', at)) {
      end = after(text, '-->', at + 4);
      sound = end === 0 || onPart('comment', at, end);
    } else if (kind === 0x21 && text.startsWith('<![CDATA[', at)) {
      end = after(text, ']]>', at + 9);
    } else if (kind === 0x21 && text.startsWith(DOCTYPE, at)) {
      return { code: 'xml.doctype', at };
    } else {
      elements += 1;
      if (elements > limits.nodes) return { code: 'xml.too-large', at };
      if (depth >= limits.depth) return { code: 'xml.too-deep', at };
      const tag = scanTag(text, at + 1, text.length, true, onPart);
      if (tag.attributes > limits.attributes) return { code: 'xml.too-large', at };
      if (text[tag.end - 2] !== '/') depth += 1;
      end = tag.end;
      sound = tag.sound;
    }
    if (!sound || end === 0) malformed ??= at;
    if (end === 0) break;
    at = text.indexOf('<', end);
  }
  return malformed === undefined ? undefined : { code: 'xml.not-well-formed', at: malformed };
}

interface Tag {
  /** Behind its `>`; 0 where there is none. */
  readonly end: number;
  readonly attributes: number;
  /** Whether all its names are names, and no value has a `<`. */
  readonly sound: boolean;
}

/** Between names stand blanks, `=`, `/` and, in a start tag, one quoted value an attribute, which may hold a `>`. */
function scanTag(text: string, from: number, limit: number, quotes: boolean, onPart: OnPart): Tag {
  let attributes = 0;
  let sound = true;
  let name = -1;
  for (let at = from; at < limit; at += 1) {
    const character = text.charCodeAt(at);
    const quote = quotes && (character === 0x22 || character === 0x27);
    const between = quote || character <= 0x20 || character === 0x3d || character === 0x2f || character === 0x3e;
    if (!between) {
      if (name === -1) name = at;
      continue;
    }
    if (name !== -1 && !onPart('name', name, at)) sound = false;
    name = -1;
    if (character === 0x3e) return { end: at + 1, attributes, sound };
    if (quote) {
      attributes += 1;
      const opening = at;
      at = text.indexOf(character === 0x22 ? '"' : "'", opening + 1);
      if (at === -1) break;
      if (text.slice(opening, at).includes('<')) sound = false; // a browser was seen to let some pass
    }
  }
  return { end: 0, attributes, sound };
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? 0 : at + mark.length;
}
