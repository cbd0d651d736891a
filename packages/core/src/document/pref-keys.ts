/** How a preference key is kept: what the user stored wins over `key`s; a `read-only` one is what the document says (D4). */
export type PrefKeyKind = 'key' | 'read-only';

/** A `flag` is true only for `on` (any case) and `1` (D4). */
export type PrefKeyType = 'flag' | 'int' | 'enum' | 'list' | 'text' | 'tree';

/** One known preference key. */
export type PrefKeyRow = readonly [name: string, type: PrefKeyType, kind: PrefKeyKind, fallback: string];

/** The preference keys that are known: name, type, kind, documented default (empty: none). */
export const PREF_KEYS = [
  ['incomingCallsMode', 'enum', 'key', ''],
  ['contactSources', 'list', 'key', ''],
  ['contactSourceType', 'enum', 'key', ''],
  ['contactSortOrder', 'enum', 'key', ''],
  ['proximityBasedSpeakerMode', 'enum', 'key', ''],
  ['trafficLogging', 'flag', 'key', ''],
  ['sipMessageCapture', 'flag', 'key', ''],
  ['echoSuppressionEnabled', 'flag', 'key', '1'],
  ['backgroundNoiseSuppression', 'flag', 'key', ''],
  ['playDtmfEvenIfMuted', 'flag', 'key', '0'],
  ['verifyCertificates', 'flag', 'key', '1'],
  ['recordWarningBeep', 'flag', 'key', '1'],
  ['immediateDnd', 'flag', 'key', ''],
  ['useCallKit', 'flag', 'key', '1'],
  ['callKitExternal', 'flag', 'key', '0'],
  ['callKitContactMatching', 'flag', 'key', '1'],
  ['bgrUsesPushRingtone', 'flag', 'key', ''],
  ['networkUse', 'text', 'key', ''],
  ['installationSalt', 'text', 'key', ''],
  ['volumeBoostMicrophone', 'int', 'key', ''],
  ['volumeBoostPlayback', 'int', 'key', ''],
  ['keypadVolume', 'int', 'key', '10'],
  ['dtmfDurationInMilliseconds', 'int', 'key', '1000'],
  ['dtmfMinimumGapInMilliseconds', 'int', 'key', '125'],
  ['dtmfPauseInMilliseconds', 'int', 'key', '1000'],
  ['audioRtpTosByte', 'int', 'key', ''],
  ['videoRtpTosByte', 'int', 'key', ''],
  ['rtcpTosByte', 'int', 'key', ''],
  ['audioSessionIOBufferDurationInMs', 'int', 'key', '12'],
  ['missedCount', 'int', 'key', ''],
  ['doNotDisturb', 'tree', 'key', ''],
  ['ringerSettingOverride', 'text', 'key', ''],
  ['sipisDisabled', 'flag', 'read-only', ''],
  ['pushNotificationsEnabled', 'flag', 'read-only', '1'],
  ['voicemailEnabled', 'flag', 'read-only', '0'],
  ['maxNumberOfConcurrentCalls', 'int', 'read-only', ''],
  ['userAgentOverride', 'text', 'read-only', ''],
  ['pushNotificationsUsePushKit', 'flag', 'read-only', '1'],
  ['dualPushes', 'flag', 'read-only', ''],
  ['reportCallKitFailuresAsUnanswered', 'flag', 'read-only', '1'],
  ['useLegacyStream', 'flag', 'read-only', '1'],
  ['allowNativeContacts', 'flag', 'key', ''],
  ['autoSendVideo', 'flag', 'key', ''],
  // Ours (R3)
  ['reprovisioningEnabled', 'flag', 'read-only', '1'],
  ['provisioningInterval', 'int', 'read-only', '86400'],
] as const;

/** Whether a preference key is on (D4): only `on`, in any case, and exactly `1`; `true` and ` 1 ` are off. */
export function isOn(value: string): boolean {
  return value === '1' || /^on$/i.test(value);
}
