import { DEFAULT_PRIORITY, type Layers } from './layer.js';
import type { Decider, Offers } from './offers.js';
import type { Path } from './path.js';
import { nameOf, provenance, type Provenance } from './provenance.js';

/**
 * Whether the user may edit (M8). `locked`: something above priority 40 stands there, which `by` names; `read-only`: the key
 * is what the documents say (D4), or belongs to the portal's web services; `hidden`: the item is not shown; `unknown`: no
 * path of a profile.
 */
export type Editable =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly reason: 'locked' | 'read-only' | 'hidden' | 'unknown';
      /** Only with `locked`, and with `hidden` where a remove mark is why. */
      readonly by?: Provenance;
      /** The reason as words for a person. */
      readonly why: string;
    };

/** The user's edits are of this priority; what is above cannot be edited (M8). */
export const USER_PRIORITY: number = DEFAULT_PRIORITY.user;

/** The preference keys that are what the documents say (D4, R3); a test compares with `pref-keys.ts`. */
const READ_ONLY_KEYS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  (
    'sipisDisabled pushNotificationsEnabled voicemailEnabled maxNumberOfConcurrentCalls userAgentOverride ' +
    'pushNotificationsUsePushKit dualPushes reportCallKitFailuresAsUnanswered useLegacyStream reprovisioningEnabled ' +
    'provisioningInterval'
  ).split(' '),
);

/** Whether the user may edit a leaf, given what the layers hold for it: the one rule for `explain` and `canEdit`. */
export function editableLeaf(layers: Layers, path: Path, { winner, item }: Offers): Editable {
  if (path.section === 'service') return { allowed: false, reason: 'read-only', why: 'it belongs to a web service of the portal' };
  if (path.section === 'prefKeys' && READ_ONLY_KEYS.has(path.name)) return { allowed: false, reason: 'read-only', why: 'it is a read-only preference key' }; // D4
  if (item !== undefined && item.creator === undefined) return { allowed: false, reason: 'hidden', why: 'it is not shown' };
  return unlessLocked(layers, winner === undefined ? item?.creator : { channel: winner.channel, stamp: winner.entry }); // M8
}

/** Where nothing stands yet, its item decides: what comes from one who locked the item is locked with it (M5, M8). */
export function unlessLocked(layers: Layers, decider: Decider | undefined): Editable {
  if (decider === undefined || decider.stamp.priority <= USER_PRIORITY) return { allowed: true };
  const by = provenance(layers, decider.channel, decider.stamp);
  return { allowed: false, reason: 'locked', by, why: `locked by ${nameOf(by)} with priority ${by.priority}, which is above ${USER_PRIORITY}` };
}
