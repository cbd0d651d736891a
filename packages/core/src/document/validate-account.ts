import type { ProfileValue } from '../merge/profile.js';
import { isHostPort } from './host-port.js';
import { judgeValidator } from './judge-validator.js';
import type { Fault } from './problem.js';
import { isSecret, isSubtree, type Pairs } from './tree.js';
import type { Validator } from './validator.js';
import { trimXmlSpace } from './xml-space.js';

/** Judges a value that is there and not blank. The sentence never quotes it: what stands in a wrong place may be a secret. */
type Rule = readonly [node: string, rule: string, holds: (text: string) => boolean, person: string];

const REQUIRED: Pairs<string> = [
  ['title', 'The account needs a title.'],
  ['username', 'The account needs a user name.'],
  ['host', 'The account needs a host.'],
];

function isInteger(text: string): boolean {
  return /^\d+$/.test(text);
}

function hostRule(node: string): Rule {
  return [node, 'host', isHostPort, `The ${node} must be a host name or address, with a port if needed.`];
}

/** A number that is too small breaks one rule, and what is no number the other one. */
function numberRules(node: string, name: string, least: number): readonly Rule[] {
  const person = `The ${name} must be a number of seconds, ${String(least)} or more.`;
  return [
    [node, 'number', isInteger, person],
    [node, 'minimum', (text) => !isInteger(text) || Number(text) >= least, person],
  ];
}

const FORMATS: readonly Rule[] = /* @__PURE__ */ [
  hostRule('host'),
  hostRule('proxy'),
  ...numberRules('expires', 'registration time', 30),
  ...numberRules('keepAlivePeriod', 'keep-alive period', 5),
  ['transport', 'oneOf', (text) => /^(?:udp|tcp|tls|tls\+sip:)$/i.test(text), 'The transport must be udp, tcp, tls or tls+sip:.'],
];

/**
 * The checks of a merged account (D9), all faults at once in a fixed order: the documented ones, then the portal's validators in
 * the order of its document. An empty list means that it may be saved. Where both refuse the same thing of a node, the
 * portal's message stands. Typed nodes ignore outer XML white space (D2a); optional nodes may be absent or empty. No sentence
 * quotes a value. `locale` is a BCP 47 tag that chooses among the portal's messages (D7).
 */
export function validateAccount(account: Pairs<ProfileValue>, validators: Pairs<readonly Validator[]> = [], locale: string = ''): readonly Fault[] {
  const values = new Map([...account].reverse()); // of a repeated name the first counts (D1)
  const valueOf = (name: string): ProfileValue => values.get(name) ?? '';
  /** `''` where a node is absent; a secret is there but cannot be read, a subtree has its own text. */
  const textOf = (name: string): string | undefined => {
    const value = valueOf(name);
    const leaf = isSubtree(value) ? value.text : value;
    return isSecret(leaf) ? undefined : trimXmlSpace(leaf);
  };
  const missing = REQUIRED.filter(([node]) => textOf(node) === '').map(([node, person]): Fault => ({ node, rule: 'required', person }));
  const malformed = FORMATS.filter(([node, , holds]) => {
    const text = textOf(node);
    return text !== undefined && text !== '' && !holds(text);
  }).map(([node, rule, , person]): Fault => ({ node, rule, person }));
  const documented = [...missing, ...malformed];
  const faults = [...documented];
  for (const [node, list] of validators) {
    for (const validator of list) {
      const fault = judgeValidator(node, validator, valueOf, locale);
      if (fault === undefined) continue;
      const known = faults.findIndex((one) => one.node === fault.node && one.rule === fault.rule);
      if (known < 0) faults.push(fault);
      else if (known < documented.length && hasMessage(validator)) faults[known] = fault;
    }
  }
  return faults;
}

function hasMessage({ message, message1, message2 }: Validator): boolean {
  return (message ?? message1 ?? message2) !== undefined;
}
