import { readBody as read } from '../../../packages/core/src/document/read-body.js';
import { createXmlPort } from '@firstring/core/xml';
import type { DocumentContent, DocumentName } from '@firstring/core';

const { read: readXml } = createXmlPort();

/** What the driver does with a body; what is refused has no place in these days. */
export function readBody(as: DocumentName | 'error', bytes: Uint8Array, keep: (value: string) => string): DocumentContent {
  const content = read(as, bytes, { readXml, keep });
  if (!content.ok) throw new Error(content.problem.code);
  return content.value;
}
