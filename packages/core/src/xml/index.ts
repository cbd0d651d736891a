import type { XmlLimits, XmlReading } from '../document/reading.js';
import type { DecodeUtf8 } from './guard/guard-xml.js';
import { readXml } from './strict-reader.js';

export type { XmlFailureCode, XmlLimits, XmlReading } from '../document/reading.js';
export { XML_LIMITS } from '../document/reading.js';
export type { RawElement, XmlElement } from '../document/tree.js';
export { guardXml, refuseAt, type DecodeUtf8, type Guarded, type XmlRefusal } from './guard/guard-xml.js';

/** A reader of XML: the port `xml` of every platform has this shape. */
export interface XmlReader {
  /** Total: the same bytes give the same tree or the same code on every platform (D2). */
  readonly read: (bytes: Uint8Array, limits: XmlLimits) => XmlReading;
}

export interface XmlPortOptions {
  /** The platform's own strict decoder, where it passes the same vectors (D1). Default: the core's. */
  readonly decode?: DecodeUtf8;
}

/** The default reader of every platform: the guard of D1 and a strict parser in plain JavaScript. */
export function createXmlPort(options: XmlPortOptions = {}): XmlReader {
  return { read: (bytes, limits) => readXml(bytes, limits, options.decode) };
}
