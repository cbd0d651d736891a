/** The four documents, by their documented names (F1). */
export type DocumentName = 'provisioning' | 'theme' | 'global_extprov' | 'extprov';

/** In the order of the flow (F1). */
export const DOCUMENTS: readonly DocumentName[] = ['provisioning', 'theme', 'global_extprov', 'extprov'];

/** What is asked for: the four documents, and the dial actions that have a service of their own, which are no step of the flow (R14). */
export type Asked = DocumentName | 'dialActionWs';

export const ASKED: readonly Asked[] = ['provisioning', 'theme', 'global_extprov', 'extprov', 'dialActionWs'];

/**
 * Stands for a secret (S3): state, events, commands, snapshots and traces hold references, the vault beside the driver
 * holds values. Equal values of one vault share one reference, so references can be compared.
 */
export interface SecretRef {
  /** Opaque id in the vault, such as `s5f0c…`. Says nothing about the value. */
  readonly secret: string;
  /** The part that may be shown, for a URL whose query is secret: everything before the `?`. */
  readonly shown?: string;
}

/** Text that may be secret. An empty text is never a secret, so emptiness can be seen without opening anything. */
export type Leaf = string | SecretRef;

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

/** A document as the parser gave it; may hold secrets, never leaves the driver. */
export type RawElement = XmlElement;

/** A document after its secrets were split off (S3). */
export type SafeElement = XmlElement<Leaf>;

/** A node's value (M1): its text, a secret, or its whole subtree. */
export type Value = Leaf | SafeElement;

/** Pairs in order: a dictionary that survives JSON and knows no forbidden names. */
export type Pairs<T> = readonly (readonly [name: string, value: T])[];

/** The value of the first pair of that name. */
export function lookUp<T>(pairs: Pairs<T>, name: string): T | undefined {
  return pairs.find(([one]) => one === name)?.[1];
}

/** The same element and names with other texts; `child` makes the children. */
export function rebuilt<From, To>(
  element: XmlElement<From>,
  attribute: (value: From, name: string) => To,
  text: To,
  child: (child: XmlElement<From>) => XmlElement<To>,
): XmlElement<To> {
  const { name, attributes, children } = element;
  return { name, attributes: attributes.map(([key, value]) => [key, attribute(value, key)]), text, children: children.map(child) };
}

export function isSecret(value: Value): value is SecretRef {
  return typeof value === 'object' && 'secret' in value;
}

export function isSubtree(value: Value): value is SafeElement {
  return typeof value === 'object' && 'children' in value;
}
