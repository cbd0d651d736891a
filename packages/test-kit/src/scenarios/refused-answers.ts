import type { DocumentName } from '@firstring/core';
import { XML_TYPE } from '../portal/plain-answer.js';
import { sampleAccount } from '../portal/sample-account.js';
import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import { DOCUMENTS } from './stage.js';
import { REFUSED_BODIES } from './refused-bodies.js';
import { each, MESSAGE, numbered, PAGE, SENTENCE, XHTML } from './refused-rows.js';

const FROM_PORTAL: readonly DocumentName[] = ['provisioning', 'theme'];

/** O2: 304 although nothing was asked conditionally. */
const O2 = each(DOCUMENTS, (document) => ({
  title: '304 to a request without validators',
  clauses: ['O2'],
  document,
  behaviour: { status: 304, body: '' },
  codes: ['answer.unexpected-304'],
}));

/** O5, O5p, O17: somebody says no, with a sentence of his own. */
const NO = [
  ...each([400, 401, 403, 404, 409, 410, 422], (status) => ({
    title: `${status} from the provider`,
    clauses: ['O5', 'D8'],
    document: 'extprov' as const,
    behaviour: { status, body: MESSAGE },
    codes: ['provider.refused'] as const,
    passwordKept: ![401, 403, 410].includes(status),
    inspect: (problem) => {
      equal([problem.details.status, problem.message], [status, SENTENCE], 'status and message');
    },
  })),
  ...each([403, 422], (status) => ({
    title: `${status} from the provider`,
    clauses: ['O5'],
    document: 'global_extprov' as const,
    behaviour: { status, body: MESSAGE },
    codes: ['provider.refused'] as const,
    passwordKept: status !== 403,
  })),
  ...each(FROM_PORTAL, (document) => ({
    title: '401 from the portal',
    clauses: ['O5p'],
    document,
    behaviour: { status: 401, body: MESSAGE },
    codes: ['portal.refused'] as const,
  })),
  ...each(FROM_PORTAL, (document) => ({
    title: '403 from the portal',
    clauses: ['O5p'],
    document,
    behaviour: { status: 403, body: MESSAGE },
    codes: ['portal.refused'] as const,
  })),
  ...each([404, 410], (status) => ({
    title: `${status} from the portal: the cloud ID is unknown`,
    clauses: ['O17', 'P3'],
    document: 'provisioning' as const,
    behaviour: { status, body: MESSAGE },
    codes: ['cloud-id.unknown'] as const,
  })),
];

/** D8: what the sentence may be written in, and what is never shown. */
const MESSAGES = each<readonly [string, string, string | undefined]>(
  [
    ['in JSON', '{"message":"Come back on Monday."}', SENTENCE],
    ['in JSON as error', '{"error":"Come back on Monday."}', SENTENCE],
    ['at the root', '<message>Come back on Monday.</message>', SENTENCE],
    ['in HTML', PAGE.replace('Room number', '<message>Come back</message>'), undefined],
    ['in a page that is XML', XHTML.replace('<body/>', '<body><message>Come back</message></body>'), undefined],
    ['longer than 500 characters', `<message>${'x'.repeat(600)}</message>`, 'x'.repeat(500)],
    ['nowhere', '', undefined],
  ],
  ([where, body, message]) => ({
    title: `a message ${where}`,
    clauses: ['D8', 'O5'],
    document: 'extprov' as const,
    behaviour: { status: 403, body },
    codes: ['provider.refused'] as const,
    passwordKept: false,
    inspect: (problem) => {
      equal(problem.message, message, 'message');
    },
  }),
);

/** O6: not now. */
const LATER = [
  ...each([408, 425, 429, 500, 502, 503, 504], (status) => ({
    title: `${status} with Retry-After`,
    clauses: ['O6', 'R6'],
    document: 'extprov' as const,
    behaviour: { status, body: MESSAGE, headers: [['content-type', XML_TYPE], ['retry-after', '120']] as const },
    codes: ['server.busy'] as const,
    ...(status === 408 ? { resent: true as const } : {}), // RFC 9110, 15.5.9 invites to it
    inspect: (problem, world) => {
      equal([problem.message, problem.details.status], [SENTENCE, status], 'message and status');
      const inMs = (problem.details.retryAt ?? 0) - world.now();
      check(inMs > 100_000 && inMs <= 120_000, `try again in ${inMs} ms`);
    },
  })),
  ...each(['provisioning', 'theme', 'global_extprov'] as const, (document) => ({
    title: '503',
    clauses: ['O6'],
    document,
    behaviour: { status: 503, body: MESSAGE },
    codes: ['server.busy'] as const,
  })),
];

/** O12: codes that mean nothing here. */
const MEANINGLESS = [
  ...each([204, 205, 206, 300, 305, 402, 418, 451, 600, 999], (status) => ({
    title: `${status}`,
    clauses: ['O12'],
    document: 'extprov' as const,
    behaviour: { status, body: sampleAccount() },
    codes: ['answer.unexpected-status'] as const,
  })),
  ...each([302, 307], (status) => ({
    title: `${status} without a location`,
    clauses: ['O12'],
    needs: ['http.redirects=controlled|detected'],
    document: 'extprov' as const,
    behaviour: { status, body: '' },
    codes: ['answer.unexpected-status'] as const,
  })),
  ...each([302, 307], (status) => ({
    title: `${status} without a location, where the platform hides that there is none`,
    clauses: ['O11', 'O12'],
    needs: ['http.redirects=refused'],
    document: 'extprov' as const,
    behaviour: { status, body: '' },
    codes: ['redirect.refused'] as const,
  })),
  ...each([204, 418], (status) => ({
    title: `${status}`,
    clauses: ['O12'],
    document: 'provisioning' as const,
    behaviour: { status, body: '' },
    codes: ['answer.unexpected-status'] as const,
  })),
  ...each([402, 418], (status) => ({
    title: `${status} with a sentence for the person`,
    clauses: ['D8', 'O12'],
    document: 'extprov' as const,
    behaviour: { status, body: MESSAGE },
    codes: ['answer.unexpected-status'] as const,
    inspect: (problem) => {
      equal(problem.message, SENTENCE, 'message');
    },
  })),
];

/** How a first run ends for every outcome of the table that an answer alone can bring about. */
export const REFUSED_ANSWERS: readonly Case[] = [
  ...numbered('O2', O2),
  ...numbered('O5', NO),
  ...numbered('D8', MESSAGES),
  ...numbered('O6', LATER),
  ...numbered('O12', MEANINGLESS),
  ...REFUSED_BODIES,
];
