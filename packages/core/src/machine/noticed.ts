import type { Noticed, Warning } from '../document/problem.js';
import type { Asked } from '../document/tree.js';

/** Warnings with the document they are about. */
export function noticed(document: Asked, warnings: readonly Warning[]): readonly Noticed[] {
  return warnings.map((warning) => ({ ...warning, document }));
}
