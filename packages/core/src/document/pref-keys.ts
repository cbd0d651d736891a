import type { Impact } from './impact.js';

/** How a preference key is kept: what the user stored wins over `key`s; a `read-only` one is what the document says (D4). */
export type PrefKeyKind = 'key' | 'read-only';

/** A `flag` is true only for `on` (any case) and `1` (D4). */
export type PrefKeyType = 'flag' | 'int' | 'enum' | 'list' | 'text' | 'tree';

/** One known preference key. */
export type PrefKeyRow = readonly [name: string, type: PrefKeyType, kind: PrefKeyKind, fallback: string, impact: Impact];

/** The preference keys that are known: name, type, kind, documented default (empty: none), impact of a change (M11). */
export const PREF_KEYS = [
  ['incomingCallsMode', 'enum', 'key', '', 'reregister'],
  ['contactSources', 'list', 'key', '', 'hot'],
  ['contactSourceType', 'enum', 'key', '', 'hot'],
  ['contactSortOrder', 'enum', 'key', '', 'hot'],
  ['proximityBasedSpeakerMode', 'enum', 'key', '', 'hot'],
  ['trafficLogging', 'flag', 'key', '', 'hot'],
  ['sipMessageCapture', 'flag', 'key', '', 'hot'],
  ['echoSuppressionEnabled', 'flag', 'key', '1', 'hot'],
  ['backgroundNoiseSuppression', 'flag', 'key', '', 'hot'],
  ['playDtmfEvenIfMuted', 'flag', 'key', '0', 'hot'],
  ['verifyCertificates', 'flag', 'key', '1', 'reregister'],
  ['recordWarningBeep', 'flag', 'key', '1', 'hot'],
  ['immediateDnd', 'flag', 'key', '', 'hot'],
  ['useCallKit', 'flag', 'key', '1', 'restart'],
  ['callKitExternal', 'flag', 'key', '0', 'restart'],
  ['callKitContactMatching', 'flag', 'key', '1', 'hot'],
  ['bgrUsesPushRingtone', 'flag', 'key', '', 'hot'],
  ['networkUse', 'text', 'key', '', 'reregister'],
  ['installationSalt', 'text', 'key', '', 'restart'],
  ['volumeBoostMicrophone', 'int', 'key', '', 'hot'],
  ['volumeBoostPlayback', 'int', 'key', '', 'hot'],
  ['keypadVolume', 'int', 'key', '10', 'hot'],
  ['dtmfDurationInMilliseconds', 'int', 'key', '1000', 'hot'],
  ['dtmfMinimumGapInMilliseconds', 'int', 'key', '125', 'hot'],
  ['dtmfPauseInMilliseconds', 'int', 'key', '1000', 'hot'],
  ['audioRtpTosByte', 'int', 'key', '', 'hot'],
  ['videoRtpTosByte', 'int', 'key', '', 'hot'],
  ['rtcpTosByte', 'int', 'key', '', 'hot'],
  ['audioSessionIOBufferDurationInMs', 'int', 'key', '12', 'hot'],
  ['missedCount', 'int', 'key', '', 'hot'],
  ['doNotDisturb', 'tree', 'key', '', 'hot'],
  ['ringerSettingOverride', 'text', 'key', '', 'hot'],
  ['sipisDisabled', 'flag', 'read-only', '', 'reregister'],
  ['pushNotificationsEnabled', 'flag', 'read-only', '1', 'reregister'],
  ['voicemailEnabled', 'flag', 'read-only', '0', 'hot'],
  ['maxNumberOfConcurrentCalls', 'int', 'read-only', '', 'hot'],
  ['userAgentOverride', 'text', 'read-only', '', 'reregister'],
  ['pushNotificationsUsePushKit', 'flag', 'read-only', '1', 'restart'],
  ['dualPushes', 'flag', 'read-only', '', 'reregister'],
  ['reportCallKitFailuresAsUnanswered', 'flag', 'read-only', '1', 'hot'],
  ['useLegacyStream', 'flag', 'read-only', '1', 'restart'],
  ['allowNativeContacts', 'flag', 'key', '', 'hot'],
  ['autoSendVideo', 'flag', 'key', '', 'hot'],
  // Ours (R3)
  ['reprovisioningEnabled', 'flag', 'read-only', '1', 'hot'],
  ['provisioningInterval', 'int', 'read-only', '86400', 'hot'],
] as const;

/** Whether a preference key is on (D4): only `on`, in any case, and exactly `1`; `true` and ` 1 ` are off. */
export function isOn(value: string): boolean {
  return value === '1' || /^on$/i.test(value);
}
