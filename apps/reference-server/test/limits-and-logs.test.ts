import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReferenceServer, openDatabase, type Database, type ReferenceServer, type RequestEntry, type ResponseEntry } from '../src/index.js';
import { BINDINGS, form, type Ask } from './ask.js';
import { readXml, textAt } from './read.js';

const CANARY = 'canary-71c0-password';
const SLOW = 60_000;
const [, [, bindSocket]] = BINDINGS as [unknown, readonly [string, (server: ReferenceServer) => Ask]];

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ kind: 'memory' });
  await (await createReferenceServer({ database, passwordCost: 10 })).close();
}, SLOW);
afterAll(() => database.close());

async function withServer(config: Parameters<typeof createReferenceServer>[0], work: (server: ReferenceServer, ask: Ask) => Promise<void>): Promise<void> {
  const server = await createReferenceServer({ database, passwordCost: 10, ...config });
  try {
    await work(server, bindSocket(server));
  } finally {
    await server.close();
  }
}

/** Bytes in, bytes out, for what no HTTP client would send. */
function raw(server: ReferenceServer, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.listeningOn).port), '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
    socket.setTimeout(5_000, () => socket.destroy(new Error('no end within 5 s')));
  });
}

describe('too many tries', () => {
  test('T88: after ten wrong passwords 429 with Retry-After and a message, for the right one too, until the window ends', async () => {
    let now = 0;
    await withServer({ now: () => now }, async (_server, ask) => {
      const wrong = form('/provider/acme/account', { username: 'alice', password: 'x' });
      const right = form('/provider/acme/account', { username: 'alice', password: 'correct-horse' });
      for (let count = 0; count < 10; count += 1) expect((await ask(wrong)).status).toBe(401);
      for (const question of [wrong, right]) {
        const answer = await ask(question);
        expect(answer.status).toBe(429);
        expect(answer.headers['retry-after']).toBe('900');
        expect(answer.headers['access-control-allow-origin']).toBe('*');
        expect(textAt(readXml(answer.body), 'message')).toBe('Too many tries. Please try again in 15 minutes.');
      }
      expect((await ask(form('/provider/acme/account', { username: 'bob', password: 'battery-staple' }))).status).toBe(200);
      now = 900_001;
      expect((await ask(right)).status).toBe(200);
    });
  });

  test('T84: an unknown user is held back the same way', async () => {
    await withServer({ now: () => 0 }, async (_server, ask) => {
      const statuses: number[] = [];
      for (let count = 0; count < 11; count += 1) statuses.push((await ask(form('/provider/acme/global', { username: 'nobody', password: 'x' }))).status);
      expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
    });
  });

  test('X-Forwarded-For counts only when it comes from a trusted proxy', async () => {
    const from = (address: string) => ({ ...form('/provider/acme/account', { username: 'bob', password: 'x' }), headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': address } });
    await withServer({ now: () => 0 }, async (_server, ask) => {
      for (let count = 0; count < 10; count += 1) await ask(from(`192.0.2.${count}`));
      expect((await ask(from('192.0.2.99'))).status).toBe(429);
    });
    await withServer({ now: () => 0, trustedProxies: ['127.0.0.1'] }, async (_server, ask) => {
      for (let count = 0; count < 10; count += 1) await ask(from('192.0.2.1'));
      expect((await ask(from('192.0.2.1'))).status).toBe(429);
      expect((await ask(from('192.0.2.99'))).status).toBe(401);
    });
  });
});

describe('logs', () => {
  test('S4: one line for each answer, with route, status and time, and no credential anywhere', async () => {
    let log = '';
    const seen: RequestEntry[] = [];
    const done: ResponseEntry[] = [];
    const config = { log: { level: 'trace', stream: { write: (line: string) => void (log += line) } }, onRequest: (entry: RequestEntry) => void seen.push(entry), onResponse: (entry: ResponseEntry) => void done.push(entry) } as const;
    await withServer(config, async (server, ask) => {
      await server.users.saveUser({ tenant: 'acme', username: CANARY, password: CANARY, nodes: [] });
      const query = `username=${CANARY}&password=${CANARY}`;
      const headers = { authorization: `Basic ${CANARY}`, cookie: CANARY, 'x-api-key': CANARY, 'user-agent': CANARY, 'x-request-id': CANARY };
      await ask({ path: `/provider/acme/account?${query}`, headers });
      await ask(form('/provider/acme/account', { username: CANARY, password: CANARY }));
      await ask(form('/provider/acme/account', { username: 'x', password: CANARY }));
      await ask({ method: 'POST', path: `/provider/acme/account?${query}`, headers: { ...headers, 'content-type': 'application/json' }, body: `{"password":"${CANARY}` });
      await ask({ path: `/${CANARY}?${query}`, headers });
      await ask({ path: `/v1/apps/${CANARY}/live/theme`, headers });
      await ask({ path: `/v1/apps/%zz${CANARY}/live/theme`, headers });
      await ask({ method: 'PUT', path: `/provider/acme/account?${query}`, headers });
      await raw(server, `GET /${CANARY} HTTP/1.1\r\nhost: x\r\nbad header ${CANARY}\r\n\r\n`);
    });
    const lines = log.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(log).not.toContain(CANARY);
    expect(log).not.toContain('?');
    const answered = lines.filter(({ msg }) => msg === 'answered');
    expect(answered[0]).toMatchObject({ method: 'GET', route: '/provider/:tenant/account', status: 200 });
    expect(answered[0]?.['reqId']).toBeTypeOf('string');
    expect(answered[0]?.['ms']).toBeTypeOf('number');
    expect(answered.map(({ status }) => status)).toEqual([200, 200, 401, 400, 404, 404, 405]);
    expect(seen.map(({ route }) => route)).toEqual(done.map(({ route }) => route));
    expect(JSON.stringify([seen, done])).not.toContain(CANARY);
  });

  test('T89: control characters of a request make no line of their own', async () => {
    let log = '';
    await withServer({ log: { level: 'trace', stream: { write: (line) => void (log += line) } } }, async (_server, ask) => {
      await ask({ path: '/v1/apps/A%0D%0A%7B%22forged%22%3A1%7D/live/theme' });
      await ask({ path: '/%0A%1B%5B31mforged?x=%0Aforged' });
      await ask({ ...form('/provider/acme/account', { username: 'a\r\nforged', password: 'x' }) });
    });
    for (const line of log.trimEnd().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
    expect(log).not.toContain('forged');
    expect(log).not.toContain('\u001b');
  });

  test('a failing database: 503 with a message while it is away, 500 for the rest, the log without the values', async () => {
    let log = '';
    let code = 'ECONNREFUSED';
    const failing: Database = { ...database, query: () => Promise.reject(Object.assign(new Error(`value ${CANARY} is bad`), { code })) };
    await withServer({ log: { level: 'trace', stream: { write: (line) => void (log += line) } }, database: failing, seed: false }, async (_server, ask) => {
      const away = await ask({ path: '/v1/apps/ACME/live/theme' });
      expect([away.status, away.headers['retry-after']]).toEqual([503, '5']);
      expect((await ask({ path: '/healthz' })).status).toBe(503);
      code = '22P02';
      const broken = await ask({ path: '/v1/apps/ACME/live/theme' });
      expect(broken.status).toBe(500);
      expect(broken.headers['access-control-allow-origin']).toBe('*');
      expect(textAt(readXml(broken.body), 'message')).toBeTruthy();
      expect(away.body + broken.body).not.toContain(CANARY);
    });
    expect(log).toContain('22P02');
    expect(log).not.toContain(CANARY);
  });
});

describe('limits', () => {
  test('P5: bytes that are no request get an answer of the same kind, and the connection ends', async () => {
    await withServer({}, async (server) => {
      for (const [bytes, status] of [['nonsense\r\n\r\n', 400], [`GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431], ['GET / HTTP/1.1\r\n\r\n', 400]] as const) {
        const answer = await raw(server, bytes);
        expect(answer.startsWith(`HTTP/1.1 ${status} `), bytes.slice(0, 20)).toBe(true);
        if (bytes.includes('host') || bytes.startsWith('nonsense')) expect(answer.toLowerCase()).toContain('access-control-allow-origin: *');
      }
    });
  });

  test('latency is added to every answer, and requests at once wait at once', async () => {
    const entries: ResponseEntry[] = [];
    await withServer({ latencyMs: 120, onResponse: (entry) => void entries.push(entry) }, async (_server, ask) => {
      const start = performance.now();
      await Promise.all(Array.from({ length: 10 }, () => ask({ path: '/v1/apps/ACME/live/theme' })));
      expect(performance.now() - start).toBeGreaterThanOrEqual(115);
      expect(performance.now() - start).toBeLessThan(1000);
    });
    expect(entries).toHaveLength(10);
    for (const { ms } of entries) expect(ms).toBeGreaterThanOrEqual(115);
  });
});

describe('closing', () => {
  test('a request under way is finished, a new connection is refused, closing twice is closing once', async () => {
    const server = await createReferenceServer({ database, latencyMs: 300 });
    const inFlight = fetch(`${server.url}/v1/apps/ACME/live/theme`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closing = Promise.all([server.close(), server.close()]);
    const answer = await inFlight;
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { name: string }).name).toBe('Acme Talk');
    expect(await closing).toEqual([true, true]);
    await expect(fetch(server.url)).rejects.toThrow();
  });

  test('a request that does not end is cut off when the grace is over', async () => {
    const server = await createReferenceServer({ database, latencyMs: 20_000, shutdownGraceMs: 200 });
    const inFlight = fetch(`${server.url}/v1/apps/ACME/live/theme`).then(() => 'answered', () => 'cut off');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const start = performance.now();
    expect(await server.close()).toBe(false);
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(await inFlight).toBe('cut off');
  });

  test('a connection that was opened and never used does not hold it up', async () => {
    const server = await createReferenceServer({ database, shutdownGraceMs: 4_000 });
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const start = performance.now();
    expect(await server.close()).toBe(true);
    expect(performance.now() - start).toBeLessThan(2_000);
    socket.destroy();
  });

  test('a port that is taken is an error, and nothing stays open', async () => {
    await withServer({}, async (server) => {
      await expect(createReferenceServer({ database, port: Number(new URL(server.url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    });
  });
});
