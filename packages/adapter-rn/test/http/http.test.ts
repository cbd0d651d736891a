import type { HttpLimits, HttpOutcome, HttpPort } from '@firstring/core/driver';
import { behave, bodyText, EMPTY_MOCK, sampleApp, type Behaviour, type Transport } from '@firstring/test-kit';
import { describe, expect, test } from 'vitest';
import { createHttpPort } from '../../src/http.js';
import type { NativeGlobals, NativeRequest } from '../../src/native-globals.js';
import { phone, type Phone } from '../phone.js';

type Request = Parameters<HttpPort['send']>[0];

const THEME = 'https://portal.example/v1/apps/ACME/live/theme';
const BODY = '0123456789abcdefghij';
const LIMITS: HttpLimits = { deadlineMs: 600, maxBytes: 100_000 };
const get = (url = THEME, more: Partial<Request> = {}): Request => ({ method: 'GET', url, headers: [], sensitive: false, ...more });

interface Sending {
  readonly on: Phone;
  readonly http: HttpPort;
  readonly ask: (request: Request, limits?: Partial<HttpLimits>, onProgress?: Parameters<HttpPort['send']>[2]) => Promise<HttpOutcome>;
}

function setUp(behaviour: Behaviour = {}, online: () => boolean | undefined = () => undefined): Sending {
  const { app } = sampleApp({ providerUrl: '' });
  const on = phone({ state: behave({ ...EMPTY_MOCK, apps: [app] }, 'theme', behaviour) });
  const http = createHttpPort(on.device.globals, online);
  return { on, http, ask: (request, limits = {}, onProgress) => on.until(http.send(request, { ...LIMITS, ...limits }, onProgress).outcome) };
}

function summary(outcome: HttpOutcome): string {
  if (!outcome.ok) return ['unreachable', 'cut-off'].includes(outcome.failure.reason) ? 'broken' : outcome.failure.reason;
  const body = bodyText({ ...outcome.answer, transport: {} });
  return body === BODY ? 'whole' : BODY.startsWith(body) ? 'short' : body;
}

test('says what it can do', () => {
  expect(setUp().http).toMatchObject({ redirects: 'detected', bodyCap: 'progress' });
});

test.each<[string, Transport, string]>([
  ['with a length', {}, 'whole'],
  ['in chunks', { framing: 'chunked', drip: { bytes: 7, everyMs: 1 } }, 'whole'],
  ['up to the end of the connection', { framing: 'close' }, 'whole'],
  ['reset before the head', { fault: { kind: 'reset' } }, 'broken'],
  ['closed inside a length', { fault: { kind: 'close', afterBytes: 5 } }, 'broken'],
  ['closed inside chunks', { framing: 'chunked', fault: { kind: 'close', afterBytes: 5 } }, 'broken'],
  ['closed where nothing marks the end', { framing: 'close', fault: { kind: 'close', afterBytes: 5 } }, 'short'],
  ['announced too long, then silent', { announcedLength: 1000 }, 'timeout'],
  ['that never comes', { fault: { kind: 'hang' } }, 'timeout'],
  ['that never ends', { fault: { kind: 'hang', afterBytes: 5 } }, 'timeout'],
  ['drop by drop', { drip: { bytes: 1, everyMs: 60 } }, 'timeout'],
])('O3, O4, O9: an answer %s', async (_what, transport, expected) => {
  const { on, ask } = setUp({ body: BODY, transport });
  const began = on.clock.now();
  expect(summary(await ask(get()))).toBe(expected);
  if (expected === 'timeout') expect(on.clock.now() - began).toBe(LIMITS.deadlineMs);
  await on.pass(10_000);
  expect(on.work.open()).toBe(0);
  expect(on.clock.next()).toBeUndefined(); // no timer is left
});

test('an answer: status, lower-case headers, bytes, the URL that answered', async () => {
  const { ask } = setUp({ status: 418, headers: [['X-One', 'a'], ['x-two', ' b:c ']], body: Uint8Array.of(0, 255, 128, 10) });
  const outcome = await ask(get());
  expect(outcome).toMatchObject({ ok: true, answer: { status: 418, body: Uint8Array.of(0, 255, 128, 10), url: THEME } });
  const headers = outcome.ok ? outcome.answer.headers : [];
  expect(headers.filter(([name]) => !name.startsWith('access-control-'))).toEqual([['content-length', '4'], ['x-one', 'a'], ['x-two', 'b:c']]);
});

test.each([[204, 'GET'], [304, 'GET'], [200, 'HEAD']] as const)('%i to %s has no body, whatever length it announces', async (status, method) => {
  const { ask } = setUp({ status, headers: [['content-length', '9000000']], body: BODY });
  const outcome = await ask(get(THEME, { method }));
  expect(outcome.ok && [outcome.answer.status, outcome.answer.body.length]).toEqual([status, 0]);
});

