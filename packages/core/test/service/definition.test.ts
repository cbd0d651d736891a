import { describe, expect, it } from 'vitest';
import type { Pairs, Value } from '../../src/document/tree.js';
import { readService, type ServiceReading } from '../../src/service/definition.js';
import type { ServicePrefix } from '../../src/service/service.js';

function read(entries: Pairs<Value>, prefix: ServicePrefix = 'InitialProvisioning'): ServiceReading {
  const result = readService(entries, prefix);
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

const URL_NODE = ['InitialProvisioningUrl', 'https://a.b/'] as const;

describe('service definitions', () => {
  it('W1: the keys of one prefix, in any case of letters; others are ignored', () => {
    const { service, warnings } = read([
      ['initialprovisioningURL', 'https://a.b/%username%'],
      ['INITIALPROVISIONINGPOSTDATA', { secret: 's1' }],
      ['InitialProvisioningContentType', ' application/json\n'],
      ['InitialProvisioningAuthUsername', ' u '],
      ['InitialProvisioningAuthPassword', { secret: 's2' }],
      ['InitialProvisioningCustomHeaders', { secret: 's3' }],
      ['InitialProvisioningTimeout', '45'],
      ['initialGlobalProvisioningUrl', 'https://other/'],
      ['InitialProvisioningUrlX', 'https://other/'],
      ['__proto__', 'x'],
    ]);
    expect(service).toEqual({
      prefix: 'InitialProvisioning',
      url: 'https://a.b/%username%',
      postData: { secret: 's1' },
      contentType: 'application/json',
      method: 'POST',
      authUsername: ' u ',
      authPassword: { secret: 's2' },
      customHeaders: { secret: 's3' },
      timeoutMs: 45_000,
    });
    expect(warnings).toEqual([]);
  });

  it('W1: only ASCII letters fold', () => {
    expect(read([['extProvUrl', 'https://a.b/'], ['extProvPostData', 'x']], 'extProv').service?.method).toBe('POST');
    expect(read([['\u0130nitialProvisioningUrl', 'https://a.b/']]).service).toBeUndefined();
  });

  it('F4: without a URL, or with a blank one, there is no service', () => {
    for (const url of ['', ' ', '\n\t\r ']) expect(read([['InitialProvisioningUrl', url], ['InitialProvisioningMethod', 'BREW']])).toEqual({ service: undefined, warnings: [] });
    expect(read([]).service).toBeUndefined();
  });

  it('W2: other schemes are refused, or disable the service where the caller says so', () => {
    for (const url of ['lua:provision', 'ftp://a.b', 'https:a.b', 'a.b', '%scheme%://a.b', 'javascript:alert(1)', '\u00a0https://a.b']) {
      const entries: Pairs<Value> = [['dialActionWsUrl', url]];
      const result = readService(entries, 'dialActionWs');
      expect(result).toMatchObject({ ok: false, problem: { code: 'service.scheme', details: { node: 'dialActionWsUrl' } } });
      expect(JSON.stringify(result)).not.toContain(url);
      expect(readService(entries, 'dialActionWs', 'disable')).toEqual({
        ok: true,
        value: { service: undefined, warnings: [{ code: 'service.scheme', node: 'dialActionWsUrl' }] },
      });
    }
    for (const url of ['HTTP://a.b', ' https://a.b ']) expect(read([['InitialProvisioningUrl', url]]).service).toBeDefined();
  });

  it('W2, S3: of a URL with a secret query the shown part is checked', () => {
    const secret = { secret: 's1', shown: ' https://a.b/x' };
    expect(read([['InitialProvisioningUrl', secret]]).service?.url).toBe(secret);
    expect(readService([['InitialProvisioningUrl', { secret: 's1', shown: 'lua:x' }]], 'InitialProvisioning')).toMatchObject({ problem: { code: 'service.scheme' } });
    expect(read([['InitialProvisioningUrl', { secret: 's1' }]]).service).toBeDefined();
  });

  it('W3: the method and the content type have defaults', () => {
    const plain = read([URL_NODE]).service;
    expect(plain?.method).toBe('GET');
    expect(plain?.contentType).toBe('application/x-www-form-urlencoded');
    expect(plain).not.toHaveProperty('timeoutMs');
    expect(read([URL_NODE, ['InitialProvisioningPostData', '']]).service?.method).toBe('GET');
    expect(read([URL_NODE, ['InitialProvisioningPostData', ' ']]).service).toMatchObject({ method: 'POST', postData: ' ' });
    for (const method of ['GET', 'POST', 'PUT', 'HEAD', 'DELETE', ' put\n']) {
      expect(read([URL_NODE, ['InitialProvisioningMethod', method]]).service?.method).toBe(method.trim().toUpperCase());
    }
  });

  it('W3: an unknown method and an unreadable content type are refused', () => {
    for (const method of ['PATCH', 'CONNECT', 'G ET', 'toString', { secret: 's1' }]) {
      expect(readService([URL_NODE, ['InitialProvisioningMethod', method]], 'InitialProvisioning')).toMatchObject({
        problem: { code: 'service.method', details: { node: 'InitialProvisioningMethod' } },
      });
    }
    expect(readService([URL_NODE, ['InitialProvisioningContentType', { secret: 's1' }]], 'InitialProvisioning')).toMatchObject({ problem: { code: 'service.header', details: { node: 'InitialProvisioningContentType' } } });
  });

  it.each([
    ['1', 1000, []],
    [' 120 ', 120_000, []],
    ['007', 7000, []],
    ['121', 120_000, ['service.timeout-clamped']],
    ['9'.repeat(400), 120_000, ['service.timeout-clamped']],
    ['0', undefined, ['service.timeout-ignored']],
    ['-5', undefined, ['service.timeout-ignored']],
    ['1e1', undefined, ['service.timeout-ignored']],
    ['2.5', undefined, ['service.timeout-ignored']],
    ['soon', undefined, ['service.timeout-ignored']],
    ['', undefined, []],
  ])('F9: a Timeout of %j', (text, ms, codes) => {
    const { service, warnings } = read([URL_NODE, ['InitialProvisioningTimeout', text]]);
    expect(service?.timeoutMs).toBe(ms);
    expect(warnings.map(({ code }) => code)).toEqual(codes);
  });

  it('D1: the first of a repeated key counts, a subtree is ignored, each with a warning', () => {
    const subtree: Value = { name: 'x', attributes: [], text: '', children: [] };
    const { service, warnings } = read([URL_NODE, ['initialProvisioningURL', 'https://second/'], ['InitialProvisioningPostData', subtree]]);
    expect(service).toMatchObject({ url: 'https://a.b/', postData: '', method: 'GET' });
    expect(warnings).toEqual([
      { code: 'service.repeated', node: 'InitialProvisioningUrl' },
      { code: 'service.subtree-ignored', node: 'InitialProvisioningPostData' },
    ]);
  });
});
