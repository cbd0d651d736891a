import { describe, expect, test } from 'vitest';
import { behave } from '../../src/portal/handle.js';
import type { Behaviour } from '../../src/portal/exchange.js';
import { EMPTY_MOCK } from '../../src/portal/mock-state.js';
import { sampleApp } from '../../src/portal/sample-app.js';
import { textOf } from '../../src/text/utf8.js';
import { createXmlHttpRequest, type NativeRequest } from '../../src/native/xml-http-request.js';
import { holdMock } from '../../src/world/mock-holder.js';
import { createVirtualClock } from '../../src/world/virtual-clock.js';
import { createVirtualWork } from '../../src/world/virtual-work.js';
import { BODY, EXCHANGES, meets } from '../world/exchanges.js';

const THEME = 'https://portal.example/v1/apps/ACME/live/theme';

interface Setup {
  readonly online?: boolean;
  readonly alive?: () => boolean;
}

function setUp(behaviours: readonly Behaviour[] = [{}], { online = true, alive = () => true }: Setup = {}) {
  const clock = createVirtualClock(1000);
  const work = createVirtualWork(clock);
  const { app, provider } = sampleApp({ providerUrl: 'https://provider.example' });
  const server = holdMock(behave({ ...EMPTY_MOCK, apps: [app], providers: [provider] }, 'theme', ...behaviours));
  const origins = [['https://portal.example', 'portal'], ['https://provider.example', 'provider'], ['http://plain.example', 'provider']] as const;
  const around = { clock, work, server, origins, random: () => 0, portalUrl: '', untrusted: [], connectMs: 20 };
  const Request = createXmlHttpRequest(around, () => online, alive);
  /** Sends, lets everything happen, and lists the events. */
  const ask = (prepare: (request: NativeRequest) => void = () => undefined, url = THEME, method = 'GET', body?: string | Uint8Array) => {
    const request = new Request();
    const events: string[] = [];
    request.open(method, url);
    request.responseType = 'arraybuffer';
    request.withCredentials = false;
    request.timeout = 600;
    request.onload = () => events.push('load');
    request.onerror = () => events.push('error');
    request.ontimeout = () => events.push('timeout');
    request.onabort = () => events.push('abort');
    prepare(request);
    request.send(body);
    while (clock.fireNext(Infinity));
    return { request, events, text: request.response instanceof ArrayBuffer ? textOf(new Uint8Array(request.response)) : undefined };
  };
  return { clock, work, server, ask, Request };
}

test.each(EXCHANGES)('%s', (_what, transport, expected) => {
  const { ask, work, server } = setUp([{ body: BODY, transport }]);
  const { events, text, request } = ask();
  const actual = text === undefined ? 'broken' : text === BODY ? 'whole' : 'short';
  expect(meets(actual, expected === 'timeout' ? 'broken' : expected), `${actual}, not ${expected}`).toBe(true); // its time limit is an error
  expect(events).toEqual([actual === 'broken' ? 'error' : 'load']);
  expect(request.status === 0).toBe(actual === 'broken' && (transport.fault?.afterBytes ?? transport.announcedLength ?? transport.drip) === undefined);
  expect(work.open()).toBe(0);
  expect(server.requests()[0]?.end?.how).toBe(actual === 'broken' ? 'aborted' : 'answered');
});

test('no network, no such name: errors without a reason', () => {
  for (const { events, request } of [setUp([{}], { online: false }).ask(), setUp().ask(undefined, 'https://nowhere.example/')]) {
    expect(events).toEqual(['error']);
    expect([request.status, request.response, request.getAllResponseHeaders(), request.responseURL]).toEqual([0, null, null, undefined]);
  }
});

test('no body before the end, progress where somebody listens, headers joined and in lower case', () => {
  const seen: unknown[] = [];
  const { ask } = setUp([{ headers: [['X-A', '1'], ['x-a', '2']], body: BODY, transport: { drip: { bytes: 8, everyMs: 1 } } }]);
  const { request, text } = ask((one) => {
    one.onprogress = ({ loaded, total, lengthComputable }) => seen.push([loaded, total, lengthComputable, one.response]);
  });
  expect(seen).toEqual([[8, 20, true, null], [16, 20, true, null], [20, 20, true, null]]);
  expect(text).toBe(BODY);
  expect(request.getAllResponseHeaders()?.replace(/^access-control-.*\r\n/gm, '')).toBe('content-length: 20\r\nx-a: 1, 2\r\n');
});

test('gzip is not unpacked here: an error', () => {
  expect(setUp([{ headers: [['content-encoding', 'gzip']], body: BODY }]).ask().events).toEqual(['error']);
});

test('cookies go along unless told otherwise', () => {
  const { ask, server } = setUp();
  ask();
  ask((request) => {
    request.withCredentials = true;
  });
  expect(server.requests().map(({ headers }) => headers.some(([name]) => name === 'cookie'))).toEqual([false, true]);
});