describe('W12: what goes out', () => {
  const sent = async (request: Request): Promise<readonly (readonly [string, string])[]> => {
    const { on, ask } = setUp();
    await ask(request);
    return on.server.requests()[0]?.headers ?? [];
  };

  test('no cookie of the app, nothing from a cache, nothing into one, and nothing packed', async () => {
    expect(await sent(get())).toEqual([['cache-control', 'no-cache, no-store'], ['accept-encoding', 'identity']]);
  });

  test('what the request says itself stands, repeated names are joined', async () => {
    const headers = [['User-Agent', 'Acme/1'], ['Cache-Control', 'max-age=0'], ['ACCEPT-ENCODING', 'gzip'], ['X-A', '1'], ['x-a', '2']] as const;
    expect(await sent(get(THEME, { headers }))).toEqual([['user-agent', 'Acme/1'], ['cache-control', 'max-age=0'], ['accept-encoding', 'gzip'], ['x-a', '1, 2']]);
  });

  test('each name is set once: React Native before 0.88 keeps the last of several values only', async () => {
    const { on } = setUp();
    const set: string[] = [];
    const Recording = class extends on.device.globals.XMLHttpRequest {
      override setRequestHeader(name: string, value: string): void {
        set.push(`${name}: ${value}`);
        super.setRequestHeader(name, value);
      }
    };
    const http = createHttpPort({ ...on.device.globals, XMLHttpRequest: Recording }, () => undefined);
    await on.until(http.send(get(THEME, { headers: [['X-A', '1'], ['x-b', ''], ['x-a', '2']] }), LIMITS).outcome);
    expect(set).toEqual(['x-a: 1, 2', 'x-b: ', 'cache-control: no-cache, no-store', 'accept-encoding: identity']);
  });

  test.each([['X-A', 'a\r\nX-B: c'], ['X-A', 'a\nb'], ['X-A', 'a\rb'], ['X-A', 'a\u0000'], ['X-A', 'ž'], ['X A', 'b'], ['X-A:', 'b'], ['', 'b']])('W4: nothing is sent with the header %j: %j', async (name, value) => {
    const { on, ask } = setUp();
    expect(await ask(get(THEME, { headers: [['x-good', '1'], [name, value]] }))).toEqual({ ok: false, failure: { reason: 'failed', cause: 'header', sent: false } });
    expect(on.server.requests()).toEqual([]);
    expect(on.clock.next()).toBeUndefined();
  });

  test.each(['text/plain', 'text/plain; charset=utf-8', 'application/xml; charset=iso-8859-1', 'text/plain; Charset="windows-1252"'])('a body as UTF-8, also where its type says %s', async (type) => {
    const { on, ask } = setUp();
    await ask({ method: 'POST', url: 'https://provider.example/x', headers: [['Content-Type', type]], body: 'heslo žluťoučké 📞', sensitive: true });
    expect(on.server.requests()[0]).toMatchObject({ method: 'POST', body: 'heslo žluťoučké 📞' });
  });
});

describe('W11: redirects', () => {
  test('the platform follows, and the answer tells where it ended', async () => {
    const { on, ask } = setUp({ status: 302, headers: [['location', 'https://provider.example/moved?a=b']], body: '' });
    const outcome = await ask(get());
    expect(outcome).toMatchObject({ ok: true, answer: { status: 404, url: 'https://provider.example/moved?a=b' } });
    expect(on.server.requests().map(({ side, path, query }) => [side, path, query])).toEqual([['portal', '/v1/apps/ACME/live/theme', ''], ['provider', '/moved', 'a=b']]);
  });

  test('an answer without its URL is none: it could have come from anywhere', async () => {
    expect(await scripted((native) => { native.end({ responseURL: undefined }); })).toMatchObject({ ok: false, failure: { reason: 'failed', cause: 'no-url' } });
    expect(await scripted((native) => { native.end({ responseURL: '' }); })).toMatchObject({ ok: false });
  });
});

