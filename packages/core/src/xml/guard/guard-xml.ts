import type { XmlFailureCode, XmlLimits } from '../../document/reading.js';
import { decodeUtf8 } from '../../text/utf8.js';
import { isUtf8, readDeclaration } from './declaration.js';
import { isQualifiedName, isTarget } from './name.js';
import { scan, type OnPart } from './scan.js';

/** Why a document was refused, and where: 1-based, in UTF-16 units, over normalised line ends. */
export interface XmlRefusal {
  readonly ok: false;
  readonly code: XmlFailureCode;
  readonly line: number;
  readonly column: number;
}

/** A text that any strict parser may read by the rules of XML 1.0, or the refusal; `enterElement` checks namespaces. */
export type Guarded = { readonly ok: true; readonly text: string } | XmlRefusal;

/** A platform's own strict decoder: drops one byte order mark, answers `undefined` for what is not UTF-8, never throws. */
export type DecodeUtf8 = (bytes: Uint8Array) => string | undefined;

/** What XML 1.0 forbids even as a reference; the text holds no lone surrogate, as it came from UTF-8. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/**
 * Everything about a document that must not depend on the parser below (D1, D2): the same code on every platform.
 *
 * Where a document has several faults, the class decides, then the place: `xml.encoding` before `xml.doctype`,
 * `xml.too-deep` and `xml.too-large` (whichever comes first in the document) before `xml.not-well-formed`.
 *
 * The text given back has its line ends normalised (XML 1.0, 2.11) and its XML declaration replaced by blanks, so that no
 * parser switches rules or encodings because of it; places in it are places in the document.
 *
 * @param decode Default: the core's own decoder, for engines without `TextDecoder`.
 */
export function guardXml(bytes: Uint8Array, limits: XmlLimits, decode: DecodeUtf8 = decodeUtf8): Guarded {
  const decoded = isWide(bytes) ? undefined : decode(bytes);
  if (decoded === undefined) return { ok: false, code: 'xml.encoding', line: 1, column: 1 };
  const text = normalised(decoded);
  const declaration = readDeclaration(text);
  if (declaration.encoding !== undefined && !isUtf8(declaration.encoding)) return refuseAt(text, 'xml.encoding', 0);
  const fault = scan(text, declaration.length, limits, judgeParts(text));
  if (fault !== undefined && fault.code !== 'xml.not-well-formed') return refuseAt(text, fault.code, fault.at);
  if (!declaration.sound) return refuseAt(text, 'xml.not-well-formed', 0);
  const forbidden = text.charCodeAt(0) === 0xfeff ? 0 : text.search(FORBIDDEN); // a second byte order mark is text
  if (forbidden !== -1) return refuseAt(text, 'xml.not-well-formed', forbidden);
  if (fault !== undefined) return refuseAt(text, fault.code, fault.at);
  if (declaration.length === 0) return { ok: true, text };
  const blank = text.slice(0, declaration.length).split('\n').map(({ length }) => ' '.repeat(length));
  return { ok: true, text: blank.join('\n') + text.slice(declaration.length) };
}

/** Line ends as XML 1.0, 2.11 wants them. Split and joined, as Hermes runs out of memory over a pattern's million matches. */
function normalised(text: string): string {
  return text.includes('\r') ? text.split('\r\n').join('\n').split('\r').join('\n') : text;
}

/** The refusal at a place of a text with normalised line ends. */
export function refuseAt(text: string, code: XmlFailureCode, at: number): XmlRefusal {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < at; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { ok: false, code, line, column: Math.max(0, at - start) + 1 };
}

/** What stands in a comment, what an instruction is called, and each name once, however often it stands there. */
function judgeParts(text: string): OnPart {
  const known = new Map<string, boolean>();
  return (part, from, to) => {
    if (part === 'comment') return text.indexOf('--', from + 4) === to - 3;
    if (part === 'instruction') return isTarget(text.slice(from + 2, to - 2).split(/[ \t\n]/, 1)[0] ?? '');
    const name = text.slice(from, to);
    let judged = known.get(name);
    if (judged === undefined) known.set(name, (judged = isQualifiedName(name)));
    return judged;
  };
}

/** UTF-16 or UTF-32 without a byte order mark is UTF-8 full of zeros (XML 1.0, appendix F); with one it is no UTF-8. */
function isWide(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 4).includes(0);
}
