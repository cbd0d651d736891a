import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReferenceServer, openDatabase, type Database, type ReferenceServer } from '../../src/index.js';
import { BINDINGS, type Answer } from '../ask.js';
import { readXml, textAt } from '../read.js';

const SLOW = 60_000;
const OUTSIDE = 'canary-outside-of-the-folder';
const SCRIPT = 'assets/index-DiwrgTda.js';

const around = mkdtempSync(join(tmpdir(), 'firstring-page-'));
const folder = join(around, 'page');
let database: Database;
let server: ReferenceServer;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(around, 'outside.txt'), OUTSIDE);
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Page</title>');
  writeFileSync(join(folder, 'service-worker.js'), 'self.x = 1;');
  writeFileSync(join(folder, SCRIPT), 'console.log("é");');
  writeFileSync(join(folder, 'assets/index-DiwrgTda.css'), 'body {}');
  writeFileSync(join(folder, 'assets/logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, '.env'), OUTSIDE);
  writeFileSync(join(folder, '.hidden.txt'), OUTSIDE);
  writeFileSync(join(folder, 'unknown.kind'), OUTSIDE);
  symlinkSync(join(around, 'outside.txt'), join(folder, 'link.txt'));
  symlinkSync(around, join(folder, 'linked'));
  database = await openDatabase({ kind: 'memory' });
  server = await createReferenceServer({ database, passwordCost: 10, demoDir: folder });
}, SLOW);
afterAll(async () => {
  await server.close();
  await database.close();
  rmSync(around, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 });
});

/** A path exactly as written, which no URL parser has tidied. */
function askRaw(path: string): Promise<{ readonly status: number; readonly body: string }> {
  const { hostname, port } = new URL(server.listeningOn);
  return new Promise((resolve, reject) => {
    request({ host: hostname, port, path }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    }).once('error', reject).end();
  });
}

const securityOf = ({ headers }: Answer) => headers['content-security-policy']?.split('; ');

describe.each(BINDINGS)('the page by %s', (_name, bind) => {
  test('/demo leads to /demo/, with its query; that is index.html, asked for again each time', async () => {
    const ask = bind(server);
    const redirect = await ask({ path: '/demo?portal=https://portal.example/x' });
    expect([redirect.status, redirect.headers['location']]).toEqual([308, 'demo/?portal=https://portal.example/x']);
    expect(new URL(redirect.headers['location'] ?? '', 'http://a.example/demo').href).toBe('http://a.example/demo/?portal=https://portal.example/x');
    const page = await ask({ path: '/demo/?portal=x' });
    expect([page.status, page.headers['content-type'], page.headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'no-cache']);
    expect(page.body).toBe('<!doctype html><title>Page</title>');
    expect(page.headers['access-control-allow-origin']).toBe('*');
  });

  test.each([
    [SCRIPT, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['assets/index-DiwrgTda.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['assets/logo.svg', 'image/svg+xml', 'no-cache'],
    ['service-worker.js', 'text/javascript; charset=utf-8', 'no-cache'],
    ['index.html', 'text/html; charset=utf-8', 'no-cache'],
  ])('%s has its media type, and caches keep it as long as its name promises', async (path, mediaType, cacheControl) => {
    const answer = await bind(server)({ path: `/demo/${path}` });
    expect([answer.status, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([200, mediaType, cacheControl]);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(answer.body)));
  });

  test('a strong ETag: 304 for the same bytes; HEAD says what GET says; other methods are refused', async () => {
    const ask = bind(server);
    const { headers } = await ask({ path: '/demo/' });
    expect(headers['etag']).toMatch(/^"[\w-]{43}"$/);
    const unchanged = await ask({ path: '/demo/', headers: { 'if-none-match': headers['etag'] ?? '' } });
    expect([unchanged.status, unchanged.body]).toEqual([304, '']);
    const head = await ask({ method: 'HEAD', path: '/demo/' });
    expect([head.status, head.body, head.headers['content-length'], head.headers['etag']]).toEqual([200, '', headers['content-length'], headers['etag']]);
    for (const path of ['/demo', '/demo/', `/demo/${SCRIPT}`]) {
      const refused = await ask({ method: 'POST', path, body: 'x' });
      expect([refused.status, refused.headers['allow']]).toEqual([405, 'GET, HEAD, OPTIONS']);
      expect((await ask({ method: 'OPTIONS', path })).status).toBe(204);
    }
  });

  test('nothing but its own scripts runs, and it may ask any http(s) server', async () => {
    for (const path of ['/demo', '/demo/', `/demo/${SCRIPT}`, '/demo/nothing']) {
      const policy = securityOf(await bind(server)({ path }));
      expect(policy).toEqual(expect.arrayContaining(['default-src \'none\'', 'script-src \'self\'', 'connect-src \'self\' http: https:', 'base-uri \'none\'', 'form-action \'none\'', 'frame-ancestors \'none\'']));
      expect(policy?.join('; '), path).not.toMatch(/unsafe|\*|data:|script-src[^;]*blob:/);
    }
    expect(securityOf(await bind(server)({ path: '/healthz' }))).toBeUndefined();
  });

  test('what is not there is 404 with a sentence', async () => {
    for (const path of ['/demo/nothing', '/demo/assets', '/demo/assets/', '/demo/index.html/', '/demo/INDEX.HTML', '/demonstration']) {
      const answer = await bind(server)({ path });
      expect(answer.status, path).toBe(404);
      expect(textAt(readXml(answer.body), 'message')).toBe('There is nothing here.');
    }
  });
});

test.each([
  '/demo/../outside.txt', '/demo/../../outside.txt', '/demo/%2e%2e/outside.txt', '/demo/%2e%2e%2foutside.txt', '/demo/..%2foutside.txt', '/demo/..%5coutside.txt',
  '/demo/..\\outside.txt', '/demo/assets/../../outside.txt', '/demo/%252e%252e/outside.txt', '/demo//outside.txt', '/demo/./index.html', '/demo/index.html%00', '/demo/%00',
  '/demo/outside.txt%00.html', '/demo/link.txt', '/demo/linked/outside.txt', '/demo/linked', '/demo/.env', '/demo/.hidden.txt', '/demo/unknown.kind', '/demo/%c0%ae%c0%ae/outside.txt',
  '/demo/__proto__', '/demo/constructor', '//demo/index.html', '/demo%2findex.html',
])('%s leads nowhere', async (path) => {
  const { status, body } = await askRaw(path);
  expect([400, 404]).toContain(status);
  expect(body).not.toContain(OUTSIDE);
  expect(body).not.toContain('<title>');
});

describe('its folder', () => {
  test('is read once: what changes later is not served', async () => {
    writeFileSync(join(folder, 'later.txt'), 'later');
    expect((await askRaw('/demo/later.txt')).status).toBe(404);
  });

  test('is said in the server\'s answer to who started it; without one there is no page', async () => {
    expect(server.demoUrl).toBe(`${server.url}/demo/`);
    const plain = await createReferenceServer({ database, passwordCost: 10 });
    expect(plain.demoUrl).toBeUndefined();
    for (const url of ['/demo', '/demo/']) expect((await plain.inject({ method: 'GET', url })).statusCode).toBe(404);
    await plain.close();
  });

  test('that is missing, or no page, is an error at the start', async () => {
    const start = (demoDir: string) => createReferenceServer({ database, passwordCost: 10, demoDir });
    await expect(start(join(around, 'nowhere'))).rejects.toThrow('the folder of the page is not there');
    await expect(start(join(folder, 'assets'))).rejects.toThrow('holds no index.html');
  });
});
