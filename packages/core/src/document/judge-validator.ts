import type { ProfileValue } from '../merge/profile.js';
import { isHostPort, isName, isPort, splitHostPort } from './host-port.js';
import { readInteger } from './incoming-node.js';
import { chooseText } from './local-text.js';
import type { Fault } from './problem.js';
import { same } from './same.js';
import { isSecret, isSubtree } from './tree.js';
import type { Validator, ValidatorType } from './validator.js';
import { isBlank, trimXmlSpace } from './xml-space.js';

/** A node's value by its name; what an account lacks is `''`. */
export type ValueOfNode = (name: string) => ProfileValue;

/** Which of a validator's three messages a fault has; `low` and `high` fall back to `message`. */
type Broken = 'message' | 'message1' | 'message2';

const LONGEST_NODE = 100;

const RULE_OF_NUMBER: Readonly<Record<Broken, string>> = { message: 'number', message1: 'minimum', message2: 'maximum' };

/** Where the portal sent no message. Never a value, and no list of the portal's either. */
const SENTENCES: Readonly<Record<ValidatorType, string>> = {
  required: 'is needed.',
  numeric: 'must be a number in its range.',
  host: 'must be a host name or address, with a port if needed.',
  port: 'must be a port number.',
  bindport: 'must be a port number.',
  rtpRange: 'must be a port number; the range must begin before it ends.',
  oneOf: 'must be one of the values that are allowed.',
  email: 'must be an e-mail address.',
  length: 'is too short or too long.',
  endsWith: 'must have another ending.',
  sameAsOther: 'must be the same as the other one.',
  hostOneOf: 'must be one of the hosts that are allowed.',
  hostEndsWith: 'must be a host in a domain that is allowed.',
  portNotAllowed: 'has a port that is not allowed.',
};

/**
 * Judges one node by one validator of the portal (D9). A secret can't be read: it is there, it can be compared with another one
 * by its reference, and no other rule is applied to it. Nothing of the portal's is ever made into a pattern.
 */
export function judgeValidator(node: string, validator: Validator, valueOf: ValueOfNode, locale: string): Fault | undefined {
  const broken = judge(node, validator, valueOf);
  if (broken === undefined) return undefined;
  const { type, message } = validator;
  const said = chooseText(validator[broken] ?? message ?? [], locale);
  const name = node.slice(0, LONGEST_NODE);
  return { node: name, rule: type === 'numeric' ? RULE_OF_NUMBER[broken] : type, person: said ?? `The ${name} ${SENTENCES[type]}` };
}

function judge(node: string, validator: Validator, valueOf: ValueOfNode): Broken | undefined {
  const value = valueOf(node);
  const { type, prop } = validator;
  if (type === 'sameAsOther') return same(value, valueOf(prop ?? '')) ? undefined : 'message';
  const leaf = isSubtree(value) ? value.text : value;
  if (isSecret(leaf)) return undefined;
  if (type === 'required') {
    const empty = validator.allowWhitespace === true ? leaf === '' : isBlank(leaf);
    return empty && !(isSubtree(value) && value.children.length > 0) ? 'message' : undefined;
  }
  const text = trimXmlSpace(leaf);
  if (text === '' && (type !== 'length' || leaf === '')) return validator.allowEmpty === false ? 'message' : undefined;
  if (type === 'numeric') return withinBounds(readInteger(text), validator);
  if (type === 'length') return withinBounds([...leaf].length, validator);
  if (type === 'rtpRange') return isRange(node, text, prop, valueOf) ? undefined : 'message';
  return HOLDS[type](type === 'endsWith' ? leaf : text, validator) ? undefined : 'message';
}

function withinBounds(number: number | undefined, { min = -Infinity, max = Infinity }: Validator): Broken | undefined {
  if (number === undefined) return 'message';
  return number < min ? 'message1' : number > max ? 'message2' : undefined;
}

/** The end is the node whose name ends so. An end that is missing or no port is left to its own validator. */
function isRange(node: string, text: string, prop: string | undefined, valueOf: ValueOfNode): boolean {
  if (!isPort(text)) return false;
  const isEnd = /end$/i.test(node);
  const other = valueOf(prop ?? (isEnd ? 'rtpPortRangeStart' : 'rtpPortRangeEnd'));
  const limit = typeof other === 'string' ? trimXmlSpace(other) : '';
  return !isPort(limit) || (isEnd ? Number(limit) < Number(text) : Number(text) < Number(limit));
}

const HOLDS: Readonly<Record<Exclude<ValidatorType, 'required' | 'numeric' | 'length' | 'rtpRange' | 'sameAsOther'>, (text: string, validator: Validator) => boolean>> = {
  host: isHostPort,
  port: isPort,
  bindport: isPort,
  email: isEmail,
  oneOf(text, { list = [], ignoreCase }) {
    const fold = (part: string): string => (ignoreCase === true ? part.toLowerCase() : part);
    return list.some((entry) => (entry.endsWith('*') ? fold(text).startsWith(fold(entry.slice(0, -1))) : fold(text) === fold(entry)));
  },
  endsWith: (text, { list = [] }) => list.some((ending) => text.endsWith(ending)),
  hostOneOf: (text, { list = [] }) => list.some((host) => hostOf(host) !== undefined && hostOf(text) === hostOf(host)),
  /** Whole labels: `evil-acme.example` is not in `acme.example`. */
  hostEndsWith(text, { list = [] }) {
    const host = hostOf(text);
    return host !== undefined && list.some((domain) => `.${host}`.endsWith(`.${domain.toLowerCase().replace(/^\./, '')}`));
  },
  /** Without a list: no port at all behind a host. */
  portNotAllowed(text, { list }) {
    const port = isPort(text) ? text : splitHostPort(text)?.[1];
    if (list === undefined) return splitHostPort(text)?.[1] === undefined;
    return port === undefined || !list.some((entry) => Number(entry) === Number(port));
  },
};

/** Without port and final dot, in lower case; `undefined` for what is no host. */
function hostOf(text: string): string | undefined {
  return splitHostPort(text)?.[0].toLowerCase().replace(/\.$/, '');
}

/** One `@` at least, a local part of 1 to 64 without white space, a domain name or address. Linear. */
function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  return at > 0 && at <= 64 && /^[^\s@]*$/.test(text.slice(0, at)) && isName(text.slice(at + 1));
}
