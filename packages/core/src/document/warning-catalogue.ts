/** What reading a document may notice and ignore; every code is stable and stands in `docs/errors.md`. */
export const DOCUMENT_WARNINGS = {
  'node.repeated': 'A node, section or item stands more than once; the first counts (D1).',
  'node.priority-ignored': 'A priority, or maxQuickDialReplacePriority, is no integer and is ignored (M1, M6).',
  'node.attribute-ignored': 'A node with text carries an attribute without a meaning here; only its text is kept (M1).',
  'node.action-ignored': 'An action other than remove is ignored (M6).',
  'document.child-ignored': 'A child that this document cannot have is ignored (D7).',
  'prop.name-missing': 'A prop without a name is ignored (D3, D5).',
  'item.id-missing': 'An item without an id is refused (M5).',
} as const;

/** Code of a warning about a document. */
export type DocumentWarningCode = keyof typeof DOCUMENT_WARNINGS;
