import type { Theme } from '../document/theme.js';
import type { SafeElement, SecretRef } from '../document/tree.js';
import type { Validator } from '../document/validator.js';
import type { MachineEvent } from '../machine/event.js';
import type { Settings } from '../machine/settings.js';
import type { State } from '../machine/state.js';
import type { AnswerRow } from '../policy/answer.js';

/**
 * What becomes of a text in a field. `kept`: it stays; `masked`: a pseudonym; `url`: its origin stays; `message`: nothing of a
 * sentence of the provider's stays; `node`: the name of a node stays, an item's id in it does not; `path`: the same of a path of
 * the profile; `sealed`: that there is ciphertext; `own`: decided by the name of the node that it belongs to.
 */
export type FieldRule = 'kept' | 'masked' | 'url' | 'message' | 'node' | 'path' | 'sealed' | 'own';

/** Redacted as wholes, see `redact.ts`. */
type Whole = Settings | SafeElement | SecretRef | Theme | Validator | AnswerRow;

type HoldsText<Value> = Value extends string ? true : Value extends readonly [unknown, unknown] ? never : Value extends readonly (infer Each)[] ? HoldsText<Each> : never;

/** Names of all fields with text in plain data, however deep. */
type TextFields<Value> = Value extends Whole
  ? never
  : Value extends readonly (infer Each)[]
    ? TextFields<Each>
    : Value extends object
      ? { [Name in keyof Value & string]: ([HoldsText<Value[Name]>] extends [never] ? never : Name) | TextFields<Value[Name]> }[keyof Value & string]
      : never;

/** Every field of events and states that holds text: a new one does not compile until somebody has decided. What is not in the table is masked. */
export const FIELD_RULES: Readonly<Record<TextFields<MachineEvent | State>, FieldRule>> = {
  // Words of ours, and what a problem says by itself
  type: 'kept', tag: 'kept', status: 'kept', kind: 'kept', code: 'kept', reason: 'kept', outcome: 'kept', result: 'kept', wish: 'kept', by: 'kept',
  document: 'kept', only: 'kept', asked: 'kept', channel: 'kept', scheme: 'kept', algorithm: 'kept', prefix: 'kept', method: 'kept',
  person: 'kept', rule: 'kept', cause: 'kept', origin: 'kept', impact: 'kept', signal: 'kept', quarantined: 'kept', documents: 'kept',
  // Names, and what a document says of its own nodes; the provider's words, none of a person's
  name: 'kept', source: 'kept', contentType: 'kept', node: 'node',
  // Due times are computed from them (R4), and support has to know which app it is about
  installId: 'kept', entropy: 'kept', canonical: 'kept', fullcode: 'kept', version: 'kept',
  // Only whether two of them are the same matters
  username: 'masked', id: 'masked', key: 'masked', digest: 'masked', etag: 'masked', lastModified: 'masked', revision: 'masked', realm: 'masked', nonce: 'masked', opaque: 'masked',
  // References already, or nothing at all (S3)
  password: 'masked', postData: 'masked', authUsername: 'masked', authPassword: 'masked', customHeaders: 'masked',
  url: 'url',
  path: 'path',
  sealed: 'sealed',
  message: 'message',
  value: 'own',
  text: 'own',
};
