import { md5, sha256, type Pairs } from '@firstring/core';
import { bytesOfBase64 } from '../text/base64.js';
import { textOf, utf8 } from '../text/utf8.js';
import type { MockRequest } from './exchange.js';
import type { MockState, MockUser } from './mock-state.js';
import { header } from './plain-answer.js';

/** How a service asks who is there (W10); the users of its provider are those who may. */
export interface MockAuthentication {
  /** Values of `WWW-Authenticate`, each in a header of its own. */
  readonly challenges: readonly string[];
  /** Given in place of `challenges` to whoever answers one of those rightly: their nonces are too old. */
  readonly renewed?: readonly string[];
}

/** Who signed the request, or the challenges that it gets. Nothing is accepted twice: a count has to grow (RFC 7616, 3.4). */
export function authenticate({ challenges, renewed }: MockAuthentication, users: readonly MockUser[], state: MockState, request: MockRequest): MockUser | readonly string[] {
  const sent = header(request.headers, 'authorization') ?? '';
  if (sent === '' || state.log.some(({ headers }) => header(headers, 'authorization') === sent && !sent.startsWith('Basic '))) return challenges;
  const signer = (offered: readonly string[]): MockUser | undefined => users.find((user) => offered.flatMap(apart).some((challenge) => fits(challenge, user, sent, request)));
  const user = signer(renewed ?? challenges);
  return user ?? (renewed !== undefined && signer(challenges) !== undefined ? renewed : challenges);
}

function apart(value: string): readonly string[] {
  return value.split(/, (?=(?:Basic|Digest) )/);
}

function fits(challenge: string, user: MockUser, sent: string, request: MockRequest): boolean {
  if (/^basic\b/i.test(challenge)) return sent.startsWith('Basic ') && textOf(bytesOfBase64(sent.slice(6))) === `${user.username}:${user.password}`;
  return /^digest\b/i.test(challenge) && /^Digest /.test(sent) && fitsDigest(parameters(challenge), user, parameters(sent), request);
}

/** RFC 7616, section 3.4, written down once more: the mock does not trust the code that it tests. */
function fitsDigest(asked: Pairs<string>, { username, password }: MockUser, sent: Pairs<string>, { method, path, query }: MockRequest): boolean {
  const [of, by] = [(name: string) => header(asked, name) ?? '', (name: string) => header(sent, name) ?? ''];
  const algorithm = of('algorithm') === '' ? 'MD5' : of('algorithm');
  const hash = (text: string): string => (/^md5/i.test(algorithm) ? md5 : sha256)(utf8(text));
  const session = /-sess$/i.test(algorithm);
  const who = `${username}:${of('realm')}`;
  const first = session ? hash(`${hash(`${who}:${password}`)}:${of('nonce')}:${by('cnonce')}`) : hash(`${who}:${password}`);
  const second = hash(`${method}:${by('uri')}`);
  const withQop = of('qop') !== '';
  const response = withQop ? hash(`${first}:${of('nonce')}:${by('nc')}:${by('cnonce')}:auth:${second}`) : hash(`${first}:${of('nonce')}:${second}`);
  const named = of('userhash') === 'true' ? by('username') === hash(who) && by('userhash') === 'true' : by('username') === username || by('username*') === `UTF-8''${extended(username)}`;
  return (
    named &&
    ['realm', 'nonce', 'opaque'].every((name) => by(name) === of(name)) &&
    by('uri') === (query === '' ? path : `${path}?${query}`) &&
    (by('algorithm') === '' ? 'md5' : by('algorithm').toLowerCase()) === algorithm.toLowerCase() &&
    (withQop ? by('qop') === 'auth' && /^[0-9a-f]{8}$/.test(by('nc')) && by('cnonce') !== '' : by('qop') === '') &&
    by('response') === response
  );
}

/** RFC 8187 escapes a few characters more. */
function extended(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function parameters(text: string): Pairs<string> {
  return Array.from(text.matchAll(/([\w*-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g), ([, name = '', quoted, token = '']) => [name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? token] as const);
}
