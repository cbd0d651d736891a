import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createHttpPort } from '../../src/http.js';
import { reasonOf } from '../../src/http-failure.js';
import { answerOf, ask, failureOf, get, LIMITS, textOf } from './asking.js';
import { AUTHORITY, closedPort, httpServer, rawServer, tlsServer } from './servers.js';

const HEAD = 'HTTP/1.1 200 OK\r\n';

test.each<[string, (socket: Socket) => void, string[]]>([
  ['a length that is not reached', (socket) => socket.end(`${HEAD}Content-Length: 10\r\n\r\n<a>`), ['cut-off']],
  ['a length and no body', (socket) => socket.end(`${HEAD}Content-Length: 10\r\n\r\n`), ['cut-off']],
  ['chunks without their end', (socket) => socket.end(`${HEAD}Transfer-Encoding: chunked\r\n\r\n3\r\n<a>\r\n`), ['cut-off']],
  ['a chunk that is cut', (socket) => socket.end(`${HEAD}Transfer-Encoding: chunked\r\n\r\n30\r\n<a>`), ['cut-off']],
  ['the end inside the head', (socket) => socket.end(`${HEAD}Content-Le`), ['reset']],
  ['no answer at all', (socket) => socket.end(), ['reset']],
  ['a reset before the head', (socket) => socket.resetAndDestroy(), ['reset']],
  ['no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'), ['failed']],
  ['a chunk size that is none', (socket) => socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n`), ['failed']],
  ['a length and chunks at once', (socket) => socket.write(`${HEAD}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`), ['failed']],
])('O9, O3: %s: refused, and what was sent counts as sent', async (_what, misbehave, reasons) => {
  const failure = failureOf(await ask(get(await rawServer(misbehave), { headers: [['X-Canary', 'canary']] })));
  expect(reasons).toContain(failure.reason);
  expect(failure.sent).toBe(true);
  expect(failure.cause).toMatch(/^(E[A-Z]+|HPE_[A-Z_]+|incomplete)$/);
});

test.each([
  ['with a length', 'Content-Length: 100\r\n'],
  ['in chunks', 'Transfer-Encoding: chunked\r\n'],
  ['up to the end of the connection', ''],
])('O3: a reset inside a body %s is a reset, never an answer', async (_how, header) => {
  const url = await rawServer((socket) => {
    socket.write(`${HEAD}${header}\r\n${header.startsWith('T') ? '3\r\n<a>\r\n' : '<a>'}`);
    setTimeout(() => socket.resetAndDestroy(), 30);
  });
  expect(failureOf(await ask(get(url)))).toMatchObject({ reason: 'reset', cause: 'ECONNRESET', sent: true });
});

test('a body up to the end of the connection is an answer: only its reader can see a cut (D2)', async () => {
  const url = await rawServer((socket) => socket.end(`${HEAD}\r\n<a>`));
  expect(textOf(await ask(get(url)))).toBe('<a>');
});

test('O3: nobody listens: refused, nothing sent', async () => {
  const url = `http://127.0.0.1:${await closedPort()}/`;
  expect(failureOf(await ask(get(url)))).toEqual({ reason: 'refused', cause: 'ECONNREFUSED', sent: false });
});

test('O3: several addresses that all refuse: refused, nothing sent', async () => {
  const port = createHttpPort({
    lookup: (_host, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }, { address: '127.0.0.2', family: 4 }]),
  });
  const failure = failureOf(await ask(get(`http://portal.example:${await closedPort()}/`), {}, port));
  expect(failure).toEqual({ reason: 'refused', cause: 'ECONNREFUSED', sent: false });
});

test.each(['ENOTFOUND', 'EAI_AGAIN'])('O3: a name that does not resolve (%s): dns, nothing sent', async (code) => {
  const port = createHttpPort({
    lookup: (host, _options, callback) => callback(Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code }), []),
  });
  expect(failureOf(await ask(get('http://portal.example/'), {}, port))).toEqual({ reason: 'dns', cause: code, sent: false });
});

test('O3: an address without a route, told at once: nothing sent', async () => {
  const failure = failureOf(await ask(get('http://[ff0e::1]:9/'), { deadlineMs: 2_000 }));
  expect(failure.sent).toBe(false);
  expect(['offline', 'failed', 'timeout', 'refused']).toContain(failure.reason);
});

test('lookup leads a name elsewhere, the Host header keeps it', async () => {
  const url = new URL(await httpServer((request, response) => response.end(request.headers.host)));
  const port = createHttpPort({ lookup: (_host, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]) });
  expect(textOf(await ask(get(`http://portal.example:${url.port}/`), {}, port))).toBe(`portal.example:${url.port}`);
});

