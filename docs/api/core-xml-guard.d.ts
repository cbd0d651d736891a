// Generated from the build: `pnpm api:write`. A change here is a change of what users see.

/** A platform's own strict decoder: drops one byte order mark, answers `undefined` for what is not UTF-8, never throws. */
export type DecodeUtf8 = (bytes: Uint8Array) => string | undefined;

/** A text that any strict parser may read by the rules of XML 1.0, or the refusal; `enterElement` checks namespaces. */
export type Guarded = {
    readonly ok: true;
    readonly text: string;
} | XmlRefusal;

/** Which prefixes are declared where an element stands. */
export interface NamespaceScope {
    readonly outer: NamespaceScope | undefined;
    readonly declared: ReadonlyMap<string, string>;
}

/** Around the root. */
export const OUTERMOST: NamespaceScope;

/** A guarded text in which every name is `n` and a number, and the names by these numbers. */
export interface PlainText {
    readonly text: string;
    readonly names: readonly string[];
}

/** A document as the parser gave it; may hold secrets, never leaves the driver. */
export type RawElement = XmlElement;

/** Depth 64, 100,000 elements, 256 attributes an element (F9). */
export const XML_LIMITS: XmlLimits;

/**
 * One element of a document that was read, without its parser. Names are qualified names as written. `text` is the
 * concatenation of the element's own text and CDATA, in order, nothing trimmed (D2a). Attributes are pairs in document
 * order, so that a name such as `__proto__` is an ordinary name (D1) and JSON keeps them.
 */
export interface XmlElement<Text = string> {
    readonly name: string;
    readonly attributes: readonly (readonly [name: string, value: Text])[];
    readonly text: Text;
    readonly children: readonly XmlElement<Text>[];
}

/** Why bytes are no document: a closed list (D2). The wrong root is judged later, by the document that was asked for. */
export type XmlFailureCode = 'xml.not-well-formed' | 'xml.doctype' | 'xml.encoding' | 'xml.too-deep' | 'xml.too-large';

/** Caps on a document's shape (F9). */
export interface XmlLimits {
    /** Levels; the root is level 1. */
    readonly depth: number;
    /** Elements of a document. */
    readonly nodes: number;
    /** Attributes of one element. */
    readonly attributes: number;
}

/** What a reader says of bytes: total, the same on every platform (D2). Line and column are 1-based. */
export type XmlReading = {
    readonly ok: true;
    readonly root: RawElement;
} | {
    readonly ok: false;
    readonly code: XmlFailureCode;
    readonly line: number;
    readonly column: number;
};

/** Why a document was refused, and where: 1-based, in UTF-16 units, over normalised line ends. */
export interface XmlRefusal {
    readonly ok: false;
    readonly code: XmlFailureCode;
    readonly line: number;
    readonly column: number;
}

/**
 * What is declared inside an element; `undefined` where its tag is not namespace-well-formed (D1): parsers differ in what
 * they let pass, so none is asked. `name` and those of `attributes` are qualified names, values are normalised.
 */
export function enterElement(scope: NamespaceScope, name: string, attributes: RawElement['attributes']): NamespaceScope | undefined;

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
export function guardXml(bytes: Uint8Array, limits: XmlLimits, decode?: DecodeUtf8): Guarded;

/**
 * A guarded text for a parser that would do more than read it, as a browser's does (D2): drop or reorder declarations of
 * namespaces, limit the length of names, follow an older edition of XML, make elements of HTML, obey instructions, take
 * quadratic time over comments. So names become numbers, comments and instructions go. What such a parser then reports
 * with a namespace is its own, not the document's.
 */
export function plainText(text: string): PlainText;

/** The refusal at a place of a text with normalised line ends. */
export function refuseAt(text: string, code: XmlFailureCode, at: number): XmlRefusal;
