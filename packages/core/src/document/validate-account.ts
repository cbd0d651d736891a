import type { ProfileValue } from '../merge/profile.js';
import { isHostPort } from './host-port.js';
import type { Fault } from './problem.js';
import { isSecret, isSubtree, type Pairs } from './tree.js';
import { isBlank, trimXmlSpace } from './xml-space.js';

interface Rule {
  readonly rule: string;
  /** Judges a value that is there and not blank. */
  readonly holds: (text: string) => boolean;
  /** Never quotes the value: what stands in a wrong place may be a secret. */
  readonly person: string;
}

const TRANSPORTS: readonly string[] = ['udp', 'tcp', 'tls', 'tls+sip:'];

const REQUIRED: Pairs<string> = [
  ['title', 'The account needs a title.'],
  ['username', 'The account needs a user name.'],
  ['host', 'The account needs a host.'],
];

function isInteger(text: string): boolean {
  return /^\d+$/.test(text);
}

function atLeast(least: number, person: string): readonly Rule[] {
  return [
    { rule: 'number', holds: isInteger, person },
    { rule: 'minimum', holds: (text) => !isInteger(text) || Number(text) >= least, person },
  ];
}

const FORMATS: Pairs<readonly Rule[]> = [
  ['host', [{ rule: 'host', holds: isHostPort, person: 'The host must be a host name or address, with a port if needed.' }]],
  ['proxy', [{ rule: 'host', holds: isHostPort, person: 'The proxy must be a host name or address, with a port if needed.' }]],
  ['expires', atLeast(30, 'The registration time must be a number of seconds, 30 or more.')],
  ['keepAlivePeriod', atLeast(5, 'The keep-alive period must be a number of seconds, 5 or more.')],
  [
    'transport',
    [{ rule: 'oneOf', holds: (text) => TRANSPORTS.includes(text.toLowerCase()), person: 'The transport must be udp, tcp, tls or tls+sip:.' }],
  ],
];

/** A node's text; `undefined` where it is absent. A secret is there but cannot be read, a subtree has its own text. */
function textOf(account: Pairs<ProfileValue>, name: string): string | { readonly hidden: true } | undefined {
  const value = account.find(([candidate]) => candidate === name)?.[1];
  if (value === undefined || typeof value === 'string') return value;
  if (isSecret(value)) return { hidden: true };
  return isSubtree(value) && typeof value.text === 'string' ? value.text : { hidden: true };
}

/**
 * The documented checks of a merged account (D9), all faults at once in a fixed order; an empty list means that it may be
 * saved. Typed nodes ignore outer XML white space (D2a); optional nodes may be absent or empty. No sentence quotes a value.
 */
export function validateAccount(account: Pairs<ProfileValue>): readonly Fault[] {
  const missing = REQUIRED.flatMap(([node, person]): readonly Fault[] => {
    const text = textOf(account, node);
    return text === undefined || (typeof text === 'string' && isBlank(text)) ? [{ node, rule: 'required', person }] : [];
  });
  const malformed = FORMATS.flatMap(([node, rules]): readonly Fault[] => {
    const text = textOf(account, node);
    if (typeof text !== 'string' || isBlank(text)) return [];
    const broken = rules.find(({ holds }) => !holds(trimXmlSpace(text)));
    return broken === undefined ? [] : [{ node, rule: broken.rule, person: broken.person }];
  });
  return [...missing, ...malformed];
}