describe('F9: the cap', () => {
  const DRIPPING: Behaviour = { body: BODY, transport: { framing: 'chunked', drip: { bytes: 8, everyMs: 1 } } };

  test('an announced length above it is not waited for', async () => {
    const { on, ask } = setUp({ body: BODY, transport: { latencyMs: 5, drip: { bytes: 1, everyMs: 50 } } });
    const began = on.clock.now();
    expect(await ask(get(), { maxBytes: 19 })).toEqual({ ok: false, failure: { reason: 'too-large', cause: 'content-length', sent: true } });
    expect(on.clock.now() - began).toBeLessThan(50);
    expect(on.server.requests()[0]?.end?.how).toBe('aborted');
  });

  test('without one it ends at the next progress, and not later', async () => {
    const seen: unknown[] = [];
    const { on, ask } = setUp(DRIPPING);
    expect(await ask(get(), { maxBytes: 15 }, (received, total) => seen.push([received, total]))).toEqual({ ok: false, failure: { reason: 'too-large', cause: 'body', sent: true } });
    expect(seen).toEqual([[8, undefined]]);
    expect(on.server.requests()[0]?.end?.how).toBe('aborted');
  });

  test('exactly reached, it is fine', async () => {
    expect(summary(await setUp(DRIPPING).ask(get(), { maxBytes: 20 }))).toBe('whole');
    expect(summary(await setUp({ body: BODY }).ask(get(), { maxBytes: 20 }))).toBe('whole');
  });

  test('what no progress told counts at the end: unpacked bytes', async () => {
    const packed = { headers: 'content-encoding: gzip\r\ncontent-length: 5\r\n', response: new ArrayBuffer(16) };
    expect(await scripted((native) => { native.end(packed); }, { maxBytes: 15 })).toEqual({ ok: false, failure: { reason: 'too-large', cause: 'body', sent: true } });
    expect(await scripted((native) => { native.end(packed); }, { maxBytes: 16 })).toMatchObject({ ok: true });
  });
});

test('F7: progress in bytes and, where it is that of the body, their sum', async () => {
  const told = async (behaviour: Behaviour): Promise<unknown[]> => {
    const seen: unknown[] = [];
    await setUp(behaviour).ask(get(), {}, (received, total) => seen.push([received, total]));
    return seen;
  };
  const drip = { bytes: 8, everyMs: 1 };
  expect(await told({ body: BODY, transport: { drip } })).toEqual([[8, 20], [16, 20], [20, 20]]);
  expect(await told({ body: BODY, transport: { drip, framing: 'chunked' } })).toEqual([[8, undefined], [16, undefined], [20, undefined]]);

  const seen: unknown[] = [];
  await scripted((native) => {
    native.head({ headers: 'content-encoding: gzip\r\ncontent-length: 5\r\n' });
    native.onprogress?.({ loaded: 5, total: 5, lengthComputable: true });
    native.end({ response: new ArrayBuffer(16) });
  }, {}, (received, total) => seen.push([received, total]));
  expect(seen).toEqual([[5, undefined], [16, 16]]);
});

describe('what is told of a failure', () => {
  test.each([
    ['nobody listens', get(), 'unreachable'],
    ['an unknown name', get('https://nowhere.example/'), 'unreachable'],
  ])('O3: %s: unreachable, and it may have been sent', async (what, request, reason) => {
    const { on, ask } = setUp();
    if (what === 'nobody listens') await on.server.change((state) => ({ ...state, refusing: ['portal'] }));
    expect(await ask(request)).toEqual({ ok: false, failure: { reason, cause: 'error', sent: true } });
  });

  test('O9: what breaks after the head is cut off', async () => {
    expect(await setUp({ body: BODY, transport: { fault: { kind: 'reset', afterBytes: 5 } } }).ask(get())).toMatchObject({ failure: { reason: 'cut-off', sent: true } });
  });

  test('R6: only where the platform knows that there is no network, nothing was sent', async () => {
    const { on, ask } = setUp({}, () => false);
    expect(await ask(get())).toEqual({ ok: false, failure: { reason: 'offline', cause: 'offline', sent: false } });
    expect(on.server.requests()).toEqual([]);
    expect(on.clock.next()).toBeUndefined();
    let known: boolean | undefined = true;
    const later = setUp({ transport: { latencyMs: 10, fault: { kind: 'reset' } } }, () => known);
    const outcome = later.ask(get());
    known = false;
    expect(await outcome).toEqual({ ok: false, failure: { reason: 'offline', cause: 'error', sent: true } });
  });

  test('O9: a platform that calls a short body whole is found out (no byte missing from a packed one)', async () => {
    const short = { headers: 'Content-Length: 9\r\n', response: new ArrayBuffer(8) };
    expect(await scripted((native) => { native.end(short); })).toEqual({ ok: false, failure: { reason: 'cut-off', cause: 'content-length', sent: true } });
    expect(await scripted((native) => { native.end({ ...short, headers: `${short.headers}content-encoding: gzip\r\n` }); })).toMatchObject({ ok: true });
    expect(await scripted((native) => { native.end({ ...short, headers: 'content-length: nine\r\n' }); })).toMatchObject({ ok: true });
  });

  test.each(['br-unknown', 'gzip, gzip', 'zstd'])('O9: nobody has unpacked %s', async (encoding) => {
    expect(await scripted((native) => { native.end({ headers: `content-encoding: ${encoding}\r\n` }); })).toEqual({ ok: false, failure: { reason: 'encoding', cause: 'content-encoding', sent: true } });
  });

  test('what is no answer at all is a failure, never an exception', async () => {
    for (const end of [{ status: 0 }, { response: null }, { response: 'text' }]) expect(await scripted((native) => { native.end(end); })).toMatchObject({ ok: false, failure: { reason: 'failed' } });
    const throwing = await scripted(() => { throw Object.assign(new Error('canary'), { name: 'InvariantViolation' }); });
    expect(throwing).toEqual({ ok: false, failure: { reason: 'failed', cause: 'InvariantViolation', sent: true } });
  });

  test('a url or a header that the platform refuses was never sent', async () => {
    const { ask } = setUp();
    expect(await ask(get(''))).toEqual({ ok: false, failure: { reason: 'failed', cause: 'Error', sent: false } });
  });

  test('O4: the native time limit lies above ours; should it speak first, it is a timeout too', async () => {
    let limit = 0;
    expect(await scripted((native) => {
      limit = native.timeout;
      native.ontimeout?.();
    })).toMatchObject({ failure: { reason: 'timeout' } });
    expect(limit).toBeGreaterThan(LIMITS.deadlineMs);
  });
});

