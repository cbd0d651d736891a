import type { DocumentName, ProblemCode } from '@firstring/core';
import { JSON_TYPE } from '../portal/plain-answer.js';
import { sampleAccount } from '../portal/sample-account.js';
import type { Case } from '../run/case.js';
import { joined, utf8 } from '../text/utf8.js';
import { DOCUMENTS } from './stage.js';
import { each, MESSAGE, numbered, PAGE, XHTML } from './refused-rows.js';

const XML_DOCUMENTS: readonly DocumentName[] = ['provisioning', 'global_extprov', 'extprov'];

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

/** How a first run ends where somebody answers, and what is in the answer is no document. */
export const REFUSED_BODIES: readonly Case[] = [...numbered('O7', PAGES), ...numbered('O8', NOT_A_DOCUMENT), ...numbered('O9', UNREADABLE)];
