import { describe, expect, test } from 'vitest';
import type { Pairs, Value } from '../../src/document/tree.js';
import { readService } from '../../src/service/definition.js';
import { accountScope, refreshScope } from '../../src/service/refresh-scope.js';
import type { Scope, ServiceDefinition } from '../../src/service/service.js';
import { sha1 } from '../../src/text/hash.js';
import { fill, filled, scopeOf } from './fixtures.js';

const KEPT: Scope = scopeOf('alice');
const VAULT = { s1: 'typed', s2: 'cloud', s3: 'https://a.b/x?u=%username%&p=%sha1(%account[token]%)%', s4: 'p=%password%&c=%account[cloud_password]%&x=%account[x-y z]%&q=%account[gone]%', s5: 't0k' };
const ACCOUNT: Pairs<Value> = [
  ['cloud_username', 'c-1'],
  ['cloud_password', { secret: 's2' }],
  ['token', { secret: 's5' }],
  ['x-y z', 'any'],
  ['deep', { name: 'deep', attributes: [], text: 'own', children: [] }],
  ['EXTPROVurl', { secret: 's3', shown: 'https://a.b/x' }],
  ['extprovPostData', { secret: 's4' }],
  ['extProvInterval', '3600'],
  ['extProvCustomHeaders', 'X-Deep: %account[deep]%'],
];

function extProv(account = ACCOUNT): ServiceDefinition {
  const read = readService(account, 'extProv', 'disable');
  if (!read.ok || read.value.service === undefined) throw new Error('no service');
  return read.value.service;
}

describe('the service of an account', () => {
  test('R2, W1, W6: it is asked with the account, the keys in any capitalisation', () => {
    const { request, warnings } = filled(extProv(), refreshScope(KEPT, ACCOUNT), VAULT);
    expect(request).toMatchObject({ method: 'POST', url: `https://a.b/x?u=c-1&p=${sha1(new TextEncoder().encode('t0k'))}`, body: 'p=cloud&c=cloud&x=any&q=' });
    expect(request.headers).toContainEqual(['X-Deep', '']);
    expect(warnings).toEqual([
      { code: 'template.missing-node', node: 'account[deep]' },
      { code: 'template.missing-node', node: 'account[gone]' },
    ]);
  });

  test('R2a: without cloud_* the kept sign-in is sent', () => {
    const account = ACCOUNT.filter(([name]) => !name.startsWith('cloud_'));
    const { request } = filled(extProv(account), refreshScope(KEPT, account), VAULT);
    expect([request.url.slice(0, 22), request.body]).toEqual(['https://a.b/x?u=alice&', 'p=typed&c=&x=any&q=']);
  });

  test('R2a: a one-time password that was erased is never sent as a placeholder: the service says what it lacks', () => {
    const account = ACCOUNT.filter(([name]) => name !== 'cloud_password');
    const kept: Scope = { values: KEPT.values.filter(([name]) => name !== 'password') };
    expect(fill(extProv(account), refreshScope(kept, account), VAULT)).toBe('input.credentials-missing');
    const hashed = { ...extProv(account), postData: '%md5(%password%)%' };
    expect(fill(hashed, refreshScope(kept, account), VAULT)).toBe('input.credentials-missing');
    expect(fill({ ...extProv(account), postData: '%passwords%' }, refreshScope(kept, account), VAULT)).not.toBe('input.credentials-missing');
    expect(fill({ ...extProv(account), postData: '%username%' }, refreshScope(kept, account), VAULT)).not.toBe('input.credentials-missing');
  });

  test('W2: another scheme disables it with a warning, and an account without it has none', () => {
    expect(readService([['extProvUrl', 'lua:x']], 'extProv', 'disable')).toEqual({ ok: true, value: { service: undefined, warnings: [{ code: 'service.scheme', node: 'extProvUrl' }] } });
    expect(readService([['extProvInterval', '60']], 'extProv', 'disable')).toEqual({ ok: true, value: { service: undefined, warnings: [] } });
  });
});

describe('R14, W6: dialActionWs', () => {
  test('knows the account, and the sign-in only through it', () => {
    const scope = accountScope(KEPT, ACCOUNT);
    expect(scope.values.map(([name]) => name)).toEqual(['installid']);
    expect(scope.account?.map(([name]) => name)).not.toContain('deep');
    const read = readService([['DialActionWsUrl', 'https://a.b/?i=%installid%&u=%account[cloud_username]%&n=%username%'], ['dialActionWsRefresh', '60']], 'dialActionWs', 'disable');
    const service = read.ok ? read.value.service : undefined;
    expect(service).toBeDefined();
    if (service === undefined) return;
    const { request, warnings } = filled(service, scope, VAULT);
    expect(request.url).toBe('https://a.b/?i=i-1&u=c-1&n=%username%');
    expect(warnings).toEqual([{ code: 'template.unknown-name', node: 'username' }]);
  });
});
