import type { Pairs } from '@firstring/core';
import { xmlDocument, xmlElement } from './xml.js';

/** An answer before anything happens to it. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: Pairs<string>;
  readonly body: string;
}

export const XML_TYPE = 'application/xml; charset=utf-8';
export const JSON_TYPE = 'application/json; charset=utf-8';

/** Every answer, errors included, may be read by a web app of any origin (P5). */
export const FOR_WEB_APPS: Pairs<string> = [
  ['access-control-allow-origin', '*'],
  ['access-control-expose-headers', 'ETag, Last-Modified, Retry-After, WWW-Authenticate, Date'],
];

export function plainAnswer(status: number, type: string, body: string, more: Pairs<string> = []): PlainAnswer {
  return { status, headers: [['content-type', type], ...more, ...FOR_WEB_APPS], body };
}

/** An error with a sentence for the person (D8, P3). */
export function refusal(status: number, sentence: string): PlainAnswer {
  return plainAnswer(status, XML_TYPE, xmlDocument(xmlElement('error', [xmlElement('message', sentence)])));
}

/** What a browser asks before it sends the real request (P5). */
export function preflight(): PlainAnswer {
  const headers: Pairs<string> = [
    ['access-control-allow-methods', 'GET, POST, PUT, HEAD, DELETE'],
    ['access-control-allow-headers', '*'],
    ...FOR_WEB_APPS,
  ];
  return { status: 204, headers, body: '' };
}

/** The first header of that lower-case name. */
export function header(headers: Pairs<string>, name: string): string | undefined {
  return headers.find(([candidate]) => candidate === name)?.[1];
}