describe('F5: abort', () => {
  test('settles at once, ends the request, and without effect afterwards', async () => {
    const { on, http } = setUp({ transport: { latencyMs: 100 } });
    const early = http.send(get(), LIMITS);
    early.abort();
    expect(await early.outcome).toEqual({ ok: false, failure: { reason: 'aborted', cause: 'aborted', sent: true } });
    const late = http.send(get(), LIMITS);
    await on.pass(50);
    late.abort();
    late.abort();
    expect(await late.outcome).toMatchObject({ failure: { reason: 'aborted' } });
    expect(on.server.requests().map(({ end }) => end?.how)).toEqual(['aborted']);
    expect(on.clock.next()).toBeUndefined();

    const whole = http.send(get(), LIMITS);
    const outcome = await on.until(whole.outcome);
    whole.abort();
    expect(await whole.outcome).toBe(outcome);
    expect(outcome.ok).toBe(true);
  });

  test('whatever the platform says later changes nothing and reaches nobody', async () => {
    const seen: unknown[] = [];
    let native: Scripted | undefined;
    const outcome = await scripted((begun) => {
      native = begun;
      native.onerror?.();
    }, {}, (...progress) => seen.push(progress));
    expect([native?.onprogress, native?.onload, native?.onreadystatechange]).toEqual([null, null, null]);
    native?.end({});
    expect(outcome).toMatchObject({ ok: false });
    expect(seen).toEqual([]);
  });
});

/** A request of which a test says what happens to it, for what the imitated phone does not do. */
interface Scripted extends NativeRequest {
  head(what: { readonly headers?: string }): void;
  end(what: { readonly status?: number; readonly headers?: string; readonly response?: unknown; readonly responseURL?: string | undefined }): void;
}

async function scripted(run: (native: Scripted) => void, limits: Partial<HttpLimits> = {}, onProgress?: Parameters<HttpPort['send']>[2]): Promise<HttpOutcome> {
  const on = phone();
  class ScriptedRequest implements Scripted {
    responseType = '';
    withCredentials = true;
    timeout = 0;
    readyState = 1;
    status = 0;
    responseURL: string | undefined = THEME;
    response: unknown = new ArrayBuffer(0);
    onreadystatechange: (() => void) | null = null;
    onprogress: NativeRequest['onprogress'] = null;
    onload: (() => void) | null = null;
    onerror: (() => void) | null = null;
    ontimeout: (() => void) | null = null;
    onabort: (() => void) | null = null;
    headers = '';
    open(): void {}
    setRequestHeader(): void {}
    getAllResponseHeaders(): string {
      return this.headers;
    }
    abort(): void {}
    send(): void {
      run(this);
    }
    head({ headers = '' }: Parameters<Scripted['head']>[0]): void {
      this.status = 200;
      this.headers = headers;
      this.readyState = 2;
      this.onreadystatechange?.();
    }
    end({ status = 200, headers = this.headers, ...rest }: Parameters<Scripted['end']>[0]): void {
      Object.assign(this, { status, headers, readyState: 4, ...rest });
      this.onload?.();
    }
  }
  const globals: NativeGlobals = { ...on.device.globals, XMLHttpRequest: ScriptedRequest };
  return on.until(createHttpPort(globals, () => undefined).send(get(), { ...LIMITS, ...limits }, onProgress).outcome);
}
