import { CASES } from '@firstring/test-kit';
import { createPageWorld, offerCases, type PageDriver } from '@firstring/test-kit/page';
import { createWebPorts } from '../../src/index.js';

declare global {
  /** Given to the page by the test that drives the browser. */
  var firstringDriver: PageDriver | undefined;
}

/** What Chromium can do and what it does by itself: README.md says what each of them means for an app. */
const CAPABILITIES = {
  'store.scope': 'origin',
  'secrets.durable': true,
  'secrets.shared': true,
  'host.locks': true,
  'http.redirects': 'refused',
  'http.body-cap': 'streamed',
  'http.repeated-headers': 'joined',
  'http.failures': 'hidden',
  'http.cors': true,
  'http.gzip': 'unchecked',
  'http.resends': true,
  'http.plain-host': true,
  'faults.dns': true,
};

offerCases(CASES, () =>
  createPageWorld((database) => createWebPorts({ database, secrets: 'key' }), {
    capabilities: CAPABILITIES,
    ...(globalThis.firstringDriver === undefined ? {} : { driver: globalThis.firstringDriver }),
  }),
);
