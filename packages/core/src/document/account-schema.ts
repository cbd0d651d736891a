import { ACCOUNT_NODES, ACCOUNT_SERVICES, type AccountNodeRow, type AccountNodeType, type AccountServiceRow } from './account-nodes.js';
import { trimXmlSpace } from './xml-space.js';

/** Typed here, so that a malformed row does not compile. */
const NODES: readonly AccountNodeRow[] = ACCOUNT_NODES;
const GROUPS: readonly AccountServiceRow[] = ACCOUNT_SERVICES;

/** Types of the keys of a service group (W1). */
const SERVICE_KEYS: ReadonlyMap<string, AccountNodeType> = /* @__PURE__ */ new Map<string, AccountNodeType>([
  ['url', 'url'],
  ['postdata', 'secret'],
  ['contenttype', 'text'],
  ['method', 'enum'],
  ['authusername', 'secret'],
  ['authpassword', 'secret'],
  ['customheaders', 'secret'],
  ['timeout', 'int'],
]);

const TYPES: ReadonlyMap<string, AccountNodeType> = /* @__PURE__ */ new Map<string, AccountNodeType>(
  NODES.map(([name, type]) => [name, type]),
);

const SERVICES: readonly string[] = /* @__PURE__ */ GROUPS.map(([prefix]) => prefix.toLowerCase());

/** Whether an account node is a key of one of the account's web services, such as `extProvUrl`; without case (W1). */
export function isAccountServiceKey(name: string): boolean {
  return serviceKeyType(name) !== undefined;
}

function serviceKeyType(name: string): AccountNodeType | undefined {
  const lower = name.toLowerCase();
  for (const prefix of SERVICES) {
    const type = lower.startsWith(prefix) ? SERVICE_KEYS.get(lower.slice(prefix.length)) : undefined;
    if (type !== undefined) return type;
  }
  return undefined;
}

/** The type of a known account node (D6), or `undefined`: unknown nodes are kept, and secret (S3). */
export function accountNodeType(name: string): AccountNodeType | undefined {
  return TYPES.get(name) ?? serviceKeyType(name);
}

const SPACELESS: ReadonlySet<AccountNodeType> = /* @__PURE__ */ new Set<AccountNodeType>(['url', 'host', 'port', 'int', 'list', 'enum']);

/** The text of an account node as its type reads it (D2a): typed nodes ignore outer XML white space, others keep it. */
export function typedText(name: string, text: string): string {
  const type = accountNodeType(name);
  return type !== undefined && SPACELESS.has(type) ? trimXmlSpace(text) : text;
}
