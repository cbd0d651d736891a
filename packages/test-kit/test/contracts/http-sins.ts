import type { HttpAnswer, HttpExchange, HttpFailure, HttpOutcome, HttpPort } from '@firstring/core/driver';
import { createVirtualHttp } from '../../src/world/virtual-http.js';
import type { Sin } from './sin.js';

type Request = Parameters<HttpPort['send']>[0];
type Send = HttpPort['send'];

const withSend = (http: HttpPort, send: Send): HttpPort => ({ ...http, send });

const asking = (change: (request: Request) => Request): Sin<'http'>[2] => (http) =>
  withSend(http, (request, ...rest) => http.send(change(request), ...rest));

const ending = (change: (outcome: HttpOutcome, request: Request) => HttpOutcome | Promise<HttpOutcome>): Sin<'http'>[2] => (http) =>
  withSend(http, (request, ...rest) => {
    const sending = http.send(request, ...rest);
    return { ...sending, outcome: sending.outcome.then((outcome) => change(outcome, request)) };
  });

const answering = (change: (answer: HttpAnswer, request: Request) => HttpAnswer): Sin<'http'>[2] =>
  ending((outcome, request) => (outcome.ok ? { ok: true, answer: change(outcome.answer, request) } : outcome));

const failing = (change: (failure: HttpFailure, request: Request) => HttpFailure): Sin<'http'>[2] =>
  ending((outcome, request) => (outcome.ok ? outcome : { ok: false, failure: change(outcome.failure, request) }));

const limiting = (change: (limits: Parameters<Send>[1]) => Parameters<Send>[1]): Sin<'http'>[2] => (http) =>
  withSend(http, (request, limits, onProgress) => http.send(request, change(limits), onProgress));

const progressing = (change: (received: number, total: number | undefined) => readonly [number, number | undefined]): Sin<'http'>[2] => (http) =>
  withSend(http, (request, limits, onProgress) =>
    http.send(request, limits, (received, total) => {
      onProgress?.(...change(received, total));
    }),
  );

const fails = (reason: HttpFailure['reason']): HttpOutcome => ({ ok: false, failure: { reason, cause: 'SIN', sent: true } });
const value = (headers: HttpAnswer['headers'], name: string): string | undefined => headers.find(([own]) => own.toLowerCase() === name)?.[1];
const reworded = (from: HttpFailure['reason'], to: HttpFailure['reason']) => failing((failure) => (failure.reason === from ? { ...failure, reason: to } : failure));

const BODIES = ['HTTP-011', 'HTTP-012', 'HTTP-013'];
const DEADLINES = ['HTTP-201', 'HTTP-202', 'HTTP-203', 'HTTP-204', 'HTTP-205'];
const REDIRECTS = ['HTTP-501', 'HTTP-502', 'HTTP-503', 'HTTP-504', 'HTTP-505'];

