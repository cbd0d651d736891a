import { describe, expect, test } from 'vitest';
import { isSubtree, type Pairs, type Value } from '../../src/document/tree.js';
import { readService } from '../../src/service/definition.js';
import type { Scope, ServiceDefinition } from '../../src/service/service.js';
import { sha1 } from '../../src/text/hash.js';
import { fill, filled, scopeOf } from './fixtures.js';

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

/** What the machine makes of an account on a refresh (`kept-input.ts`). */
function onRefresh(account: Pairs<Value>, values = scopeOf('alice').values, absent: readonly string[] = []): Scope {
  return { values, account: account.flatMap(([name, value]) => (isSubtree(value) ? [] : [[name, value] as const])), absent };
}

function extProv(account = ACCOUNT): ServiceDefinition {
  const read = readService(account, 'extProv', 'disable');
  if (!read.ok || read.value.service === undefined) throw new Error('no service');
  return read.value.service;
}

describe('the service of an account', () => {
  test('R2, W1, W6: it is asked with the account, the keys in any capitalisation', () => {
    const { request, warnings } = filled(extProv(), onRefresh(ACCOUNT, [['username', 'c-1'], ['password', { secret: 's2' }]]), VAULT);
    expect(request).toMatchObject({ method: 'POST', url: `https://a.b/x?u=c-1&p=${sha1(new TextEncoder().encode('t0k'))}`, body: 'p=cloud&c=cloud&x=any&q=' });
    expect(request.headers).toContainEqual(['X-Deep', '']);
    expect(warnings).toEqual([
      { code: 'template.missing-node', node: 'account[deep]' },
      { code: 'template.missing-node', node: 'account[gone]' },
    ]);
  });

  test('R2a: a one-time password that was erased is never sent as a placeholder: the service says what it lacks', () => {
    const scope = onRefresh(ACCOUNT, [['username', 'alice']], ['password']);
    expect(fill(extProv(), scope, VAULT)).toBe('input.credentials-missing');
    expect(fill({ ...extProv(), postData: '%md5(%password%)%' }, scope, VAULT)).toBe('input.credentials-missing');
    for (const postData of ['%passwords%', '%username%', '%account[password]%', '%password']) expect(typeof fill({ ...extProv(), postData }, scope, VAULT)).toBe('object');
  });

  test('W2: another scheme disables it with a warning, and an account without it has none', () => {
    expect(readService([['extProvUrl', 'lua:x']], 'extProv', 'disable')).toEqual({ ok: true, value: { service: undefined, warnings: [{ code: 'service.scheme', node: 'extProvUrl' }] } });
    expect(readService([['extProvInterval', '60']], 'extProv', 'disable')).toEqual({ ok: true, value: { service: undefined, warnings: [] } });
  });
});
