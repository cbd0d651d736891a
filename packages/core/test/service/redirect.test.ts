import { describe, expect, it } from 'vitest';
import { followRedirect, judgeDetected } from '../../src/service/redirect.js';
import type { HttpMethod, HttpRequest, InsecurePolicy } from '../../src/service/service.js';

const headers = [['Accept', 'x'], ['Content-Type', 'y'], ['Content-Language', 'cs'], ['X-Content-Hint', 'z']] as const;

function request(method: HttpMethod, sensitive: boolean, url = 'https://a.b/c/d?q=canary'): HttpRequest {
  return method === 'GET' || method === 'HEAD' ? { method, url, headers, sensitive } : { method, url, headers, body: 'canary', sensitive };
}

function follow(from: HttpRequest, status: number, location: string, hops = 0, insecure: InsecurePolicy = 'never'): unknown {
  const result = followRedirect(from, { status, headers: [['location', location]] }, hops, insecure);
  if (result === undefined) return undefined;
  return result.ok ? result.value : result.problem.details.cause;
}

describe('redirects', () => {
  it.each([
    [301, 'POST', 'GET'], [302, 'POST', 'GET'], [303, 'POST', 'GET'], [307, 'POST', 'POST'], [308, 'POST', 'POST'],
    [301, 'PUT', 'PUT'], [302, 'DELETE', 'DELETE'], [303, 'PUT', 'GET'], [303, 'DELETE', 'GET'],
    [301, 'GET', 'GET'], [303, 'GET', 'GET'], [303, 'HEAD', 'HEAD'], [302, 'HEAD', 'HEAD'],
  ] as const)('W11: %i turns %s into %s', (status, method, next) => {
    const from = request(method, true);
    const url = 'https://a.b/e?f';
    const dropped = method !== next;
    expect(follow(from, status, '/e?f#g')).toEqual(dropped ? { method: next, url, sensitive: true, headers: [['Accept', 'x'], ['X-Content-Hint', 'z']] } : { ...from, url });
  });

  it('W11: other codes and a missing Location are no redirects', () => {
    for (const status of [200, 201, 300, 304, 305, 306, 309, 399, 401, 503]) expect(follow(request('GET', false), status, '/x')).toBeUndefined();
    expect(followRedirect(request('GET', false), { status: 302, headers: [['x', '/y']] }, 0, 'never')).toBeUndefined();
  });

  it('W11: at most 3', () => {
    const from = request('GET', false);
    for (const hops of [0, 1, 2]) expect(follow(from, 302, '/x', hops)).toMatchObject({ url: 'https://a.b/x' });
    for (const hops of [3, 4]) expect(follow(from, 302, '/x', hops)).toBe('too-many');
  });

  it('W11: never from https to http, whatever the app allows', () => {
    for (const policy of ['never', 'loopback', 'without-secrets', 'with-secrets'] as const) {
      for (const location of ['http://a.b/', 'HTTP://a.b:443/', 'http://127.0.0.1/']) expect(follow(request('GET', false), 302, location, 0, policy)).toBe('downgrade');
    }
  });

  it('W11: never to another origin with something sensitive', () => {
    for (const location of ['https://x.y/', '//x.y', 'https://a.b:8443/', 'https://a.b.evil.com/', 'https://A.B./']) {
      expect(follow(request('POST', true), 307, location)).toBe('other-origin');
      expect(follow(request('GET', true), 302, location)).toBe('other-origin');
    }
    for (const location of ['https://A.B:443/e', '//a.b/e', '../e', 'HTTPS://a.b/e']) expect(follow(request('POST', true), 307, location)).toMatchObject({ url: 'https://a.b/e', body: 'canary' });
    expect(follow(request('GET', false), 302, '//x.y')).toMatchObject({ url: 'https://x.y/' });
  });

  it('W9: from plain http it goes only where the app allows plain http', () => {
    const from = request('GET', false, 'http://127.0.0.1:8080/');
    expect(follow(from, 302, 'http://localhost/x', 0, 'loopback')).toMatchObject({ url: 'http://localhost/x' });
    expect(follow(from, 302, 'http://evil.com/x', 0, 'loopback')).toBe('insecure');
    expect(follow(from, 302, 'http://evil.com/x', 0, 'without-secrets')).toMatchObject({ url: 'http://evil.com/x' });
    expect(follow(from, 302, 'https://a.b/x', 0, 'loopback')).toMatchObject({ url: 'https://a.b/x' });
    expect(follow({ ...from, sensitive: true }, 302, 'https://127.0.0.1:8080/', 0, 'loopback')).toBe('other-origin');
  });

  it.each([
    ['lua:x', 'scheme'], ['javascript:alert(1)', 'scheme'], ['tel:112', 'scheme'], ['xhttps://a.b/', 'scheme'], ['httpsx://a.b/', 'scheme'], ['https://u:p@a.b/', 'user-info'], ['//u@a.b/', 'user-info'], ['', 'malformed'], [' /x', 'malformed'], ['/x y', 'malformed'],
    ['/\\x.y', 'malformed'], ['\\\\x.y', 'malformed'], ['https:x', 'malformed'], ['https://127.1/', 'malformed'], ['https://a.b:99999/', 'malformed'], ['/\r\nX: y', 'malformed'], ['/é', 'malformed'],
  ])('W11: a Location of %j is refused: %s', (location, cause) => {
    expect(follow(request('GET', false), 302, location)).toBe(cause);
  });

  it('W11: two Locations must agree', () => {
    const answer = (second: string): unknown => followRedirect(request('GET', false), { status: 302, headers: [['Location', '/x'], ['LOCATION', second]] }, 0, 'never');
    expect(answer('/x')).toMatchObject({ ok: true });
    expect(answer('/y')).toMatchObject({ ok: false, problem: { details: { cause: 'malformed' } } });
  });

  it('S4: a refusal tells the origin and nothing of path, query or target', () => {
    const result = followRedirect(request('GET', true), { status: 302, headers: [['location', 'https://x.y/?canary']] }, 0, 'never');
    expect(result).toMatchObject({ ok: false, problem: { code: 'redirect.refused', details: { origin: 'https://a.b', cause: 'other-origin' } } });
    expect(JSON.stringify(result)).not.toMatch(/canary|x\.y/);
  });

  it.each([
    ['https://a.b/c/d?q=canary', true, { redirected: false }],
    ['https://A.B:443/c/d?q=canary#x', true, { redirected: false }],
    ['https://a.b/other', true, { redirected: true }],
    ['https://x.y/', false, { redirected: true }],
    ['https://x.y/', true, 'other-origin'],
    ['http://a.b/c/d?q=canary', false, 'downgrade'],
    ['https://u:p@a.b/', false, 'user-info'],
    ['about:blank', false, 'scheme'],
    ['', false, 'malformed'],
  ])('W11: a platform that followed by itself and ended at %s (sensitive: %s)', (finalUrl, sensitive, expected) => {
    const result = judgeDetected(request('GET', sensitive), finalUrl, 'never');
    expect(result.ok ? result.value : result.problem.details.cause).toEqual(expected);
  });
});
