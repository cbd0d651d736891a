import type { LocalTexts } from './local-text.js';

/** What a portal may ask of an account node (D9), by the words of its document. `bindport` is read as `port`. */
export const VALIDATOR_TYPES = [
  'required',
  'numeric',
  'host',
  'port',
  'bindport',
  'rtpRange',
  'oneOf',
  'email',
  'length',
  'endsWith',
  'sameAsOther',
  'hostOneOf',
  'hostEndsWith',
  'portNotAllowed',
] as const;

export type ValidatorType = (typeof VALIDATOR_TYPES)[number];

/** One check that the portal's document attaches to an account node (D5, D9). Plain data; what was not sent is absent. */
export interface Validator {
  readonly type: ValidatorType;
  /** `numeric`: the bounds of the number; `length`: of its characters. Inclusive. */
  readonly min?: number;
  readonly max?: number;
  /** `oneOf`, `hostOneOf`, `hostEndsWith`, `endsWith`: any of them; `portNotAllowed`: none of them. */
  readonly list?: readonly string[];
  /** `sameAsOther`: the other node; `rtpRange`: the other end of the range. */
  readonly prop?: string;
  /** `oneOf`: `UDP` is `udp`. Hosts never have a case. */
  readonly ignoreCase?: true;
  /** `required`: white space is something. */
  readonly allowWhitespace?: true;
  /** An empty value passes all checks but `required` and `sameAsOther`, unless the portal says `allowEmpty="0"`. */
  readonly allowEmpty?: false;
  /** What the person reads: in general, below `min`, above `max`. Plain text in several languages, 500 characters at most (D8). */
  readonly message?: LocalTexts;
  readonly message1?: LocalTexts;
  readonly message2?: LocalTexts;
}
