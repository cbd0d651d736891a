/**
 * What a client needs of the known account nodes (D6): those that are no secrets (S3), each with its documented default
 * where it has one. A test compares it with `account-nodes.ts`, which has types and meanings too and is not shipped.
 */
const RELEASED: readonly (readonly string[])[] = /* @__PURE__ */ (
  'id type=sip message title username cloud_username networkId userDisplayName host transport=udp userCallerId ' +
  'userCallerIdMethod=from expires=600 allowMessage=0 acrobitsDisplayName displayNumber ' +
  'requiresRegistrationForOutgoingCalls=1 rememberRegistrationState=1 sendAuthenticationPreemptively=0 ' +
  'incomingDisabled=0 remoteContact=pai,from,rpid,ppi outgoingRemoteContact=pai,to,rpid,ppi allowToHeaderMismatch=1 ' +
  'ignoreRemoteUserDomain=1 minNumberLengthToIgnoreRemoteUserDomain=6 saveAndNotifyCallsAnsweredElseWhere=1 proxy ' +
  'outboundProxy_host outboundProxy_port outboundProxy_transport bgrTransport bgrOutboundProxy_port listeningPort ' +
  'rtpPortRangeStart=10000 rtpPortRangeEnd=65535 keepAlive=1 keepAlivePeriod=30 contactIP=internal forcedContact ' +
  'natTraversal=auto STUN STUNUsername ignoreSymmetricNat symmetricNatSubstituteAddress=10.20.30.40 ' +
  'iceDefaultCandidateOrder=relay,srflx,host pushNAT=1 networkUse=auto overrideGlobalSsidLists=0 vpnStartupUrl ' +
  'codecOrder=0,8,9,103,102,18,3 codecOrder3G=18,103,102,3,0,8,9 honorTheirCodecListWiFi=1 honorTheirCodecList3G=0 ' +
  'ptime=20 ptime3G=30 forcePtime=0 forcePtime3G=0 allowVideo=1 videoCodecOrder=108,34,99 videoCodecOrder3G=108,34,99 ' +
  'videoMinKbpsWifi=64 videoMaxKbpsWifi=384 videoMinKbps3G=64 videoMaxKbps3G=192 videoDimsWifi=qcif videoDims3G=qcif ' +
  'sendAudioBack=1 opusOptions opusOptions.class=wb opusOptions.bandwidth=wb opusOptions.complexity ' +
  'opusOptions.bitrate opusOptions.expectedPacketLoss=5 opusOptions3G opusOptions3G.class=nb ' +
  'opusOptions3G.bandwidth=nb opusOptions3G.complexity opusOptions3G.bitrate opusOptions3G.expectedPacketLoss=5 ' +
  'opusOptions3G.fec=1 opusOptions3G.dtx=1 opusOptions3G.vbr=1 codec2Mode=1 codec2Mode3G=1 ' +
  'dtmfOrder=rfc2833,info,audio dtmfAll=0 rfc2833Volume=10 sdesIncoming=enabled sdesOutgoing=disabled ' +
  'zrtpIncoming=disabled zrtpOutgoing=disabled dtlsIncoming=disabled dtlsOutgoing=disabled ' +
  'freeswitchZrtpCompatibility=0 icm=auto pushVoicemail=0 pushDebug=0 autoAnswerEnabled=0 autoAnswerTimeoutInSeconds=5 ' +
  'pagingAudioRoute=Speaker broadsoft.automaticHoldRetrieve=20 callWaiting=1 periodicRingtone=sil.wav ' +
  'periodicRingtonePeriod=4 voiceMailNumber subscribeForVoicemail messagePreview=full isComposingRefreshInterval=0 ' +
  'maxMessageBodySize=8000 msrpUsesSipAuth=1 presenceMethod=off contactListStorage=local xcapUsesSipAuth=1 ' +
  'smartContactsEnabled2=0 blf extProvInterval extProvLogoutStatusCode genericBalanceCheckParse ' +
  'rateCheckMinNumberLength wcb_url wcb_method cth_ws_url cth_ws_method createCallthroughContact=1 customActionUrl ' +
  'rewriting busyTone endCallTone callWaitingTone ringingTone'
)
  .split(' ')
  .map((node) => node.split('='));

/** Known nodes that have a documented default, in their order (D5). */
export const ACCOUNT_DEFAULTS: readonly (readonly string[])[] = /* @__PURE__ */ RELEASED.filter((node) => node.length > 1);

const NAMES: ReadonlySet<string | undefined> = /* @__PURE__ */ new Set(RELEASED.map(([name]) => name));

/** Keys of the account's own web services: each prefix of `ACCOUNT_SERVICES` with a suffix of W1, without case. */
const SERVICE_KEY =
  /^(?:extprov|generic(?:balancecheck|ratecheck|sms(?:send|fetch)?|mediaupload(?:er)?)|push(?:token|notification)reporter|wscontacts)(?:url|postdata|contenttype|method|auth(?:username|password)|customheaders|timeout)$/i;

/** Whether an account node is a key of one of the account's web services, such as `extProvUrl`; without case (W1). */
export function isAccountServiceKey(name: string): boolean {
  return SERVICE_KEY.test(name);
}

/** Whether a schema knows an account node as one that is not secret; unknown nodes are kept, and secret (S3). */
export function isReleased(name: string): boolean {
  return NAMES.has(name) || isAccountServiceKey(name);
}

/** Whether a node is an address: only its query is secret (S3), and templates in it are filled when it is asked (W8). */
export function isUrlNode(name: string): boolean {
  return /url$/i.test(name);
}
