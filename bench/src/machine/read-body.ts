import { readTheme, XML_LIMITS, type Asked, type DocumentContent, type RawElement, type SafeElement } from '@firstring/core';
import { createXmlPort } from '@firstring/core/xml';

const { read } = createXmlPort();

/** What the driver makes of the bodies of these days, whose only secret is the account's password. */
export function readBody(as: Asked | 'error', bytes: Uint8Array, keep: (value: string) => string): DocumentContent {
  if (as === 'theme') {
    const theme = readTheme(JSON.parse(new TextDecoder().decode(bytes)));
    if (!theme.ok) throw new Error(theme.problem.code);
    return { kind: 'theme', theme: theme.value };
  }
  const reading = read(bytes, XML_LIMITS);
  if (!reading.ok) throw new Error(reading.code);
  return as === 'error' ? { kind: 'message', message: reading.root.children[0]?.text ?? '' } : { kind: 'xml', root: withoutPassword(reading.root, keep) };
}

function withoutPassword(root: RawElement, keep: (value: string) => string): SafeElement {
  return { ...root, children: root.children.map((child) => (child.name === 'password' ? { ...child, text: { secret: keep(child.text) }, children: [] } : child)) };
}
