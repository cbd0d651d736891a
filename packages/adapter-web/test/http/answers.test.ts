import type { IncomingHttpHeaders } from 'node:http';
import { expect, test } from 'vitest';
import { inChromium } from '../in-chromium.js';
import { answerOf, ask, failureOf } from './asking.js';
import { corsServer, plainServer } from './servers.js';

inChromium('http: answers', (chromium) => {
  test('W11: says what it can do', async () => {
    const port = await chromium.page().evaluate(() => ({ ...firstring.createHttpPort() }));
    expect(port).toMatchObject({ redirects: 'refused', bodyCap: 'streamed' });
  });

  test('an answer comes back with status, lower-case headers that the server shows, and its bytes', async () => {
    const url = await corsServer((_request, response) => {
      response.writeHead(404, { ETag: '"1"', 'X-Hidden': '1', 'Content-Type': 'text/xml' });
      response.end(Buffer.from([0, 255, 0xc3, 0x28]));
    });
    const told = await ask(chromium.page(), { url: `${url}/a?b=c` });
    const answer = answerOf(told);
    expect(answer).toMatchObject({ status: 404, bytes: [0, 255, 0xc3, 0x28], url: `${url}/a?b=c` });
    expect(answer.headers).toContainEqual(['etag', '"1"']);
    expect(answer.headers).toContainEqual(['content-type', 'text/xml']);
    expect(answer.headers.map(([name]) => name)).not.toContain('x-hidden');
    expect(told.settled).toBe(1);
  });

  test('W12: no cookie, no referrer, no cache; headers arrive as given', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const url = await corsServer((request, response) => {
      seen.push(request.headers);
      response.writeHead(200, { 'Set-Cookie': 'theirs=1', ETag: '"1"', 'Cache-Control': 'max-age=3600' }).end('x');
    });
    const page = chromium.page();
    await page.evaluate(() => {
      document.cookie = 'ours=1; path=/'; // cookies know no port: the servers here are as good as our own
    });
    const headers = [['X-One', '1'], ['X-Two', 'a'], ['X-Two', 'b']] as const;
    for (const target of [url, url, `${url}/other`]) answerOf(await ask(page, { url: target, headers }));
    expect(seen).toHaveLength(3);
    for (const each of seen) {
      expect(each).toMatchObject({ 'x-one': '1', 'x-two': 'a, b' });
      expect(each).not.toHaveProperty('cookie');
      expect(each).not.toHaveProperty('referer');
      expect(each).not.toHaveProperty('if-none-match');
    }
    expect(await page.evaluate(() => document.cookie)).toBe('ours=1'); // theirs was not kept
  });

  test('W12: a request that says no more than a form may is not preceded by a preflight; User-Agent stays the browser\'s', async () => {
    let preflights = 0;
    const agents: (string | undefined)[] = [];
    const url = await corsServer((request, response) => {
      agents.push(request.headers['user-agent']);
      response.end('x');
    }, () => (preflights += 1));
    const page = chromium.page();
    answerOf(await ask(page, { url, headers: [['User-Agent', 'Acme/1'], ['uSER-aGENT', 'Acme/2']] }));
    answerOf(await ask(page, { url, method: 'POST', headers: [['User-Agent', 'Acme/1'], ['Content-Type', 'application/x-www-form-urlencoded']], body: 'a=b' }));
    expect(preflights).toBe(0);
    expect(agents).toEqual([await page.evaluate(() => navigator.userAgent), await page.evaluate(() => navigator.userAgent)]);
    answerOf(await ask(page, { url, headers: [['X-Own', '1']] }));
    expect(preflights).toBe(1);
  });

  test('W4: headers that a browser keeps to itself are left out, the request goes on', async () => {
    let seen: IncomingHttpHeaders = {};
    const url = await corsServer((request, response) => {
      seen = request.headers;
      response.end('x');
    });
    const forbidden = ['Cookie', 'Referer', 'Origin', 'Accept-Encoding', 'Date', 'DNT', 'Via', 'Sec-Own', 'Proxy-Own'].map((name) => [name, 'canary'] as const);
    answerOf(await ask(chromium.page(), { url, headers: [...forbidden, ['X-Own', '1']] }));
    expect(seen['x-own']).toBe('1');
    expect(JSON.stringify(seen)).not.toContain('canary');
  });

  test.each([301, 302, 303, 307, 308])('W11: %i is the failure `redirect`, to the same origin and to another; nobody is asked again', async (status) => {
    const asked: string[] = [];
    const elsewhere = await corsServer((request, response) => {
      asked.push(`elsewhere ${String(request.url)}`);
      response.end('x');
    });
    const url = await corsServer((request, response) => {
      asked.push(String(request.url));
      response.writeHead(status, { Location: request.url === '/same' ? '/target' : elsewhere }).end('moved');
    });
    const page = chromium.page();
    for (const path of ['/same', '/other']) {
      const failure = failureOf(await ask(page, { url: url + path, method: 'POST', headers: [['Content-Type', 'text/plain']], body: 'secret' }));
      expect(failure).toEqual({ reason: 'redirect', cause: 'opaqueredirect', sent: true });
    }
    expect(asked).toEqual(['/same', '/other']);
  });

  test('W3: a body is sent as exact UTF-8 with its length, for every method that has one', async () => {
    const body = 'p=007&n=Žluťoučký 📞\r\n ';
    const seen: unknown[] = [];
    const url = await corsServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        seen.push({ method: request.method, length: request.headers['content-length'], type: request.headers['content-type'], text: Buffer.concat(pieces).toString('utf8') });
        response.end('ok');
      });
    });
    const page = chromium.page();
    const headers = [['Content-Type', 'application/json']] as const;
    for (const method of ['POST', 'PUT', 'DELETE'] as const) expect(answerOf(await ask(page, { url, method, headers, body })).text).toBe('ok');
    const length = String(Buffer.byteLength(body));
    expect(seen).toEqual(['POST', 'PUT', 'DELETE'].map((method) => ({ method, length, type: 'application/json', text: body })));
  });

  test('W3: HEAD, 204 and 304 have no body, whatever their headers announce', async () => {
    const url = await corsServer((request, response) => {
      const status = Number(request.url?.slice(1));
      response.writeHead(status, status === 200 ? { 'Content-Length': '5000000', ETag: '"1"' } : { ETag: '"1"' }).end();
    });
    const page = chromium.page();
    for (const [method, status] of [['HEAD', 200], ['GET', 204], ['GET', 304]] as const) {
      const headers = status === 304 ? [['If-None-Match', '"1"'] as const] : [];
      const told = await ask(page, { url: `${url}/${status}`, method, headers });
      expect(answerOf(told)).toMatchObject({ status, bytes: [] });
      expect(told.progress).toEqual([]);
    }
  });

  test('O12: a status without a meaning is an answer all the same', async () => {
    const url = await corsServer((request, response) => response.writeHead(Number(request.url?.slice(1))).end('x'));
    const page = chromium.page();
    for (const status of [299, 418, 599]) expect(answerOf(await ask(page, { url: `${url}/${status}` })).status).toBe(status);
  });

  test.each([
    ['a line break in a value', { headers: [['X', 'a\r\nY: b']] as const }],
    ['a character beyond Latin-1', { headers: [['X', 'ž']] as const }],
    ['a name that is no token', { headers: [['X y', 'a']] as const }],
    ['no URL', { url: 'nonsense' }],
    ['an address within the page\'s own origin', { url: '/page.js' }],
    ['another scheme', { url: 'data:text/xml,<account/>' }],
    ['user info in the URL', { url: 'http://alice:secret@127.0.0.1/' }],
    ['a body where none may be', { body: 'x' }],
  ])('%s is a failure that sent nothing, never a throw', async (_what, more) => {
    let asked = 0;
    const url = await corsServer((_request, response) => {
      asked += 1;
      response.end();
    });
    expect(failureOf(await ask(chromium.page(), { url, ...more }))).toEqual({ reason: 'failed', cause: 'TypeError', sent: false });
    expect(asked).toBe(0);
  });

  test('the page\'s own origin is asked like any other, and there the total is known', async () => {
    const page = chromium.page();
    const told = await ask(page, { url: `${chromium.origin()}/page.js` });
    expect(answerOf(told).status).toBe(200);
    expect(told.progress.at(-1)?.[0]).toBe(told.progress.at(-1)?.[1]);
  });

  test('P5: a server that does not allow web apps is unreachable, and nothing of its answer is told', async () => {
    let asked = 0;
    const url = await plainServer((_request, response) => {
      asked += 1;
      response.writeHead(403, { 'Content-Type': 'text/xml' }).end('<error><message>canary</message></error>');
    });
    const told = await ask(chromium.page(), { url });
    expect(failureOf(told)).toEqual({ reason: 'unreachable', cause: 'TypeError', sent: true });
    expect(asked).toBe(1);
  });
});
