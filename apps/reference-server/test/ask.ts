import type { ReferenceServer } from '../src/index.js';

export interface Question {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Ask = (question: Question) => Promise<Answer>;

/** The same question without a socket and over a real one. */
export const BINDINGS: readonly (readonly [name: string, bind: (server: ReferenceServer) => Ask])[] = [
  [
    'inject',
    (server) =>
      async ({ method = 'GET', path, headers = {}, body }) => {
        const answer = await server.inject({ method, url: path, headers: { ...headers }, ...(body === undefined ? {} : { payload: body }) });
        const texts = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
        return { status: answer.statusCode, headers: Object.fromEntries(texts) as Record<string, string>, body: answer.body };
      },
  ],
  [
    'socket',
    (server) =>
      async ({ method = 'GET', path, headers = {}, body }) => {
        const answer = await fetch(`${server.listeningOn}${path}`, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) });
        return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
      },
  ],
];

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** A sign-in as the definitions of ACME send it. */
export function form(path: string, fields: Readonly<Record<string, string>>): Question {
  const body = Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return { method: 'POST', path, headers: FORM, body };
}
