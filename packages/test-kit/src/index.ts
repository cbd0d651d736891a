/** A portal, worlds, contracts, scenarios and a runner, to test any Firstring adapter with any test runner. */
export type { Behaviour, Behaviours, MockAnswer, MockRequest, Side, Transport } from './portal/exchange.js';
export {
  EMPTY_MOCK, ended,
  type LoggedRequest, type MockApp, type MockProvider, type MockState, type MockUser, type MockVersion, type RequestEnd,
} from './portal/mock-state.js';
export type { MockAuthentication } from './portal/authentication.js';
export { behave, bodyText, handle } from './portal/handle.js';
export { mayHaveBody, travel, type Act } from './portal/travel.js';
export { sampleAccount, SIP_PASSWORD, type SampleAccountOptions } from './portal/sample-account.js';
export { sampleApp, SAMPLE_USER, WRONG_PASSWORD, type SampleApp, type SampleAppOptions, type SentAs } from './portal/sample-app.js';
export { sampleGlobal } from './portal/sample-global.js';
export { sampleTheme } from './portal/sample-theme.js';
export { sentFields } from './portal/sent-fields.js';
export { xmlDocument, xmlElement, xmlElements, type XmlPart } from './portal/xml.js';

export type { Capabilities, Device, DeviceOptions, Kept, MockServer, ServerUrls, UntrustedServers, World } from './world/world.js';
export { holdMock, type MockHolder } from './world/mock-holder.js';
export { createVirtualWorld, createVirtualWorldOf, type VirtualWorldOptions } from './world/virtual-world.js';
export type { VirtualApp, VirtualPlatform, VirtualSurroundings } from './world/virtual-platform.js';
export type { VirtualClock } from './world/virtual-clock.js';
export type { VirtualWork } from './world/virtual-work.js';

export { lacking, type Case, type Skip } from './run/case.js';
export { checkWithout } from './run/canary.js';
export { CaseFailure, check, equal, present } from './run/check.js';
export { runCase, runCases, type CaseResult, type CaseStatus, type MakeWorld, type RunOptions } from './run/run-cases.js';
export { asRemoteTests, asTests, type NamedTest } from './run/as-tests.js';
export { runTap } from './run/tap.js';

export { CASES } from './cases.js';
export { CONTRACTS } from './contracts/all.js';
export { HOST_CONTRACT } from './contracts/host.js';
export { HTTP_CONTRACT } from './contracts/http.js';
export { SECRETS_CONTRACT } from './contracts/secrets.js';
export { STORE_CONTRACT } from './contracts/store.js';
export { XML_CONTRACT } from './contracts/xml.js';

export { SCENARIOS } from './scenarios/all.js';
export { AUTHENTICATION } from './scenarios/authentication.js';
export { BROKEN_CONNECTIONS } from './scenarios/broken-connections.js';
export { COMPRESSED } from './scenarios/compressed.js';
export { EARLY_SUBMIT } from './scenarios/early-submit.js';
export { EDITS } from './scenarios/edits.js';
export { FIRST_RUN } from './scenarios/first-run.js';
export { HOLDS } from './scenarios/holds.js';
export { INVALID_DOCUMENTS } from './scenarios/invalid-documents.js';
export { ONE_RUN } from './scenarios/one-run.js';
export { PASSWORDS_ARRIVE } from './scenarios/passwords.js';
export { PLAIN_HTTP } from './scenarios/plain-http.js';
export { PROGRESS } from './scenarios/progress.js';
export { REDIRECTS } from './scenarios/redirects.js';
export { REFUSED_ANSWERS } from './scenarios/refused-answers.js';
export { REQUEST_ORDER } from './scenarios/request-order.js';
export { SAVED } from './scenarios/saved.js';
export { SHARED_STORAGE } from './scenarios/shared-storage.js';
export { STORAGE_REFUSES } from './scenarios/storage-refuses.js';
export { TRUNCATION } from './scenarios/truncation.js';
export { UNTRUSTED } from './scenarios/untrusted.js';
export { WEB_APPS } from './scenarios/web-apps.js';
