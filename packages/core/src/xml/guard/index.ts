export type { XmlFailureCode, XmlLimits, XmlReading } from '../../document/reading.js';
export { XML_LIMITS } from '../../document/reading.js';
export type { RawElement, XmlElement } from '../../document/tree.js';
export { guardXml, refuseAt, type DecodeUtf8, type Guarded, type XmlRefusal } from './guard-xml.js';
export { enterElement, OUTERMOST, type NamespaceScope } from './namespaces.js';
export { plainText, type PlainText } from './plain-text.js';
