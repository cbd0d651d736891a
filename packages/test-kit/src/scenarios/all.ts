import type { Case } from '../run/case.js';
import { AUTHENTICATION } from './authentication.js';
import { BROKEN_CONNECTIONS } from './broken-connections.js';
import { COMPRESSED } from './compressed.js';
import { EARLY_SUBMIT } from './early-submit.js';
import { EDITS } from './edits.js';
import { FIRST_RUN } from './first-run.js';
import { HOLDS } from './holds.js';
import { INVALID_DOCUMENTS } from './invalid-documents.js';
import { ONE_RUN } from './one-run.js';
import { PASSWORDS_ARRIVE } from './passwords.js';
import { PLAIN_HTTP } from './plain-http.js';
import { PROGRESS } from './progress.js';
import { REDIRECTS } from './redirects.js';
import { REFRESH } from './refresh.js';
import { REFUSED_ANSWERS } from './refused-answers.js';
import { REQUEST_ORDER } from './request-order.js';
import { SAVED } from './saved.js';
import { SHARED_STORAGE } from './shared-storage.js';
import { STORAGE_REFUSES } from './storage-refuses.js';
import { TRIAL } from './trial.js';
import { TRUNCATION } from './truncation.js';
import { UNTRUSTED } from './untrusted.js';
import { WEB_APPS } from './web-apps.js';

/** Every scenario, for an adapter's conformance test. */
export const SCENARIOS: readonly Case[] = [
  ...FIRST_RUN,
  ...REQUEST_ORDER,
  ...PROGRESS,
  ...ONE_RUN,
  ...PASSWORDS_ARRIVE,
  ...SAVED,
  ...EARLY_SUBMIT,
  ...REFRESH,
  ...TRIAL,
  ...EDITS,
  ...HOLDS,
  ...REFUSED_ANSWERS,
  ...BROKEN_CONNECTIONS,
  ...UNTRUSTED,
  ...COMPRESSED,
  ...INVALID_DOCUMENTS,
  ...REDIRECTS,
  ...PLAIN_HTTP,
  ...AUTHENTICATION,
  ...WEB_APPS,
  ...SHARED_STORAGE,
  ...STORAGE_REFUSES,
  ...TRUNCATION,
];
