import type { Profile, ProfileValue } from '../merge/profile.js';
import type { ACCOUNT_NODES, AccountNodeType } from './account-nodes.js';
import { ACCOUNT_DEFAULTS } from './account-schema.js';
import { isPort } from './host-port.js';
import { readInteger } from './incoming-node.js';
import { typeOfNode } from './node-types.js';
import { isOn, PREF_KEYS, type PrefKeyType } from './pref-keys.js';
import { isSecret, isSubtree, lookUp, type Leaf, type Pairs, type SafeElement, type SecretRef } from './tree.js';
import { trimXmlSpace } from './xml-space.js';

/** What a node of each type is to an app. A URL is a reference where its query is secret (S3); `shown` is the rest of it. */
interface ValueOf {
  readonly text: string;
  readonly secret: SecretRef;
  readonly flag: boolean;
  readonly int: number;
  readonly list: readonly string[];
  readonly enum: string;
  readonly host: string;
  readonly port: number;
  readonly url: Leaf;
  readonly tree: SafeElement;
}

type NodeRow = (typeof ACCOUNT_NODES)[number];
type KeyRow = (typeof PREF_KEYS)[number];

/** A value that is always there where the table knows a default; a list without one is empty. */
type Read<Type extends keyof ValueOf, Fallback> = ValueOf[Type] | (Fallback extends '' ? (Type extends 'list' ? never : undefined) : never);

/** A known account node (D6), see `docs/account-nodes.md`. */
export type AccountNodeName = NodeRow[0];

/** What {@link accountNode} gives for a name: `undefined` is possible exactly where the node has no documented default. */
export type AccountNodeValue<Name extends AccountNodeName> = Name extends unknown
  ? Read<Extract<NodeRow, readonly [Name, ...unknown[]]>[1], Extract<NodeRow, readonly [Name, ...unknown[]]>[2]>
  : never;

/** A known preference key (D4). */
export type PrefKeyName = KeyRow[0];

/** What {@link prefKey} gives for a name. */
export type PrefKeyValue<Name extends PrefKeyName> = Name extends unknown
  ? Read<Extract<KeyRow, readonly [Name, ...unknown[]]>[1], Extract<KeyRow, readonly [Name, ...unknown[]]>[3]>
  : never;

/**
 * Reads a known account node by its type (D6, D2a). What is absent, or is not what the table says it is, gives the documented
 * default, or `undefined` where there is none: never `NaN`, never a guess. An empty text or list is a value (M4); any other
 * empty node counts as absent. A secret in the place of a text can't be read and counts as malformed. A dotted name such as
 * `opusOptions.class` is looked for inside its subtree first.
 */
export function accountNode<Name extends AccountNodeName>(profile: Pick<Profile, 'account'>, name: Name): AccountNodeValue<Name> {
  const type = typeOfNode(name);
  const fallback = ACCOUNT_DEFAULTS.find(([known]) => known === name)?.[1];
  return (readAs(type, nodeOf(profile.account, name)) ?? readAs(type, fallback) ?? none(type)) as AccountNodeValue<Name>;
}

/**
 * Reads a known preference key of a profile by its type (D4). A flag is true only for `on` (any case) and exactly `1`, and false
 * for everything else that was sent; what is absent or malformed gives the documented default, or `undefined`. What a user
 * stored for a `key`, and does not for a read-only one, wins over this: that store is the app's.
 */
export function prefKey<Name extends PrefKeyName>(profile: Pick<Profile, 'prefKeys'>, name: Name): PrefKeyValue<Name> {
  const row: readonly [string, PrefKeyType, string, string, string] | undefined = PREF_KEYS.find(([known]) => known === name);
  const [, type = 'text', , fallback = ''] = row ?? [];
  const read = (value: ProfileValue | undefined): unknown => (type === 'flag' ? strictFlag(value) : readAs(type, value));
  return (read(lookUp(profile.prefKeys, name)) ?? (fallback === '' ? none(type) : read(fallback))) as PrefKeyValue<Name>;
}

/** The defaults have dotted names, servers may nest; so what is nested was sent, and goes first. */
function nodeOf(nodes: Pairs<ProfileValue>, name: string): ProfileValue | undefined {
  const [outer = '', inner] = name.split('.');
  const tree = inner === undefined ? undefined : lookUp(nodes, outer);
  const nested = tree !== undefined && isSubtree(tree) ? tree.children.find((child) => child.name === inner)?.text : undefined;
  return nested ?? lookUp(nodes, name);
}

/** D4: no default for what was sent and is not on. */
function strictFlag(value: ProfileValue | undefined): boolean | undefined {
  return value === undefined ? undefined : typeof value === 'string' && isOn(value);
}

function none(type: AccountNodeType): readonly string[] | undefined {
  return type === 'list' ? [] : undefined;
}

/** `undefined` for what is absent or malformed. */
function readAs(type: AccountNodeType, value: ProfileValue | undefined): ValueOf[AccountNodeType] | undefined {
  if (value === undefined) return undefined;
  if (isSubtree(value)) return type === 'tree' ? value : undefined;
  if (isSecret(value)) return type === 'secret' || type === 'url' ? value : undefined;
  if (type === 'text') return value;
  if (type === 'flag') return value === '1' ? true : value === '0' ? false : undefined; // D6
  const text = trimXmlSpace(value); // D2a
  if (type === 'list') return text === '' ? [] : text.split(',').map(trimXmlSpace);
  if (type === 'int') return readInteger(text);
  if (type === 'port') return isPort(text) ? Number(text) : undefined;
  return text === '' || type === 'secret' || type === 'tree' ? undefined : text;
}