test('a body needs a type, and a text is written in the character set of that type', () => {
  const { ask, server } = setUp();
  const post = (type: string | undefined, body: string | Uint8Array) =>
    ask((request) => {
      if (type !== undefined) request.setRequestHeader('Content-Type', type);
    }, 'https://provider.example/x', 'POST', body).events;
  expect(post(undefined, 'é')).toEqual(['error']);
  for (const type of ['text/plain', 'text/plain; charset=iso-8859-1']) expect(post(type, 'é')).toEqual(['load']);
  expect(post('text/plain; charset=iso-8859-1', Uint8Array.of(0xc3, 0xa9))).toEqual(['load']);
  expect(server.requests().map(({ body }) => body)).toEqual(['é', '\xe9', 'é']);
});

describe('redirects are followed', () => {
  const redirect = (status: number, location: string): Behaviour => ({ status, headers: [['location', location]], body: '' });

  test.each([
    [301, 'POST', 'GET', ''],
    [302, 'PUT', 'GET', ''],
    [303, 'POST', 'GET', ''],
    [303, 'HEAD', 'HEAD', ''],
    [307, 'POST', 'POST', 'secret'],
    [308, 'PUT', 'PUT', 'secret'],
  ])('%i to %s becomes %s, with the body %j, to any origin', (status, method, next, body) => {
    const { ask, server } = setUp([redirect(status, 'https://provider.example/elsewhere?x=1')]);
    const { request } = ask((one) => {
      one.setRequestHeader('Content-Type', 'text/plain');
      one.setRequestHeader('Authorization', 'Basic eA==');
      one.setRequestHeader('X-Key', 'k');
    }, THEME, method, 'secret');
    const second = server.requests()[1];
    expect(second).toMatchObject({ side: 'provider', method: next, path: '/elsewhere', query: 'x=1', body });
    expect(second?.headers).toEqual([...(next === method ? [['content-type', 'text/plain']] : []), ['x-key', 'k']]);
    expect(request.responseURL).toBe('https://provider.example/elsewhere?x=1');
  });

  test.each([
    ['/a', '/a'],
    ['b?c', '/v1/apps/ACME/live/b'],
    ['//provider.example', '/'],
    ['http://plain.example/d#e', '/d'],
  ])('%s', (location, path) => {
    const { ask, server } = setUp([redirect(302, location)]);
    ask();
    expect(server.requests()[1]?.path).toBe(path);
  });

  test.each(['javascript:alert(1)', 'file:///etc/passwd', ''])('%j leads nowhere: the answer is handed over', (location) => {
    expect(setUp([redirect(302, location)]).ask().request).toMatchObject({ status: 302, responseURL: THEME });
  });

  test('twenty times, then it is an error', () => {
    const { ask, server } = setUp([redirect(302, '?again')]);
    expect(ask((request) => { request.timeout = 0; }).events).toEqual(['error']);
    expect(server.requests()).toHaveLength(21);
  });

  test.each([
    [408, undefined, 2],
    [408, '5', 1],
    [503, undefined, 1],
    [503, '0', 2],
  ])('%i with Retry-After %s is sent again by itself: %i requests', (status, after, times) => {
    const { ask, server } = setUp([{ status, headers: after === undefined ? [] : [['retry-after', after]] }]);
    expect(ask().request.status).toBe(status);
    expect(server.requests()).toHaveLength(times);
  });
});

test('abort ends it at once and says so', () => {
  const { ask, server, work } = setUp([{ body: BODY, transport: { drip: { bytes: 8, everyMs: 1 } } }]);
  const { events, request } = ask((one) => {
    one.onprogress = () => {
      one.abort();
    };
  });
  expect(events).toEqual(['abort']);
  expect([request.status, request.readyState, work.open(), server.requests()[0]?.end?.how]).toEqual([0, 0, 0, 'aborted']);
});

test('a killed app hears nothing', () => {
  let alive = true;
  const { ask } = setUp([{ body: BODY, transport: { drip: { bytes: 8, everyMs: 1 } } }], { alive: () => alive });
  const { events } = ask((request) => {
    request.onprogress = () => {
      alive = false;
    };
  });
  expect(events).toEqual([]);
});

test('used in the wrong order it throws, as the real one', () => {
  const { Request } = setUp();
  const request = new Request();
  expect(() => { request.send(); }).toThrow('has not been opened');
  expect(() => { request.setRequestHeader('a', 'b'); }).toThrow('has not been opened');
  expect(() => { request.open('GET', ''); }).toThrow('empty url');
  request.open('GET', THEME);
  expect(() => { request.open('GET', THEME); }).toThrow('already sending');
  request.send();
  expect(() => { request.send(); }).toThrow('already been sent');
});
