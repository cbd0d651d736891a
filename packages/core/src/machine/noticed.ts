import type { Noticed, Warning } from '../document/problem.js';
import type { DocumentName } from '../document/tree.js';

/** Warnings with the document they are about. */
export function noticed(document: DocumentName, warnings: readonly Warning[]): readonly Noticed[] {
  return warnings.map((warning) => ({ ...warning, document }));
}