export const HTTP_SINS: readonly Sin<'http'>[] = [
  ['calls itself `refused`', ['HTTP-001'], (http) => ({ ...http, redirects: 'refused' })],
  ['calls its cap `progress`', ['HTTP-001'], (http) => ({ ...http, bodyCap: 'progress' })],
  ['calls its failures `hidden`', ['HTTP-001'], (http) => ({ ...http, failures: 'hidden' })],
  ['calls itself one that resends', ['HTTP-001'], (http) => ({ ...http, resends: true })],
  ['calls back inside send', ['HTTP-002', 'HTTP-121', 'HTTP-122', 'HTTP-303'], (http) => withSend(http, (request, limits, onProgress) => {
    onProgress?.(0, -1);
    return http.send(request, limits, onProgress);
  })],
  ['sends question marks for what is not ASCII', BODIES, asking((request) => (request.body === undefined ? request : { ...request, body: request.body.replace(/[^ -~]/g, '?') }))],
  ['adds a charset to the content type', BODIES, asking((request) => ({ ...request, headers: request.headers.map(([name, own]) => [name, name === 'Content-Type' ? `${own};charset=UTF-8` : own]) }))],
  ['sends PUT as POST', ['HTTP-012'], asking((request) => ({ ...request, method: request.method === 'PUT' ? 'POST' : request.method }))],
  ['decodes the query', ['HTTP-011', 'HTTP-012', 'HTTP-013', 'HTTP-111'], asking((request) => ({ ...request, url: request.url.replace('%20', ' ') }))],
  ['sends a body with GET and HEAD', ['HTTP-014', 'HTTP-015'], asking((request) => (request.method === 'GET' || request.method === 'HEAD' ? { ...request, body: 'null' } : request))],
  ['names a type without a body', ['HTTP-014', 'HTTP-015'], asking((request) => (request.body === undefined ? { ...request, headers: [...request.headers, ['content-type', 'text/plain']] } : request))],
  ['keeps the last of repeated headers', ['HTTP-016'], asking((request) => ({ ...request, headers: request.headers.filter(([name], at) => !request.headers.slice(at + 1).some(([other]) => other === name)) }))],
  ['mends headers that cannot be sent', ['HTTP-017'], asking((request) => ({ ...request, headers: request.headers.map(([name, own]) => [name.replace(/ /g, '-') || 'X', own.replace(/[^ -~]/g, '')]) }))],
  ['throws at headers that cannot be sent', ['HTTP-017'], (http) => withSend(http, (request, ...rest) => {
    if (request.headers.some(([, own]) => own.includes('\n'))) throw new TypeError(request.url);
    return http.send(request, ...rest);
  })],
  ['keeps cookies', ['HTTP-018'], (http) => {
    let jar = '';
    return withSend(http, (request, ...rest) => {
      const sending = http.send(jar === '' ? request : { ...request, headers: [...request.headers, ['cookie', jar]] }, ...rest);
      return { ...sending, outcome: sending.outcome.then((outcome) => {
        if (outcome.ok) jar = value(outcome.answer.headers, 'set-cookie') ?? jar;
        return outcome;
      }) };
    });
  }],
  ['sends a referrer', ['HTTP-018'], asking((request) => ({ ...request, headers: [...request.headers, ['Referer', 'https://app.example/']] }))],
  ['keeps what may be kept', ['HTTP-019'], (http) => {
    const cache = new Map<string, HttpOutcome>();
    return withSend(http, (request, ...rest) => {
      const kept = cache.get(request.url);
      if (kept !== undefined) return { outcome: Promise.resolve(kept), abort: () => undefined };
      const sending = http.send(request, ...rest);
      return { ...sending, outcome: sending.outcome.then((outcome) => {
        if (outcome.ok && value(outcome.answer.headers, 'cache-control')?.includes('max-age') === true) cache.set(request.url, outcome);
        return outcome;
      }) };
    });
  }],
  ['asks with validators of its own', ['HTTP-019'], (http) => {
    let etag = '';
    return withSend(http, (request, ...rest) => {
      const own: Request['headers'] = etag === '' || value(request.headers, 'if-none-match') !== undefined ? [] : [['if-none-match', etag]];
      const sending = http.send({ ...request, headers: [...request.headers, ...own] }, ...rest);
      return { ...sending, outcome: sending.outcome.then((outcome) => {
        if (outcome.ok) etag = value(outcome.answer.headers, 'etag') ?? etag;
        return outcome;
      }) };
    });
  }],
  ['drops validators', ['HTTP-020'], asking((request) => ({ ...request, headers: request.headers.filter(([name]) => !/^if-/i.test(name)) }))],
  ['makes a 200 of a 304', ['HTTP-020', 'HTTP-108'], answering((answer) => (answer.status === 304 ? { ...answer, status: 200 } : answer))],
  ['gives the answer of another request', ['HTTP-021'], (http) => {
    let last: HttpOutcome | undefined;
    return withSend(http, (request, ...rest) => {
      const sending = http.send(request, ...rest);
      return { ...sending, outcome: sending.outcome.then((outcome) => {
        const other = request.url.includes('user4&') ? (last ?? outcome) : outcome;
        last = outcome;
        return other;
      }) };
    });
  }],
  ['reads bodies as text', ['HTTP-101', 'HTTP-102', 'HTTP-103'], answering((answer) => ({ ...answer, body: new TextEncoder().encode(new TextDecoder().decode(answer.body)) }))],
  ['makes something of nothing', ['HTTP-104', 'HTTP-105', 'HTTP-106', 'HTTP-108', 'HTTP-214', 'HTTP-020'], answering((answer) => ({ ...answer, body: answer.body.length === 0 ? new Uint8Array([110]) : answer.body }))],
  ['fails at statuses of failure', ['HTTP-107'], ending((outcome) => (outcome.ok && outcome.answer.status >= 400 ? fails('failed') : outcome))],
  ['misses the body that HEAD announces', ['HTTP-015', 'HTTP-108'], ending((outcome, { method }) => (outcome.ok && method === 'HEAD' ? fails('cut-off') : outcome))],
  ['splits values at commas', ['HTTP-109'], answering((answer) => ({ ...answer, headers: answer.headers.flatMap(([name, own]) => (name === 'etag' ? own.split(', ').map((part) => [name, part] as const) : [[name, own] as const])) }))],
  ['joins repeated headers', ['HTTP-110'], answering((answer) => ({ ...answer, headers: answer.headers.filter(([name], at) => answer.headers.findIndex(([other]) => other === name) === at).map(([name]) => [name, answer.headers.filter(([other]) => other === name).map(([, own]) => own).join(', ')]) }))],
  ['tells another URL', ['HTTP-111', 'HTTP-112', ...REDIRECTS], answering((answer) => ({ ...answer, url: `${answer.url}#` }))],
  ['counts pieces instead of bytes', ['HTTP-121', 'HTTP-122'], progressing((received, total) => [received - 1_000, total])],
  ['counts beyond the body', ['HTTP-121', 'HTTP-122', 'HTTP-215', 'HTTP-216'], progressing((received, total) => [received * 100, total])],
  ['guesses a total', ['HTTP-122'], progressing((received, total) => [received, total ?? 1_000])],
  ['tells progress at the end only', ['HTTP-121', 'HTTP-122', 'HTTP-303'], (http) => withSend(http, (request, limits, onProgress) => {
    const sending = http.send(request, limits);
    return { ...sending, outcome: sending.outcome.then((outcome) => {
      if (outcome.ok) onProgress?.(outcome.answer.body.length, undefined);
      return outcome;
    }) };
  })],
  ['goes on telling progress after the end', ['HTTP-121', 'HTTP-122', 'HTTP-303'], (http, { clock }) => withSend(http, (request, limits, onProgress) => {
    const sending = http.send(request, limits, onProgress);
    void sending.outcome.then(() => clock.schedule(50, () => onProgress?.(0, undefined)));
    return sending;
  })],
  ['has no deadline to speak of', DEADLINES, limiting((limits) => ({ ...limits, deadlineMs: limits.deadlineMs * 20 }))],
  ['has half of a deadline', DEADLINES, limiting((limits) => ({ ...limits, deadlineMs: limits.deadlineMs / 2 }))],
  ['begins the deadline again with every byte', ['HTTP-204', 'HTTP-205'], (http, { clock }) => withSend(http, (request, { deadlineMs, maxBytes }, onProgress) => {
    let late = false;
    let stop: () => void = () => undefined;
    const begin = (): void => {
      stop();
      stop = clock.schedule(deadlineMs, () => {
        late = true;
        sending.abort();
      });
    };
    const sending: HttpExchange = http.send(request, { deadlineMs: 1e9, maxBytes }, (received, total) => {
      begin();
      onProgress?.(received, total);
    });
    begin();
    return { ...sending, outcome: sending.outcome.then((outcome) => {
      stop();
      return late && !outcome.ok ? { ok: false, failure: { ...outcome.failure, reason: 'timeout' } } : outcome;
    }) };
  })],
  ['overflows at the longest deadline', ['HTTP-206'], limiting((limits) => (limits.deadlineMs > 1e9 ? { ...limits, deadlineMs: 1 } : limits))],
  ['has a cap one byte too low', ['HTTP-211', 'HTTP-212', 'HTTP-213'], limiting((limits) => ({ ...limits, maxBytes: Math.max(0, limits.maxBytes - 1) }))],
  ['has a cap one byte too high', ['HTTP-211', 'HTTP-212', 'HTTP-213', 'HTTP-214'], limiting((limits) => ({ ...limits, maxBytes: limits.maxBytes + 1 }))],
  ['takes a cap of 0 for none', ['HTTP-214'], limiting((limits) => ({ ...limits, maxBytes: limits.maxBytes === 0 ? Infinity : limits.maxBytes }))],
  ['looks at the cap when everything is there', ['HTTP-215', 'HTTP-216'], (http) => withSend(http, (request, limits, onProgress) => {
    const sending = http.send(request, { ...limits, maxBytes: Infinity }, onProgress);
    return { ...sending, outcome: sending.outcome.then((outcome) => (outcome.ok && outcome.answer.body.length > limits.maxBytes ? fails('too-large') : outcome)) };
  })],
  ['knows no abort', ['HTTP-301', 'HTTP-302', 'HTTP-303', 'HTTP-305'], (http) => withSend(http, (...given) => ({ ...http.send(...given), abort: () => undefined }))],
  ['forgets an abort that comes too early', ['HTTP-301'], (http, { clock }) => withSend(http, (...given) => {
    const sending = http.send(...given);
    const start = clock.now();
    return { ...sending, abort: () => {
      if (clock.now() > start) sending.abort();
    } };
  })],
  ['settles at an abort and keeps the connection', ['HTTP-302', 'HTTP-303'], (http) => withSend(http, (...given) => {
    const sending = http.send(...given);
    let settle: (outcome: HttpOutcome) => void = () => undefined;
    const aborted = new Promise<HttpOutcome>((resolve) => (settle = resolve));
    return { outcome: Promise.race([sending.outcome, aborted]), abort: () => {
      settle(fails('aborted'));
    } };
  })],
  ['aborts everything at once', ['HTTP-304', 'HTTP-305'], (http) => {
    const all: HttpExchange[] = [];
    return withSend(http, (...given) => {
      const sending = http.send(...given);
      all.push(sending);
      return { ...sending, abort: () => {
        for (const one of all) one.abort();
      } };
    });
  }],
  ['delivers what was cut off', ['HTTP-401', 'HTTP-402', 'HTTP-403'], ending((outcome, { url }) => (!outcome.ok && outcome.failure.reason === 'cut-off' ? { ok: true, answer: { status: 200, headers: [], body: new Uint8Array(), url } } : outcome))],
  ['delivers what was reset', ['HTTP-404', 'HTTP-405', 'HTTP-406', 'HTTP-407'], ending((outcome, { url }) => (!outcome.ok && outcome.failure.reason === 'reset' ? { ok: true, answer: { status: 200, headers: [], body: new Uint8Array(), url } } : outcome))],
  ['asks again after a reset', ['HTTP-404', 'HTTP-405', 'HTTP-406', 'HTTP-407'], (http) => withSend(http, (...given) => {
    const sending = http.send(...given);
    return { ...sending, outcome: sending.outcome.then((outcome) => (!outcome.ok && outcome.failure.reason === 'reset' ? http.send(...given).outcome : outcome)) };
  })],
  ['wants a length for every body', ['HTTP-103', 'HTTP-106', 'HTTP-213', 'HTTP-408'], ending((outcome) => (outcome.ok && value(outcome.answer.headers, 'connection') === 'close' ? fails('cut-off') : outcome))],
  ['says that nothing was sent', [...DEADLINES, 'HTTP-211', 'HTTP-212', 'HTTP-213', 'HTTP-214', 'HTTP-215', 'HTTP-216', 'HTTP-302', 'HTTP-303', 'HTTP-305', 'HTTP-401', 'HTTP-402', 'HTTP-403', 'HTTP-404', 'HTTP-405', 'HTTP-406', 'HTTP-407'], failing((failure) => ({ ...failure, sent: false }))],
  ['says that everything was sent', ['HTTP-411', 'HTTP-412', 'HTTP-413'], failing((failure) => ({ ...failure, sent: true }))],
  ['gives a sentence for a cause', ['HTTP-017', ...DEADLINES, 'HTTP-211', 'HTTP-212', 'HTTP-213', 'HTTP-214', 'HTTP-215', 'HTTP-216', 'HTTP-301', 'HTTP-302', 'HTTP-303', 'HTTP-305', 'HTTP-401', 'HTTP-402', 'HTTP-403', 'HTTP-404', 'HTTP-405', 'HTTP-406', 'HTTP-407', 'HTTP-411', 'HTTP-412', 'HTTP-413', 'HTTP-414'], failing((failure) => ({ ...failure, cause: 'request failed' }))],
  ['has a word of its own for a refused connection', ['HTTP-411'], reworded('refused', 'failed')],
  ['has a word of its own for a name', ['HTTP-412'], reworded('dns', 'failed')],
  ['has a word of its own for a certificate', ['HTTP-413'], reworded('tls', 'failed')],
  ['trusts every certificate', ['HTTP-413'], (_http, around) => createVirtualHttp({ ...around, untrusted: [], origins: [...around.origins, [around.untrusted[1] ?? '', 'provider']], online: () => around.ports.host.online() !== false })],
  ['takes no network for a time-out', ['HTTP-414'], reworded('offline', 'timeout')],
  ['follows redirects', REDIRECTS, (http) => withSend(http, (request, ...rest) => {
    const sending = http.send(request, ...rest);
    return { ...sending, outcome: sending.outcome.then((outcome) => {
      const location = outcome.ok && outcome.answer.status >= 300 && outcome.answer.status !== 304 ? value(outcome.answer.headers, 'location') : undefined;
      return location === undefined ? outcome : http.send({ ...request, url: location }, ...rest).outcome;
    }) };
  })],
];
