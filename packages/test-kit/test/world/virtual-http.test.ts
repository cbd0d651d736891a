import type { HttpOutcome } from '@firstring/core/driver';
import { expect, test } from 'vitest';
import { EMPTY_MOCK } from '../../src/portal/mock-state.js';
import { behave } from '../../src/portal/handle.js';
import type { Behaviour } from '../../src/portal/exchange.js';
import { sampleApp } from '../../src/portal/sample-app.js';
import { textOf } from '../../src/text/utf8.js';
import { holdMock } from '../../src/world/mock-holder.js';
import { createVirtualClock } from '../../src/world/virtual-clock.js';
import { createVirtualHttp } from '../../src/world/virtual-http.js';
import { createVirtualWork } from '../../src/world/virtual-work.js';
import { BODY, EXCHANGES, meets } from './exchanges.js';

const URL_OF_THEME = 'https://portal.example/v1/apps/ACME/live/theme';
const ASK = { method: 'GET', url: URL_OF_THEME, headers: [], sensitive: false } as const;
const LIMITS = { deadlineMs: 600, maxBytes: 100_000 };

function setUp(behaviour: Behaviour = {}, online = true) {
  const clock = createVirtualClock(1000);
  const work = createVirtualWork(clock);
  const { app } = sampleApp({ providerUrl: '' });
  const server = holdMock(behave({ ...EMPTY_MOCK, apps: [app] }, 'theme', behaviour));
  const http = createVirtualHttp({ clock, work, server, origins: [['https://portal.example', 'portal']], connectMs: 20, online: () => online });
  const runOut = () => {
    while (clock.fireNext(Infinity));
  };
  return { clock, work, server, http, runOut };
}

function summary(outcome: HttpOutcome): string {
  if (!outcome.ok) return ['reset', 'cut-off'].includes(outcome.failure.reason) ? 'broken' : outcome.failure.reason;
  const body = textOf(outcome.answer.body);
  return body === BODY ? 'whole' : BODY.startsWith(body) ? 'short' : body;
}

test.each(EXCHANGES)('%s', async (_what, transport, expected) => {
  const { http, runOut, work, clock, server } = setUp({ body: BODY, transport });
  const { outcome } = http.send(ASK, LIMITS);
  expect(work.open()).toBe(1);
  runOut();
  const actual = summary(await outcome);
  expect(meets(actual, expected), `${actual}, not ${expected}`).toBe(true);
  expect(work.open()).toBe(0);
  expect(clock.now()).toBe(expected === 'timeout' ? 1600 : clock.now());
  expect(server.requests()[0]?.end?.how).toBe(actual === 'whole' || actual === 'short' ? 'answered' : 'aborted');
});

test('F9: the cap counts what arrives, progress says how far it is', async () => {
  const seen: (readonly [number, number | undefined])[] = [];
  const { http, runOut } = setUp({ body: BODY, transport: { drip: { bytes: 8, everyMs: 1 } } });
  const small = http.send(ASK, { deadlineMs: 600, maxBytes: 15 }, (received, total) => seen.push([received, total]));
  runOut();
  expect(summary(await small.outcome)).toBe('too-large');
  expect(seen).toEqual([[8, 20]]);
});

test('O3: offline, an unknown host and a refused connection prove that nothing was sent', async () => {
  const offline = setUp({}, false);
  const one = offline.http.send(ASK, LIMITS);
  offline.runOut();
  expect(await one.outcome).toMatchObject({ failure: { reason: 'offline', sent: false } });
  const { http, runOut, server } = setUp();
  const two = http.send({ ...ASK, url: 'https://nowhere.example/' }, LIMITS);
  runOut();
  expect(await two.outcome).toMatchObject({ failure: { reason: 'dns', sent: false } });
  await server.change((state) => ({ ...state, refusing: ['portal'] }));
  const three = http.send(ASK, LIMITS);
  runOut();
  expect(await three.outcome).toMatchObject({ failure: { reason: 'refused', sent: false } });
  expect(server.requests()).toEqual([]);
});

test('an abort settles once, and the server learns of it', async () => {
  const { http, clock, runOut, server } = setUp({ transport: { latencyMs: 50 } });
  const sending = http.send(ASK, LIMITS);
  clock.fireNext(1020);
  expect(server.requests()).toHaveLength(1);
  sending.abort();
  sending.abort();
  runOut();
  expect(await sending.outcome).toMatchObject({ ok: false, failure: { reason: 'aborted', sent: true } });
  expect(server.requests()[0]?.end?.how).toBe('aborted');
});
