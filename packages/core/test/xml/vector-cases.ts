import { readdirSync, readFileSync } from 'node:fs';
import type { RawElement } from '../../src/document/tree.js';
import type { XmlFailureCode, XmlLimits } from '../../src/xml/index.js';

/** A case of `packages/test-kit/vectors/xml`: its bytes as text or in base64, and the tree or the code they give. */
export interface XmlCase {
  readonly id: string;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly text?: string;
  readonly base64?: string;
  readonly limits?: XmlLimits;
  readonly tree?: RawElement;
  readonly code?: XmlFailureCode;
}

const folder = new URL('../../../test-kit/vectors/xml/', import.meta.url);

export const VECTOR_FILES: readonly { readonly name: string; readonly cases: readonly XmlCase[] }[] = readdirSync(folder).map((name) => ({
  name,
  ...(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { cases: readonly XmlCase[] }),
}));

export function bytesOfCase({ text, base64 }: XmlCase): Uint8Array {
  return new Uint8Array(base64 === undefined ? Buffer.from(text ?? '') : Buffer.from(base64, 'base64'));
}
