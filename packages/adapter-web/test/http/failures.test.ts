import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inChromium } from '../in-chromium.js';
import { answerOf, ask, failureOf } from './asking.js';
import { closedPort, corsServer, RAW_HEAD, rawServer } from './servers.js';

const GZIPPED = gzipSync('<account/>'.repeat(500));

inChromium('http: failures', (chromium) => {
  test.each<[string, string, (socket: Socket) => void]>([
    ['a length that is not reached', 'cut-off', (socket) => socket.end(`${RAW_HEAD}Content-Length: 10\r\n\r\n<a>`)],
    ['chunks without their end', 'cut-off', (socket) => socket.end(`${RAW_HEAD}Transfer-Encoding: chunked\r\n\r\n3\r\n<a>\r\n`)],
    ['a chunk that is cut', 'cut-off', (socket) => socket.end(`${RAW_HEAD}Transfer-Encoding: chunked\r\n\r\n30\r\n<a>`)],
    ['a reset inside the body', 'cut-off', (socket) => {
      socket.write(`${RAW_HEAD}Content-Length: 100\r\n\r\n<a>`);
      setTimeout(() => socket.resetAndDestroy(), 50);
    }],
    ['gzip that is cut', 'cut-off', (socket) => {
      socket.write(`${RAW_HEAD}Content-Encoding: gzip\r\nContent-Length: ${String(GZIPPED.length)}\r\n\r\n`);
      socket.end(GZIPPED.subarray(0, -9));
    }],
    ['the end inside the head', 'unreachable', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le')],
    ['no answer at all', 'unreachable', (socket) => socket.end()],
    ['a reset before the head', 'unreachable', (socket) => socket.resetAndDestroy()],
    ['no HTTP', 'unreachable', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
  ])('O9, O3: %s: %s, and what may have been sent counts as sent', async (_what, reason, misbehave) => {
    const url = await rawServer(misbehave);
    const told = await ask(chromium.page(), { url });
    expect(failureOf(told)).toEqual({ reason, cause: 'TypeError', sent: true });
    expect(told.settled).toBe(1);
  });

  test('O9: what is not gzip though it says so is refused, however the browser puts it', async () => {
    const url = await corsServer((_request, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('<account/>'));
    expect(['cut-off', 'unreachable']).toContain(failureOf(await ask(chromium.page(), { url })).reason);
  });

  test('O3: nobody listens, no such name: unreachable, the browser tells no more', async () => {
    const page = chromium.page();
    const unreachable = { reason: 'unreachable', cause: 'TypeError', sent: true };
    expect(failureOf(await ask(page, { url: `http://127.0.0.1:${String(await closedPort())}/` }))).toEqual(unreachable);
    expect(failureOf(await ask(page, { url: 'http://no-such-name.invalid/' }))).toEqual(unreachable);
  });

  test('P5: a preflight that is refused is unreachable, and the request never left', async () => {
    const seen: (string | undefined)[] = [];
    const url = await rawServer((socket, request) => {
      seen.push(request.split(' ')[0]);
      socket.end('HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n');
    });
    const failure = failureOf(await ask(chromium.page(), { url, method: 'POST', headers: [['X-Own', 'canary']], body: 'secret' }));
    expect(failure).toEqual({ reason: 'unreachable', cause: 'TypeError', sent: true });
    expect(seen).toEqual(['OPTIONS']);
  });

  test('R6: offline is said at once, nothing is sent, and works again afterwards', async () => {
    let asked = 0;
    const url = await corsServer((_request, response) => {
      asked += 1;
      response.end('ok');
    });
    const profile = await chromium.profile();
    const page = await chromium.tab({ profile });
    await profile.setOffline(true);
    expect(failureOf(await ask(page, { url }))).toEqual({ reason: 'offline', cause: 'offline', sent: false });
    expect(asked).toBe(0);
    await profile.setOffline(false);
    expect(answerOf(await ask(page, { url })).text).toBe('ok');
  });

  test('O3: the network goes away while the answer is awaited: offline, and it may have been sent', async () => {
    const sockets: Socket[] = [];
    const url = await rawServer((socket) => void sockets.push(socket));
    const profile = await chromium.profile();
    const page = await chromium.tab({ profile });
    const told = ask(page, { url });
    await expect.poll(() => sockets.length, { timeout: 5_000 }).toBe(1);
    await profile.setOffline(true);
    sockets[0]?.resetAndDestroy(); // the switch leaves open connections alone
    expect(failureOf(await told)).toEqual({ reason: 'offline', cause: 'TypeError', sent: true });
  });

  test.each<[string, (socket: Socket) => void]>([
    ['stalls before the head', () => undefined],
    ['stalls inside the head', (socket) => socket.write('HTTP/1.1 200')],
    ['stalls inside the body', (socket) => socket.write(`${RAW_HEAD}Content-Length: 9\r\n\r\n<a>`)],
    [
      'drips for ever',
      (socket) => {
        socket.write(`${RAW_HEAD}Content-Length: 9000\r\n\r\n`);
        const dripping = setInterval(() => socket.write('x'), 10);
        socket.on('close', () => {
          clearInterval(dripping);
        });
      },
    ],
  ])('F9, O4: a server that %s meets the deadline of the whole answer, and loses the connection', async (_what, misbehave) => {
    let closed = false;
    const url = await rawServer((socket) => {
      socket.on('close', () => (closed = true));
      misbehave(socket);
    });
    const told = await ask(chromium.page(), { url }, { deadlineMs: 400 });
    expect(failureOf(told)).toEqual({ reason: 'timeout', cause: 'deadline', sent: true });
    expect(told.ms).toBeGreaterThanOrEqual(395);
    await expect.poll(() => closed, { timeout: 5_000 }).toBe(true);
  });

  test('F9: a deadline beyond the longest timer is not one of 0 ms', async () => {
    const url = await corsServer((_request, response) => setTimeout(() => response.end('ok'), 100));
    expect(answerOf(await ask(chromium.page(), { url }, { deadlineMs: 2 ** 40 })).text).toBe('ok');
  });

  test('F5: abort settles at once, at every stage, and closes the connection', async () => {
    let closed = 0;
    const url = await rawServer((socket) => {
      socket.on('close', () => (closed += 1));
      socket.write(`${RAW_HEAD}Content-Length: 9\r\n\r\n<a>`);
    });
    const page = chromium.page();
    const aborted = { reason: 'aborted', cause: 'aborted', sent: true };
    const atOnce = await ask(page, { url }, {}, 0);
    expect([atOnce.failure, atOnce.settled]).toEqual([aborted, 1]);
    const before = closed;
    const inside = await ask(page, { url }, {}, 3);
    expect([inside.failure, inside.settled, inside.progress]).toEqual([aborted, 1, [[3, null]]]);
    await expect.poll(() => closed, { timeout: 5_000 }).toBeGreaterThan(before);
  });

  test('S4: no failure echoes address, header or body', async () => {
    const url = await rawServer((socket) => socket.resetAndDestroy());
    const page = chromium.page();
    const told = await ask(page, { url: `${url}/?p=canary`, method: 'POST', headers: [['X-Key', 'canary']], body: 'canary' });
    const refused = await ask(page, { url, headers: [['X', 'canary\n']] });
    expect(JSON.stringify([failureOf(told), failureOf(refused)])).not.toContain('canary');
  });
});
