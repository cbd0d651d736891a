import { expect, test } from 'vitest';
import { exchange } from '../../src/driver/exchange.js';
import { followRedirect } from '../../src/driver/index.js';
import type { HttpLimits, HttpPort } from '../../src/driver/ports.js';

test('F9: one deadline covers a request with its redirects, and leaves each at least something', async () => {
  let now = 0;
  const given: HttpLimits[] = [];
  const http: HttpPort = {
    redirects: 'controlled',
    redirectRule: followRedirect,
    bodyCap: 'streamed',
    failures: 'told',
    resends: false,
    send(request, limits) {
      given.push(limits);
      now += 600;
      const headers = given.length < 3 ? [['location', '/next'] as const] : [];
      return { abort: () => undefined, outcome: Promise.resolve({ ok: true, answer: { status: given.length < 3 ? 302 : 200, headers, body: new Uint8Array(), url: request.url } }) };
    },
  };
  const request = { method: 'GET', url: 'https://a.example/', headers: [], sensitive: false } as const;
  const { outcome } = exchange(http, request, { limits: { deadlineMs: 1_000, maxBytes: 9 }, insecure: 'never', sign: undefined, now: () => now, onProgress: () => undefined });
  expect(await outcome).toMatchObject({ kind: 'answered', answer: { status: 200 }, redirected: true });
  expect(given).toEqual([{ deadlineMs: 1_000, maxBytes: 9 }, { deadlineMs: 400, maxBytes: 9 }, { deadlineMs: 1, maxBytes: 9 }]);
});
