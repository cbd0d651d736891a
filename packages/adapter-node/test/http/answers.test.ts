import { expect, test } from 'vitest';
import { createHttpPort } from '../../src/http.js';
import { answerOf, ask, failureOf, get, LIMITS, textOf } from './asking.js';
import { httpServer, rawServer } from './servers.js';

test('W11: says what it can do', () => {
  expect(createHttpPort()).toMatchObject({ redirects: 'controlled', bodyCap: 'streamed' });
});

test('an answer comes back with status, lower-case headers in order, repeated ones repeated, and its bytes', async () => {
  const url = await httpServer((_request, response) => {
    response.writeHead(404, [['X-One', '1'], ['Set-Cookie', 'a=1'], ['Set-Cookie', 'b=2']].flat());
    response.end(Buffer.from([0, 255, 0xc3, 0x28]));
  });
  const answer = answerOf(await ask(get(`${url}/a?b=c`)));
  expect(answer.status).toBe(404);
  expect(answer.headers.filter(([name]) => ['x-one', 'set-cookie'].includes(name))).toEqual([['x-one', '1'], ['set-cookie', 'a=1'], ['set-cookie', 'b=2']]);
  expect(answer.body).toEqual(new Uint8Array([0, 255, 0xc3, 0x28]));
  expect(answer.url).toBe(`${url}/a?b=c`);
});

test('W12: no cookie is kept, no cache asked, no referrer sent; headers arrive as given', async () => {
  const seen: string[][] = [];
  const url = await httpServer((request, response) => {
    seen.push(request.rawHeaders);
    response.writeHead(200, { 'Set-Cookie': 'a=1', ETag: '"1"', 'Cache-Control': 'max-age=3600' });
    response.end('x');
  });
  const port = createHttpPort();
  const headers = [['User-Agent', 'Acme Talk/3.2.0'], ['X-Two', 'a'], ['X-Two', 'b'], ['__proto__', 'p']] as const;
  await ask(get(url, { headers }), {}, port);
  await ask(get(url, { headers }), {}, port);
  expect(seen).toHaveLength(2);
  expect(seen[1]).toEqual(seen[0]);
  const names = seen[1]?.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
  expect(names?.sort()).toEqual(['__proto__', 'accept-encoding', 'connection', 'host', 'user-agent', 'x-two', 'x-two']);
});

test.each([301, 302, 303, 307, 308])('W11: %i comes back as it is, nobody is asked again', async (status) => {
  let asked = 0;
  const url = await httpServer((_request, response) => {
    asked += 1;
    response.writeHead(status, { Location: '/elsewhere' }).end('moved');
  });
  const answer = answerOf(await ask(get(url)));
  expect(answer.status).toBe(status);
  expect(answer.headers).toContainEqual(['location', '/elsewhere']);
  expect(asked).toBe(1);
});

test('W3: a body is sent as exact UTF-8 with its length, for every method that has one', async () => {
  const body = 'p=007&n=Žluťoučký 📞\r\n ';
  const seen: { method?: string | undefined; length?: string | undefined; bytes: Buffer }[] = [];
  const url = await httpServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      seen.push({ method: request.method, length: request.headers['content-length'], bytes: Buffer.concat(pieces) });
      response.end('ok');
    });
  });
  for (const method of ['POST', 'PUT', 'DELETE'] as const) expect(textOf(await ask(get(url, { method, body })))).toBe('ok');
  const bytes = Buffer.from(body, 'utf8');
  expect(seen).toEqual(['POST', 'PUT', 'DELETE'].map((method) => ({ method, length: String(bytes.length), bytes })));
});

test('W3: POST without a body says so; GET has neither body nor length', async () => {
  const lengths: (string | undefined)[] = [];
  const url = await httpServer((request, response) => {
    lengths.push(request.headers['content-length']);
    response.end();
  });
  await ask(get(url, { method: 'POST' }));
  await ask(get(url));
  expect(lengths).toEqual(['0', undefined]);
});

test('W3: HEAD, 204 and 304 have no body, whatever their headers announce', async () => {
  const url = await httpServer((request, response) => {
    const status = Number(request.url?.slice(1));
    response.writeHead(status, { 'Content-Encoding': 'gzip', ...(status === 200 ? { 'Content-Length': '5000000' } : {}) }).end();
  });
  for (const [method, status] of [['HEAD', 200], ['GET', 204], ['GET', 304]] as const) {
    const answer = answerOf(await ask(get(`${url}/${status}`, { method })));
    expect(answer).toMatchObject({ status, body: new Uint8Array() });
  }
});

test('O12: 1xx before the answer is passed over, 101 in its place is an answer', async () => {
  const early = await rawServer((socket) => socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
  expect(textOf(await ask(get(early)))).toBe('ok');
  const upgrade = await rawServer((socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'));
  expect(answerOf(await ask(get(upgrade))).status).toBe(101);
});

test.each([
  ['a line break in a value', { headers: [['X', 'a\r\nY: b']] as const }],
  ['a character beyond Latin-1', { headers: [['X', 'ž']] as const }],
  ['a name that is no token', { headers: [['X y', 'a']] as const }],
  ['no URL', { url: 'nonsense' }],
  ['another scheme', { url: 'ftp://127.0.0.1/' }],
])('%s is a failure that sent nothing, never a throw', async (_what, more) => {
  let connections = 0;
  const url = await rawServer(() => (connections += 1));
  const failure = failureOf(await ask(get(url, more)));
  expect(failure).toMatchObject({ reason: 'failed', sent: false });
  expect(failure.cause).toMatch(/^ERR_[A-Z_]+$/);
  expect(connections).toBe(0);
});

test('user info in a URL is not turned into credentials', async () => {
  let authorization: string | undefined = 'none yet';
  const url = await httpServer((request, response) => {
    authorization = request.headers.authorization;
    response.end();
  });
  await ask(get(url.replace('//', '//alice:secret@')));
  expect(authorization).toBeUndefined();
});

test('four requests in a row use one connection, and ten at once do not wait for one another', async () => {
  const ports = new Set<number | undefined>();
  let waiting: (() => void)[] = [];
  const url = await httpServer((request, response) => {
    ports.add(request.socket.remotePort);
    if (request.url === '/row') response.end('x');
    else if (waiting.push(() => response.end('x')) === 10) waiting.forEach((release) => release());
  });
  const port = createHttpPort();
  for (let at = 0; at < 4; at += 1) await ask(get(`${url}/row`), {}, port);
  expect(ports.size).toBe(1);
  waiting = [];
  const all = await Promise.all(Array.from({ length: 10 }, () => ask(get(`${url}/together`), {}, port)));
  expect(all.map(textOf)).toEqual(Array.from({ length: 10 }, () => 'x'));
  expect(ports.size).toBe(10);
});

test('F7: progress counts decoded bytes, and knows the total where the length is that of the body', async () => {
  const url = await httpServer((_request, response) => {
    response.writeHead(200, { 'Content-Length': '200000' });
    response.write(Buffer.alloc(100_000));
    setTimeout(() => response.end(Buffer.alloc(100_000)), 20);
  });
  const seen: [number, number | undefined][] = [];
  await createHttpPort().send(get(url), LIMITS, (...progress) => seen.push(progress)).outcome;
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.every(([, total]) => total === 200_000)).toBe(true);
  expect(seen.map(([received]) => received)).toEqual([...seen.map(([received]) => received)].sort((one, other) => one - other));
  expect(seen.at(-1)?.[0]).toBe(200_000);
});
