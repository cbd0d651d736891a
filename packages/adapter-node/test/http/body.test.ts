import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createHttpPort } from '../../src/http.js';
import { answerOf, ask, failureOf, get, LIMITS, textOf } from './asking.js';
import { httpServer, rawServer } from './servers.js';

const TEXT = '<account>é</account>'.repeat(500);
const ENCODED = {
  gzip: gzipSync(TEXT),
  'x-gzip': gzipSync(TEXT),
  deflate: deflateSync(TEXT),
  br: brotliCompressSync(TEXT),
  identity: Buffer.from(TEXT),
};

function serve(encoding: string, bytes: Buffer): Promise<string> {
  return httpServer((_request, response) => {
    response.writeHead(200, { 'Content-Encoding': encoding });
    response.end(bytes);
  });
}

test('asks for the encodings that it can remove, unless the request says otherwise', async () => {
  const url = await httpServer((request, response) => response.end(request.headers['accept-encoding']));
  expect(textOf(await ask(get(url)))).toBe('gzip, deflate, br');
  expect(textOf(await ask(get(url, { headers: [['Accept-Encoding', 'identity']] })))).toBe('identity');
});

test.each(Object.entries(ENCODED))('%s is removed', async (encoding, bytes) => {
  expect(textOf(await ask(get(await serve(encoding, bytes))))).toBe(TEXT);
});

test('deflate without its wrapper, as some servers send it, is removed too', async () => {
  expect(textOf(await ask(get(await serve('deflate', deflateRawSync(TEXT)))))).toBe(TEXT);
});

test('an encoded body in the smallest pieces arrives whole', async () => {
  const url = await httpServer((_request, response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip' });
    const bytes = gzipSync('<a/>');
    const next = (at: number): void => {
      if (at === bytes.length) response.end();
      else response.write(bytes.subarray(at, at + 1), () => setImmediate(next, at + 1));
    };
    next(0);
  });
  expect(textOf(await ask(get(url)))).toBe('<a/>');
});

test('an encoding without a body is an empty body: the status still counts', async () => {
  expect(answerOf(await ask(get(await serve('gzip', Buffer.alloc(0)))))).toMatchObject({ status: 200, body: new Uint8Array() });
});

test.each([
  ['an unknown one', 'zstd', Buffer.from(TEXT)],
  ['two of them', 'gzip, gzip', gzipSync(gzipSync(TEXT))],
  ['not what it says', 'gzip', Buffer.from(TEXT)],
  ['cut off inside a whole message', 'gzip', ENCODED.gzip.subarray(0, -9)],
  ['cut off, brotli', 'br', ENCODED.br.subarray(0, -1)],
  ['cut off, deflate', 'deflate', ENCODED.deflate.subarray(0, -1)],
  ['a changed byte', 'gzip', Buffer.concat([ENCODED.gzip.subarray(0, -6), Buffer.from([0, 0, 0, 0, 0, 0])])],
])('O9: content encoding, %s: refused', async (_what, encoding, bytes) => {
  const failure = failureOf(await ask(get(await serve(encoding, bytes))));
  expect(failure).toMatchObject({ reason: 'encoding', sent: true });
});

test.each([
  ['with a length', { 'Content-Length': '1000' }],
  ['in chunks', {}],
])('F9: a body of exactly the cap passes, one byte more does not, %s', async (_how, headers) => {
  const url = await httpServer((_request, response) => {
    response.writeHead(200, headers);
    response.write(Buffer.alloc(600));
    response.end(Buffer.alloc(400));
  });
  expect(answerOf(await ask(get(url), { maxBytes: 1_000 })).body.length).toBe(1_000);
  expect(failureOf(await ask(get(url), { maxBytes: 999 }))).toMatchObject({ reason: 'too-large', sent: true });
});

test('F9: an announced length beyond the cap is refused before the body comes', async () => {
  const url = await rawServer((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\n'));
  expect(failureOf(await ask(get(url)))).toMatchObject({ reason: 'too-large', cause: 'content-length' });
});

test('F9: a header section without end is refused', async () => {
  const url = await rawServer((socket) => socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n`));
  expect(failureOf(await ask(get(url)))).toMatchObject({ reason: 'too-large', sent: true });
});

test.each([
  ['gzip', () => gzipSync(Buffer.alloc(200 * 1024 * 1024))],
  ['br', () => brotliCompressSync(Buffer.alloc(200 * 1024 * 1024), { params: { 1: 1 } })],
  ['deflate', () => deflateSync(Buffer.alloc(200 * 1024 * 1024))],
] as const)('F9: a %s bomb of 200 MiB stops at the cap, early and in little memory', async (encoding, bomb) => {
  const url = await serve(encoding, bomb());
  let most = 0;
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const exchange = createHttpPort().send(get(url), LIMITS, (received) => (most = Math.max(most, received)));
  expect(failureOf(await exchange.outcome)).toMatchObject({ reason: 'too-large', sent: true });
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(most).toBeLessThanOrEqual(LIMITS.maxBytes);
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
});

test('F9: after the cap nothing more is read', async () => {
  let written = 0;
  let closed = false;
  const url = await httpServer((_request, response) => {
    const more = (): void => {
      while (!closed && written < 256 * 1024 * 1024) {
        written += 65_536;
        if (!response.write(Buffer.alloc(65_536))) {
          response.once('drain', more);
          return;
        }
      }
    };
    response.on('close', () => (closed = true));
    more();
  });
  expect(failureOf(await ask(get(url), { maxBytes: 100_000 })).reason).toBe('too-large');
  await expect.poll(() => closed).toBe(true);
  expect(written).toBeLessThan(32 * 1024 * 1024);
});