test('O3: a certificate of an unknown authority: tls, and the server heard nothing', async () => {
  const server = await tlsServer();
  const failure = failureOf(await ask(get(`${server.url}/?password=canary`)));
  expect(failure).toEqual({ reason: 'tls', cause: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', sent: false });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(server.heard()).toBe('');
});

test('O3: the environment cannot switch verification off', async () => {
  const server = await tlsServer();
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  try {
    expect(failureOf(await ask(get(server.url))).reason).toBe('tls');
  } finally {
    if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
  }
  expect(server.heard()).toBe('');
});

test('a certificate of the authority in `ca` is accepted, for its own name only', async () => {
  const server = await tlsServer();
  const port = createHttpPort({
    ca: AUTHORITY,
    lookup: (_host, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
  });
  expect(textOf(await ask(get(server.url), {}, port))).toBe('ok');
  const elsewhere = server.url.replace('127.0.0.1', 'portal.example');
  expect(failureOf(await ask(get(elsewhere), {}, port))).toEqual({ reason: 'tls', cause: 'ERR_TLS_CERT_ALTNAME_INVALID', sent: false });
  expect(server.heard().match(/GET /g)).toHaveLength(1);
});

test('O3: https to a server without TLS: tls, nothing sent', async () => {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (piece) => {
      heard.push(piece.toString('latin1'));
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as { port: number };
  const failure = failureOf(await ask(get(`https://127.0.0.1:${port}/canary`)));
  server.close();
  expect(failure).toMatchObject({ reason: 'tls', sent: false });
  expect(heard.join('')).not.toContain('canary');
});

test('F9: a connection that is never made secure ends at the deadline, nothing sent', async () => {
  const server = createServer((socket) => socket.on('error', () => undefined));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as { port: number };
  expect(failureOf(await ask(get(`https://127.0.0.1:${port}/`), { deadlineMs: 150 }))).toEqual({ reason: 'timeout', cause: 'deadline', sent: false });
  server.close();
});

test('F9: a name that is never resolved ends at the deadline, nothing sent', async () => {
  const port = createHttpPort({ lookup: () => undefined });
  expect(failureOf(await ask(get('http://portal.example/'), { deadlineMs: 100 }, port))).toEqual({ reason: 'timeout', cause: 'deadline', sent: false });
});

test.each<[string, (socket: Socket) => void]>([
  ['stalls before the head', () => undefined],
  ['stalls inside the head', (socket) => socket.write('HTTP/1.1 200')],
  ['stalls inside the body', (socket) => socket.write(`${HEAD}Content-Length: 9\r\n\r\n<a>`)],
  [
    'drips for ever',
    (socket) => {
      socket.write(`${HEAD}Content-Length: 9000\r\n\r\n`);
      const dripping = setInterval(() => socket.write('x'), 10);
      socket.on('close', () => {
        clearInterval(dripping);
      });
    },
  ],
])('F9, O4: a server that %s meets the deadline of the whole answer', async (_what, misbehave) => {
  let closed = false;
  const url = await rawServer((socket) => {
    socket.on('close', () => (closed = true));
    misbehave(socket);
  });
  const started = performance.now();
  expect(failureOf(await ask(get(url), { deadlineMs: 300 }))).toEqual({ reason: 'timeout', cause: 'deadline', sent: true });
  expect(performance.now() - started).toBeGreaterThanOrEqual(295);
  expect(performance.now() - started).toBeLessThan(1_500);
  await expect.poll(() => closed).toBe(true);
});

test('F5: abort settles at once, at every stage, and closes the connection', async () => {
  let closed = 0;
  const url = await rawServer((socket) => {
    socket.on('close', () => (closed += 1));
    socket.write(`${HEAD}Content-Length: 9\r\n\r\n<a>`);
  });
  const early = createHttpPort().send(get(url), LIMITS);
  early.abort();
  expect(failureOf(await early.outcome)).toEqual({ reason: 'aborted', cause: 'aborted', sent: false });

  let received = 0;
  const late = createHttpPort().send(get(url), LIMITS, (bytes) => (received = bytes));
  await expect.poll(() => received).toBe(3);
  const started = performance.now();
  late.abort();
  late.abort();
  expect(failureOf(await late.outcome)).toEqual({ reason: 'aborted', cause: 'aborted', sent: true });
  expect(performance.now() - started).toBeLessThan(50);
  await expect.poll(() => closed).toBe(1);
});

test('abort after the end changes nothing', async () => {
  const url = await httpServer((_request, response) => response.end('ok'));
  const exchange = createHttpPort().send(get(url), LIMITS);
  const outcome = await exchange.outcome;
  exchange.abort();
  expect(await exchange.outcome).toBe(outcome);
  expect(answerOf(outcome).status).toBe(200);
});

test('W12: a proxy of the environment is not used', async () => {
  let proxied = 0;
  const proxy = await httpServer((_request, response) => {
    proxied += 1;
    response.end('proxy');
  });
  const url = await httpServer((_request, response) => response.end('server'));
  const names = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'];
  const before = names.map((name) => process.env[name]);
  names.forEach((name) => (process.env[name] = proxy));
  try {
    expect(textOf(await ask(get(url)))).toBe('server');
  } finally {
    names.forEach((name, at) => {
      if (before[at] === undefined) delete process.env[name];
      else process.env[name] = before[at];
    });
  }
  expect(proxied).toBe(0);
});

test.each([
  ['ENETUNREACH', 'connecting', 'offline'],
  ['EHOSTUNREACH', 'connecting', 'offline'],
  ['ENETDOWN', 'open', 'offline'],
  ['EPIPE', 'open', 'reset'],
  ['ETIMEDOUT', 'connecting', 'timeout'],
  ['CERT_HAS_EXPIRED', 'handshake', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'handshake', 'tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'open', 'tls'],
  ['ANYTHING_ELSE', 'handshake', 'tls'],
  ['ECONNRESET', 'handshake', 'reset'],
  ['ANYTHING_ELSE', 'open', 'failed'],
  ['constructor', 'open', 'failed'],
] as const)('O3: %s while %s is %s', (code, stage, reason) => {
  expect(reasonOf(Object.assign(new Error('http://portal.example/?password=canary'), { code }), stage).reason).toBe(reason);
});

test('S4: a cause is a code, never a message or a foreign text', () => {
  expect(reasonOf(new Error('GET http://x/?password=canary'), 'open').cause).toBe('unknown');
  expect(reasonOf({ code: 'http://x/?password=canary' }, 'open').cause).toBe('unknown');
  expect(reasonOf(undefined, 'open').cause).toBe('unknown');
});
