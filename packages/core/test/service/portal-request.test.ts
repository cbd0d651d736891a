import { describe, expect, it } from 'vitest';
import type { CloudId } from '../../src/input/parameters.js';
import { portalRequest } from '../../src/service/portal-request.js';
import { OPTIONS } from './fixtures.js';

const acme: CloudId = { canonical: 'ACME', fullcode: 'acme*', version: 'editable' };

function urlOf(portal: string): string {
  const result = portalRequest(portal, acme, 'provisioning', OPTIONS);
  return result.ok ? result.value.url : result.problem.code;
}

describe('asking the portal', () => {
  it('P1, F2, W12: cloud ID, version and document, nothing else', () => {
    expect(portalRequest('https://portal.example', { ...acme, version: 'live' }, 'theme', OPTIONS)).toEqual({
      ok: true,
      value: { method: 'GET', url: 'https://portal.example/v1/apps/ACME/live/theme', headers: [['Accept', 'application/json'], ['User-Agent', 'Acme/1.0']], sensitive: false },
    });
  });

  it.each([
    ['https://portal.example/', 'https://portal.example/v1/apps/ACME/editable/provisioning'],
    ['https://portal.example', 'https://portal.example/v1/apps/ACME/editable/provisioning'],
    ['https://portal.example//', 'https://portal.example/v1/apps/ACME/editable/provisioning'],
    ['https://Portal.example:443/base/x/', 'https://portal.example/base/x/v1/apps/ACME/editable/provisioning'],
    ['https://portal.example/base#x', 'https://portal.example/base/v1/apps/ACME/editable/provisioning'],
    ['https://portal.example/?x', 'url.malformed'],
    ['https://u:p@portal.example/', 'url.malformed'],
    ['portal.example', 'url.malformed'],
    ['ftp://portal.example', 'url.malformed'],
    ['', 'url.malformed'],
    ['http://portal.example', 'url.insecure'],
    ['http://localhost', 'url.insecure'],
  ])('P1, T1: a base of %j', (portal, expected) => {
    expect(urlOf(portal)).toBe(expected);
  });

  it('W9: plain http as the app allows it', () => {
    const code = (portal: string, insecure: 'loopback' | 'without-secrets'): unknown => portalRequest(portal, acme, 'theme', { ...OPTIONS, insecure }).ok;
    expect(code('http://localhost:8080', 'loopback')).toBe(true);
    expect(code('http://portal.example', 'loopback')).toBe(false);
    expect(code('http://portal.example', 'without-secrets')).toBe(true);
  });

  it('I2: no cloud ID leaves its segment', () => {
    const result = portalRequest('https://a.b', { ...acme, canonical: 'A/../B?c#d' }, 'theme', OPTIONS);
    expect(result).toMatchObject({ value: { url: 'https://a.b/v1/apps/A%2F..%2FB%3Fc%23d/editable/theme' } });
    expect(portalRequest('https://a.b', { ...acme, canonical: '\ud800' }, 'theme', OPTIONS)).toMatchObject({ ok: false, problem: { code: 'url.malformed', details: { node: 'portal' } } });
  });
});
