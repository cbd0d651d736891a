import { ACCOUNT_DEFAULTS, isAccountServiceKey, isReleased, isUrlNode } from '../document/account-schema.js';
import { PREF_KEYS } from '../document/pref-keys.js';
import { isServiceKey } from '../document/sections.js';
import type { FieldRule } from './field-rules.js';

/** The known account nodes that hold free text or a subtree: names, numbers and addresses of a person. A test compares it with `account-nodes.ts`. */
export const FREE_TEXT: readonly string[] = (
  'id message title username cloud_username networkId userDisplayName userCallerId acrobitsDisplayName displayNumber ' +
  'forcedContact STUN STUNUsername symmetricNatSubstituteAddress opusOptions opusOptions3G periodicRingtone ' +
  'voiceMailNumber blf genericBalanceCheckParse rewriting busyTone endCallTone callWaitingTone ringingTone'
).split(' ');

const TECHNICAL_KEYS: readonly string[] = PREF_KEYS.flatMap(([name, type]) => (type === 'text' || type === 'tree' ? [] : [name]));

/** Parts of W1 that are no secret; a URL has its own rule. */
const SERVICE_PART = /(?:method|contenttype|timeout|refresh)$/i;

/** What becomes of a node's text. Flags, numbers, lists, hosts and ports decide what happens, so they stay; what no schema knows is masked. */
export function ruleOfNode(name: string): FieldRule {
  if (name === 'message') return 'message';
  if (isUrlNode(name)) return 'url';
  if (isServiceKey(name) || isAccountServiceKey(name)) return SERVICE_PART.test(name) || isReleasedWord(name) ? 'kept' : 'masked';
  return isReleasedWord(name) || TECHNICAL_KEYS.includes(name) ? 'kept' : 'masked';
}

function isReleasedWord(name: string): boolean {
  return isReleased(name) && !isAccountServiceKey(name) && !FREE_TEXT.includes(name);
}

/** Whether it is only the client's own default (D5). */
export function isDefault(name: string, text: string): boolean {
  return ACCOUNT_DEFAULTS.some(([known, fallback]) => known === name && fallback === text);
}

/** What an answer's header says that decides something; of a challenge only its parameters are masked. */
export function ruleOfHeader(name: string): FieldRule | 'challenge' {
  return name === 'retry-after' ? 'kept' : name === 'www-authenticate' ? 'challenge' : 'masked';
}

/** Attributes that the merge or a reader looks at (M1, M5, M6, D5, D7); `own` is the value of the node that a `prop` names. */
export function ruleOfAttribute(name: string): FieldRule {
  if (name === 'default') return 'own';
  return STRUCTURE.includes(name) ? 'kept' : 'masked';
}

const STRUCTURE: readonly string[] = ['priority', 'source', 'action', 'name', 'type', 'lang', 'force', 'epoch', 'revision', 'maxQuickDialReplacePriority', 'maxquickdialreplacepriority'];

/** Inside an item of a collection everything is about people. */
export function ruleInItem(attribute: string): FieldRule {
  return attribute === 'priority' || attribute === 'source' || attribute === 'action' ? 'kept' : 'masked';
}
