import type { DocumentName, ProblemCode } from '@firstring/core';
import { XML_TYPE, JSON_TYPE } from '../portal/plain-answer.js';
import { sampleAccount } from '../portal/sample-account.js';
import { xmlDocument, xmlElement } from '../portal/xml.js';
import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import { joined, utf8 } from '../text/utf8.js';
import { DOCUMENTS } from './stage.js';
import { refusalCase, type Refusal } from './refusal.js';

const FROM_PORTAL: readonly DocumentName[] = ['provisioning', 'theme'];
const XML_DOCUMENTS: readonly DocumentName[] = ['provisioning', 'global_extprov', 'extprov'];

const SENTENCE = 'Come back on Monday.';
const MESSAGE = xmlDocument(xmlElement('error', [xmlElement('message', SENTENCE)]));
const PAGE = '<!DOCTYPE html><html><head><title>Hotel</title></head><body><form>Room number</form></body></html>';
const XHTML = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Hotel</title></head><body/></html>';

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

/** O7: a web page where settings were asked for. */
const PAGES = [
  ...each(DOCUMENTS, (document) => ({
    title: 'a web page',
    clauses: ['O7', 'D10'],
    document,
    behaviour: { status: 200, headers: [['content-type', 'text/html']] as const, body: PAGE },
    codes: ['answer.web-page'] as const,
  })),
  ...each(XML_DOCUMENTS, (document) => ({
    title: 'a web page that is well-formed XML',
    clauses: ['O7', 'D10'],
    document,
    behaviour: { status: 200, headers: [['content-type', 'application/xml']] as const, body: XHTML },
    codes: ['answer.web-page'] as const,
  })),
  ...each(DOCUMENTS, (document) => ({
    title: '511: the network wants a sign-in',
    clauses: ['O7'],
    document,
    behaviour: { status: 511, headers: [['content-type', 'text/html']] as const, body: PAGE },
    codes: ['network.captive'] as const,
  })),
];

/** O8: 2xx and yet no document. */
const NOT_A_DOCUMENT = [
  ...each(DOCUMENTS, (document) => ({
    title: 'an empty body',
    clauses: ['O8', 'D10'],
    document,
    behaviour: { status: 200, body: '' },
    codes: ['answer.not-a-document'] as const,
  })),
  ...each(XML_DOCUMENTS, (document) => ({
    title: 'a JSON error with 200',
    clauses: ['O8', 'D10'],
    document,
    behaviour: { status: 200, headers: [['content-type', JSON_TYPE]] as const, body: '{"error":"no such user"}' },
    codes: ['answer.not-a-document'] as const,
  })),
  ...each(XML_DOCUMENTS, (document) => ({
    title: 'the root `error` with 200',
    clauses: ['O8', 'D10'],
    document,
    behaviour: { status: 200, body: MESSAGE },
    codes: ['answer.not-a-document', 'xml.wrong-root'] as const,
  })),
  ...each(['provisioning', 'global_extprov'] as const, (document) => ({
    title: 'a root with no known child',
    clauses: ['O8', 'D10'],
    document,
    behaviour: { status: 200, body: '<rss><channel/></rss>' },
    codes: ['answer.not-a-document', 'xml.wrong-root'] as const,
  })),
  ...each(['<accounts><account/></accounts>', '<Account><title>x</title></Account>', '<provisioning/>'], (body) => ({
    title: `another root: ${body}`,
    clauses: ['O8', 'D6', 'D10'],
    document: 'extprov' as const,
    behaviour: { status: 200, body },
    codes: ['answer.not-a-document', 'xml.wrong-root'] as const,
  })),
  ...each(['<theme/>', '[]', '"theme"', 'null'], (body) => ({
    title: `no JSON object: ${body}`,
    clauses: ['O8', 'D12'],
    document: 'theme' as const,
    behaviour: { status: 200, body },
    codes: ['answer.not-a-document', 'theme.invalid'] as const,
  })),
];

const ACCOUNT = sampleAccount();
const wrapped = (inner: string): string => `<account><title>a</title>${inner}</account>`;

/** O9: bytes that are not what they claim to be. */
const UNREADABLE = each<readonly [string, string | Uint8Array, readonly ProblemCode[]]>(
  [
    ['not well-formed', wrapped('<host>x</hots>'), ['xml.not-well-formed']],
    ['two roots', `${ACCOUNT}<account/>`, ['xml.not-well-formed']],
    ['text after the root', `${ACCOUNT}end`, ['xml.not-well-formed']],
    ['an unknown entity', wrapped('<host>&host;</host>'), ['xml.not-well-formed']],
    ['an undeclared namespace', wrapped('<x:host>x</x:host>'), ['xml.not-well-formed']],
    ['a DOCTYPE', `<!DOCTYPE account [<!ENTITY a "b">]>${wrapped('<host>&a;</host>')}`, ['xml.doctype']],
    ['another declared encoding', `<?xml version="1.0" encoding="iso-8859-1"?>${wrapped('')}`, ['xml.encoding']],
    ['bytes that are no UTF-8', joined([utf8('<account><title>'), Uint8Array.of(0xc3, 0x28), utf8('</title></account>')]), ['xml.encoding']],
    ['a surrogate as bytes', joined([utf8('<account><title>'), Uint8Array.of(0xed, 0xa0, 0x80), utf8('</title></account>')]), ['xml.encoding']],
    ['UTF-16', joined([Uint8Array.of(0xff, 0xfe), Uint8Array.from(utf8(ACCOUNT).reduce<number[]>((all, byte) => [...all, byte, 0], []))]), ['xml.encoding']],
    ['70 levels', wrapped('<a>'.repeat(70) + '</a>'.repeat(70)), ['xml.too-deep']],
    ['100,001 elements', wrapped('<a/>'.repeat(100_000)), ['xml.too-large']],
    ['257 attributes', wrapped(`<a ${Array.from({ length: 257 }, (_, at) => `a${at}=""`).join(' ')}/>`), ['xml.too-large']],
  ],
  ([title, body, codes]) => ({ title, clauses: ['O9', 'D1', 'D2'], document: 'extprov' as const, behaviour: { status: 200, body }, codes }),
);

/** O12: codes that mean nothing here. */
const MEANINGLESS = [
  ...each([204, 205, 206, 300, 305, 402, 418, 451, 600, 999], (status) => ({
    title: `${status}`,
    clauses: ['O12'],
    document: 'extprov' as const,
    behaviour: { status, body: ACCOUNT },
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
  ...numbered('O7', PAGES),
  ...numbered('O8', NOT_A_DOCUMENT),
  ...numbered('O9', UNREADABLE),
  ...numbered('O12', MEANINGLESS),
];

type Row = Omit<Refusal, 'id'>;

function each<T>(values: readonly T[], row: (value: T) => Row): readonly Row[] {
  return values.map(row);
}

function numbered(group: string, rows: readonly Row[]): readonly Case[] {
  return rows.map((row, at) => refusalCase({ ...row, id: `REFUSED-${group}-${String(at + 1).padStart(2, '0')}` }));
}
