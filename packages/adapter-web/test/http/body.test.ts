import { deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inChromium } from '../in-chromium.js';
import { answerOf, ask, failureOf } from './asking.js';
import { corsServer, RAW_HEAD, rawServer } from './servers.js';

const TEXT = '<account>é</account>'.repeat(500);

inChromium('http: bodies', (chromium) => {
  test.each([
    ['gzip', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['identity', Buffer.from(TEXT)],
  ])('%s is removed', async (encoding, bytes) => {
    const url = await corsServer((_request, response) => response.writeHead(200, { 'Content-Encoding': encoding, 'Content-Length': bytes.length }).end(bytes));
    const told = await ask(chromium.page(), { url });
    expect(answerOf(told).text).toBe(TEXT);
    // From another origin nobody can tell whether the length is that of these bytes; at the end it is known.
    const length = Buffer.byteLength(TEXT);
    expect(told.progress.at(-1)).toEqual([length, length]);
    for (const [received, total] of told.progress.slice(0, -1)) expect([received <= length, total]).toEqual([true, null]);
  });

  test('F7: progress counts decoded bytes and never goes back', async () => {
    const url = await corsServer((_request, response) => {
      response.write('x'.repeat(100_000));
      setTimeout(() => response.end('x'.repeat(100_000)), 50);
    });
    const { progress } = await ask(chromium.page(), { url });
    const received = progress.map(([bytes]) => bytes);
    expect(received.length).toBeGreaterThan(2);
    expect(received).toEqual([...received].sort((one, other) => one - other));
    expect(progress.at(-1)).toEqual([200_000, 200_000]);
  });

  test.each([
    ['with a length', { 'Content-Length': '1000' }],
    ['in chunks', {}],
  ])('F9: a body of exactly the cap passes, one byte more does not, %s', async (_how, headers) => {
    const url = await corsServer((_request, response) => {
      response.writeHead(200, headers);
      response.write('x'.repeat(600));
      response.end('x'.repeat(400));
    });
    const page = chromium.page();
    expect(answerOf(await ask(page, { url }, { maxBytes: 1_000 })).text).toHaveLength(1_000);
    expect(failureOf(await ask(page, { url }, { maxBytes: 999 }))).toEqual({ reason: 'too-large', cause: 'body', sent: true });
  });

  test.each([
    ['gzip', () => gzipSync(Buffer.alloc(200 * 1024 * 1024))],
    ['deflate', () => deflateSync(Buffer.alloc(200 * 1024 * 1024))],
  ])('F9: a %s bomb of 200 MiB stops at the cap, and no progress goes beyond it', async (encoding, bomb) => {
    const bytes = bomb();
    const url = await corsServer((_request, response) => response.writeHead(200, { 'Content-Encoding': encoding }).end(bytes));
    const told = await ask(chromium.page(), { url });
    expect(failureOf(told)).toMatchObject({ reason: 'too-large', sent: true });
    expect(Math.max(0, ...told.progress.map(([received]) => received))).toBeLessThanOrEqual(1_048_576);
  });

  test('F9: after the cap nothing more is read: the connection is closed', async () => {
    let written = 0;
    let closed = false;
    const url = await corsServer((_request, response) => {
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
    expect(failureOf(await ask(chromium.page(), { url }, { maxBytes: 100_000 })).reason).toBe('too-large');
    await expect.poll(() => closed, { timeout: 5_000 }).toBe(true);
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  test('an empty body, and one that ends with its connection, are answers: only the reader can see a cut there (D2)', async () => {
    const page = chromium.page();
    const empty = await corsServer((_request, response) => response.end());
    expect(answerOf(await ask(page, { url: empty })).bytes).toEqual([]);
    const open = await rawServer((socket) => socket.end(`${RAW_HEAD}\r\n<a>`));
    expect(answerOf(await ask(page, { url: open })).text).toBe('<a>');
  });
});
