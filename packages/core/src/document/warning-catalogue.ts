/** What reading a document may notice and ignore; every code is stable and stands in `docs/errors.md`. */
export const DOCUMENT_WARNINGS = {
  'node.repeated': 'A node, section or item stands more than once; the first counts (D1).',
  'node.priority-ignored': 'A priority, or maxQuickDialReplacePriority, is no integer and is ignored (M1, M6).',
  'node.attribute-ignored': 'A node with text carries an attribute without a meaning here; only its text is kept (M1).',
  'node.action-ignored': 'An action other than remove, or signOut of an account, is ignored (M6, R11).',
  'document.child-ignored': 'A child that this document cannot have is ignored (D7).',
  'prop.name-missing': 'A prop without a name is ignored (D3, D5).',
  'item.id-missing': 'An item without an id is refused (M5).',
  'validator.unknown': 'A validator of an unknown type is ignored (D9).',
  'validator.ignored': 'A validator without what its type needs, or after 500 others, is ignored (D9).',
} as const;

/** What defining a web service or filling its templates may notice; the request goes out all the same, but for `service.input-erased`. */
export const SERVICE_WARNINGS = {
  'service.timeout-clamped': 'A Timeout above 120 s counts as 120 s (F9).',
  'service.timeout-ignored': 'A Timeout that is no whole number of seconds, or 0, is ignored (F9).',
  'service.repeated': 'A key of a service stands more than once, in any capitalisation; the first counts (W1).',
  'service.subtree-ignored': 'A key of a service holds child nodes, which mean nothing there (W1).',
  'service.input-erased': 'A service asks for a one-time sign-in that is not kept any more; a refresh skips it (R2a).',
  'dial-actions.not-refreshed': 'The service of dial actions failed; the node is the code of the problem, and what was there stays (R14).',
  'auth.challenge-unusable': 'A service with AuthUsername asks for an authentication that is neither Digest with MD5 or SHA-256 and qop=auth, nor Basic over https (W10).',
  'template.unknown-name': 'A placeholder with an unknown name stays text (W5).',
  'template.missing-node': 'A placeholder asks for a node that the account lacks; it is empty (W5).',
  'template.secret-withheld': 'A secret was sent empty, because plain http is not safe for it (W9).',
} as const;

/** What merging a document that holds may do to the user's edits. */
export const EDIT_WARNINGS = {
  'edit.set-aside': 'An edit of the user\'s made the account fail, so it was set aside (D9); `node` is its path.',
} as const;

/** Code of a warning about a document. */
export type DocumentWarningCode = keyof typeof DOCUMENT_WARNINGS;

/** Code of a warning about a web service or a template. */
export type ServiceWarningCode = keyof typeof SERVICE_WARNINGS;
