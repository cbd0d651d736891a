import { describe, expect, test } from 'vitest';
import { readHost } from '../../src/service/host.js';
import { followDetected, followRedirect, judgeDetected } from '../../src/service/redirect.js';
import type { HttpRequest } from '../../src/service/service.js';

const FROM: HttpRequest = { method: 'GET', url: 'https://a.b/c', headers: [], sensitive: true };
const NO_URL: HttpRequest = { ...FROM, url: 'a.b/c' };

describe('followDetected', () => {
  test('W11: an answer from where it may come from is taken as it is', () => {
    for (const url of ['https://a.b/c', 'https://a.b/elsewhere']) expect(followDetected(FROM, { status: 200, headers: [], url }, 0, 'never')).toBeUndefined();
  });

  test('W11: a redirect that the platform left to us is followed', () => {
    expect(followDetected(FROM, { status: 302, headers: [['location', '/d']], url: FROM.url }, 0, 'never')).toEqual({ ok: true, value: { ...FROM, url: 'https://a.b/d' } });
  });

  test('W11, O11: one from elsewhere is discarded, whatever its status', () => {
    for (const status of [200, 302]) {
      const judged = followDetected(FROM, { status, headers: [['location', '/d']], url: 'https://x.y/' }, 0, 'never');
      expect(judged).toMatchObject({ ok: false, problem: { code: 'redirect.refused', details: { origin: 'https://a.b', cause: 'other-origin' } } });
    }
  });
});

test('W11: where a request has no URL to compare with, nothing is followed or taken', () => {
  expect(followRedirect(NO_URL, { status: 302, headers: [['location', 'https://a.b/']] }, 0, 'never')).toMatchObject({ ok: false, problem: { code: 'url.malformed' } });
  expect(judgeDetected(NO_URL, 'https://a.b/', 'never')).toMatchObject({ ok: false, problem: { code: 'url.malformed' } });
});

test('W2: a bracket that is never closed is no address', () => {
  expect(readHost('[::1')).toMatchObject({ ok: false, problem: { code: 'url.malformed' } });
  expect(readHost('[::1]')).toEqual({ ok: true, value: '[::1]' });
});
