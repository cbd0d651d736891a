import type { RawElement } from './tree.js';

/** Caps on a document's shape (F9). */
export interface XmlLimits {
  /** Levels; the root is level 1. */
  readonly depth: number;
  /** Elements of a document. */
  readonly nodes: number;
  /** Attributes of one element. */
  readonly attributes: number;
}

/** Why bytes are no document: a closed list (D2). The wrong root is judged later, by the document that was asked for. */
export type XmlFailureCode = 'xml.not-well-formed' | 'xml.doctype' | 'xml.encoding' | 'xml.too-deep' | 'xml.too-large';

/** What a reader says of bytes: total, the same on every platform (D2). Line and column are 1-based. */
export type XmlReading =
  | { readonly ok: true; readonly root: RawElement }
  | { readonly ok: false; readonly code: XmlFailureCode; readonly line: number; readonly column: number };

/** Depth 64, 100,000 elements, 256 attributes an element (F9). */
export const XML_LIMITS: XmlLimits = { depth: 64, nodes: 100_000, attributes: 256 };
