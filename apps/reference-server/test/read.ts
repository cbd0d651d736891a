import { createXmlPort, XML_LIMITS, type RawElement } from '@firstring/core/xml';

/** Reads an answer as a client does: strictly. */
export function readXml(body: string | Uint8Array): RawElement {
  const reading = createXmlPort().read(typeof body === 'string' ? new TextEncoder().encode(body) : body, XML_LIMITS);
  if (!reading.ok) throw new Error(`${reading.code} at ${reading.line}:${reading.column}`);
  return reading.root;
}

/** The text of the element that this path of names leads to. */
export function textAt(root: RawElement, ...path: readonly string[]): string | undefined {
  let at: RawElement | undefined = root;
  for (const name of path) at = at?.children.find((child) => child.name === name);
  return at?.text;
}
