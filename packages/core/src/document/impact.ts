import type { CollectionName, NodeSection } from './mergeable.js';

/**
 * How heavily a change weighs once it is applied (M11), from light to heavy: `hot` counts from the next time it is looked at;
 * `reregister` makes the SIP account register anew; `restart` needs a new start of the app; `relogin` a new sign-in to the
 * services behind the account.
 */
export type Impact = 'hot' | 'reregister' | 'restart' | 'relogin';

/** What is not `hot`. The weights are written in `account-nodes.ts` and `pref-keys.ts`, which are not shipped; a test compares. */
const HEAVY: readonly (readonly [section: NodeSection, impact: Impact, names: string])[] = [
  [
    'account',
    'reregister',
    'username password authUsername host transport expires allowMessage sendAuthenticationPreemptively ' +
      'incomingDisabled proxy outboundProxy_host outboundProxy_port outboundProxy_transport bgrTransport ' +
      'bgrOutboundProxy_port listeningPort contactIP forcedContact natTraversal STUN STUNUsername ' +
      'STUNPassword ignoreSymmetricNat symmetricNatSubstituteAddress networkUse overrideGlobalSsidLists ' +
      'vpnStartupUrl icm pushVoicemail subscribeForVoicemail presenceMethod',
  ],
  ['account', 'restart', 'id type contactListStorage smartContactsEnabled2'],
  ['account', 'relogin', 'cloud_username cloud_password networkId'],
  [
    'prefKeys',
    'reregister',
    'incomingCallsMode verifyCertificates networkUse sipisDisabled pushNotificationsEnabled ' +
      'userAgentOverride dualPushes',
  ],
  ['prefKeys', 'restart', 'useCallKit callKitExternal installationSalt pushNotificationsUsePushKit useLegacyStream'],
];

/** The impact of a change of one node, or of one item of a collection (M11); what is not known is `hot`. */
export function impactOf(section: NodeSection | CollectionName, name: string): Impact {
  return HEAVY.find(([where, , names]) => where === section && names.split(' ').includes(name))?.[1] ?? 'hot';
}
