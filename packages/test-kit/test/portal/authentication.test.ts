import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { MockAuthentication } from '../../src/portal/authentication.js';
import { handle } from '../../src/portal/handle.js';
import { EMPTY_MOCK, type MockState } from '../../src/portal/mock-state.js';
import { sampleApp } from '../../src/portal/sample-app.js';
import { deepFrozen } from '../deep-frozen.js';

const USER = { username: 'Mufasa', password: 'Circle of Life', account: '<account/>' };
const RFC = 'realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf", opaque="FQhe"';

function mock(authentication: MockAuthentication): MockState {
  const { app, provider } = sampleApp({ providerUrl: 'https://p.example', users: [USER], authentication });
  return deepFrozen({ ...EMPTY_MOCK, apps: [app], providers: [provider] });
}

/** Status and challenges for requests that are signed so, one after the other. */
function ask(start: MockState, ...signed: readonly string[]): readonly unknown[] {
  let state = start;
  return signed.map((authorization) => {
    const headers = authorization === '' ? [] : [['authorization', authorization] as const];
    const [next, answer] = handle(state, { side: 'provider', at: 0, method: 'GET', path: '/acme/account', query: 'a=b', headers, body: '' });
    state = deepFrozen(next);
    return [answer.status, ...answer.headers.filter(([name]) => name === 'www-authenticate').map(([, value]) => value)];
  });
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

function digest(change: Readonly<Record<string, string>> = {}): string {
  const { nonce = '7ypf', uri = '/acme/account?a=b', nc = '00000001', username = 'Mufasa', qop = 'auth', algorithm = 'SHA-256', opaque = 'FQhe', password = 'Circle of Life' } = change;
  const response = hash(`${hash(`${username}:http-auth@example.org:${password}`)}:${nonce}:${nc}:c:${qop}:${hash(`GET:${uri}`)}`);
  return `Digest username="${username}", realm="http-auth@example.org", uri="${uri}", algorithm=${algorithm}, nonce="${nonce}", nc=${nc}, cnonce="c", qop=${qop}, response="${response}", opaque="${opaque}"`;
}

test('W10: the account is given to who answers the challenge, each count once', () => {
  const asked = [401, `Digest ${RFC}`, 'Basic realm="x"'];
  const state = mock({ challenges: [`Digest ${RFC}`, 'Basic realm="x"'] });
  expect(ask(state, '', digest(), digest(), digest({ nc: '00000002' }))).toEqual([asked, [200], asked, [200]]);
});

test('W10: whatever does not fit is asked again', () => {
  const state = mock({ challenges: [`Digest ${RFC}`] });
  const wrong = [{ nonce: 'other' }, { uri: '/acme/account' }, { username: 'mufasa' }, { qop: 'auth-int' }, { algorithm: 'MD5' }, { opaque: '' }, { password: '' }, { nc: '1' }].map((change) => digest(change));
  for (const authorization of [...wrong, digest().replace('c', 'd'), 'Basic TXVmYXNhOkNpcmNsZSBvZiBMaWZl', 'Digest']) expect(ask(state, authorization)).toEqual([[401, `Digest ${RFC}`]]);
  expect(ask(state, digest())).toEqual([[200]]);
});

test('W10: Basic, and several challenges in one header', () => {
  const state = mock({ challenges: [`Negotiate, Digest ${RFC}, Basic realm="x"`] });
  expect(ask(state, 'Basic TXVmYXNhOkNpcmNsZSBvZiBMaWZl', digest(), 'Basic TXVmYXNhOng=')).toEqual([[200], [200], [401, `Negotiate, Digest ${RFC}, Basic realm="x"`]]);
});

test('W10: a nonce that is too old is replaced for who knew the password', () => {
  const fresh = `Digest ${RFC.replace('7ypf', 'new')}, stale=true`;
  const state = mock({ challenges: [`Digest ${RFC}`], renewed: [fresh] });
  expect(ask(state, digest({ password: 'x' }), digest(), digest({ nonce: 'new' }))).toEqual([[401, `Digest ${RFC}`], [401, fresh], [200]]);
});
