import type { AccountNodeType } from './account-nodes.js';

/**
 * The types of the known account nodes, for typed access; `text` is what stands nowhere. Written in `account-nodes.ts`, which
 * has meanings too and is not shipped; a test compares.
 */
const TYPES: readonly (readonly [type: AccountNodeType, names: string])[] = [
  [
    'flag',
    'allowMessage requiresRegistrationForOutgoingCalls rememberRegistrationState ' +
      'sendAuthenticationPreemptively incomingDisabled allowToHeaderMismatch ignoreRemoteUserDomain ' +
      'saveAndNotifyCallsAnsweredElseWhere keepAlive ignoreSymmetricNat pushNAT overrideGlobalSsidLists ' +
      'honorTheirCodecListWiFi honorTheirCodecList3G forcePtime forcePtime3G allowVideo sendAudioBack ' +
      'opusOptions3G.fec opusOptions3G.dtx opusOptions3G.vbr dtmfAll freeswitchZrtpCompatibility ' +
      'pushVoicemail pushDebug autoAnswerEnabled callWaiting subscribeForVoicemail msrpUsesSipAuth ' +
      'xcapUsesSipAuth smartContactsEnabled2 createCallthroughContact',
  ],
  [
    'int',
    'expires minNumberLengthToIgnoreRemoteUserDomain keepAlivePeriod ptime ptime3G videoMinKbpsWifi ' +
      'videoMaxKbpsWifi videoMinKbps3G videoMaxKbps3G opusOptions.complexity opusOptions.bitrate ' +
      'opusOptions.expectedPacketLoss opusOptions3G.complexity opusOptions3G.bitrate ' +
      'opusOptions3G.expectedPacketLoss codec2Mode codec2Mode3G rfc2833Volume autoAnswerTimeoutInSeconds ' +
      'broadsoft.automaticHoldRetrieve periodicRingtonePeriod isComposingRefreshInterval maxMessageBodySize ' +
      'extProvInterval extProvLogoutStatusCode rateCheckMinNumberLength',
  ],
  [
    'list',
    'remoteContact outgoingRemoteContact iceDefaultCandidateOrder codecOrder codecOrder3G videoCodecOrder ' +
      'videoCodecOrder3G dtmfOrder',
  ],
  [
    'enum',
    'type transport userCallerIdMethod outboundProxy_transport bgrTransport contactIP natTraversal ' +
      'networkUse videoDimsWifi videoDims3G opusOptions.class opusOptions.bandwidth opusOptions3G.class ' +
      'opusOptions3G.bandwidth sdesIncoming sdesOutgoing zrtpIncoming zrtpOutgoing dtlsIncoming dtlsOutgoing ' +
      'icm pagingAudioRoute messagePreview presenceMethod contactListStorage wcb_method cth_ws_method',
  ],
  ['host', 'host proxy outboundProxy_host'],
  ['port', 'outboundProxy_port bgrOutboundProxy_port listeningPort rtpPortRangeStart rtpPortRangeEnd'],
  ['url', 'vpnStartupUrl wcb_url cth_ws_url customActionUrl'],
  ['secret', 'password cloud_password authUsername STUNPassword'],
  ['tree', 'opusOptions opusOptions3G blf rewriting'],
];

/** How an account node's text is read (D6); unknown nodes are text. */
export function typeOfNode(name: string): AccountNodeType {
  return TYPES.find(([, names]) => names.split(' ').includes(name))?.[0] ?? 'text';
}
