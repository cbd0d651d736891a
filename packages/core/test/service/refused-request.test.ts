/** What a request that is refused says about where the fault is: the key of the service, or the header that may not be set. */
import { describe, expect, test } from 'vitest';
import { readHost } from '../../src/service/host.js';
import { fillRequest } from '../../src/service/request.js';
import { OPTIONS, scopeOf, service } from './fixtures.js';

type Parts = Partial<Parameters<typeof service>[0]>;

function refusalOf(parts: Parts, username = 'alice'): unknown {
  const result = fillRequest(service({ url: 'https://a.b/', ...parts }), scopeOf(username), () => undefined, OPTIONS);
  return result.ok ? undefined : [result.problem.code, result.problem.details];
}

describe('a URL', () => {
  test.each<[string, string, string?]>([
    ['https://a.b/\u0000', 'url.malformed'],
    ['https://u@a.b/', 'url.malformed'],
    ['https://a.b/\u0001', 'url.malformed'],
    ['lua:x', 'service.scheme'],
    ['xhttps://a.b/', 'service.scheme'],
    ['%username%://a.b/', 'template.bad-position'],
    ['https://a.b:%username%/', 'template.bad-position'],
    ['https://%username%.a.b/', 'template.bad-value', 'a.b'],
    ['https://%username%.a.b/', 'template.bad-value', '\ud800'],
    ['https://a.b/%username%', 'template.bad-value', '..'],
    ['https://a.b/%username%', 'template.bad-value', '\ud800'],
    ['https://a.b/?%password%', 'template.unavailable'],
    ['https://a.b/%sha1(%password)%', 'template.bad-function'],
  ])('W2, W5, W8: %j is refused with %s and names its key', (url, code, username) => {
    expect(refusalOf({ url }, username)).toEqual([code, { node: 'InitialProvisioningUrl' }]);
  });
});

describe('the other templates', () => {
  test.each<[string, Parts, string]>([
    ['PostData', { method: 'POST', postData: '\ud800' }, 'template.bad-value'],
    ['PostData', { method: 'POST', postData: '%username%\ud800' }, 'template.bad-value'],
    ['ContentType', { postData: 'x', contentType: 'text/pl\u00e4in' }, 'service.header'],
    ['CustomHeaders', { customHeaders: 'X Y: z' }, 'service.header'],
    ['CustomHeaders', { customHeaders: 'X: \u00e4' }, 'service.header'],
    ['AuthUsername', { authUsername: '%sha1(x)%' }, 'template.bad-function'],
    ['AuthPassword', { authUsername: 'u', authPassword: '%password%' }, 'template.unavailable'],
  ])('W3 to W10: %s is named', (key, parts, code) => {
    expect(refusalOf(parts)).toEqual([code, { node: `InitialProvisioning${key}` }]);
  });

  test('S3: a secret that is gone is named by the key that it stood in', () => {
    expect(refusalOf({ url: { secret: 'u', shown: 'https://a.b/' } })).toEqual(['template.unavailable', { node: 'InitialProvisioningUrl' }]);
    expect(refusalOf({ customHeaders: { secret: 'h' } })).toEqual(['template.unavailable', { node: 'InitialProvisioningCustomHeaders' }]);
  });
});

describe('W4: a header that may not be set', () => {
  test('is named, in lower case', () => {
    expect(refusalOf({ customHeaders: 'X-A: 1\nHOST: x' })).toEqual(['service.header', { node: 'host' }]);
  });

  test('is one only by its whole name', () => {
    for (const name of ['X-Host', 'Hosted', 'TE-X', 'X-Upgrade', 'Trailers']) expect([name, refusalOf({ customHeaders: `${name}: x` })]).toEqual([name, undefined]);
  });
});

test('W2: a host is named as such', () => {
  for (const host of ['', 'a b', '[::1', '1.2.3']) expect(readHost(host)).toMatchObject({ ok: false, problem: { code: 'url.malformed', details: { node: 'host' } } });
});

test('W12: an agent without text is left out', () => {
  const result = fillRequest(service({ url: 'https://a.b/' }), scopeOf('a'), () => undefined, { ...OPTIONS, userAgent: '' });
  expect(result).toMatchObject({ ok: true, value: { request: { headers: [['Accept', expect.any(String)]] } } });
});

test('W9: nothing stays behind of a secret that is empty, so nothing is told', () => {
  const url = 'http://a.b/?%password%,%account[cloud_password]%';
  const scope = { values: [['password', '']], account: [] } as const;
  const result = fillRequest(service({ url }), scope, () => undefined, { ...OPTIONS, insecure: 'without-secrets' });
  expect(result).toMatchObject({ ok: true, value: { request: { url: 'http://a.b/?,' }, warnings: [{ code: 'template.missing-node', node: 'account[cloud_password]' }] } });
});
