import { describe, expect, it } from 'vitest';
import type { InsecurePolicy } from '../../src/service/service.js';
import { fillRequest } from '../../src/service/request.js';
import { userAgentOf } from '../../src/service/headers.js';
import { fill, filled, OPTIONS, scopeOf, service } from './fixtures.js';

const alice = scopeOf('alice');
const vault = { s1: 'pw' };

describe('requests', () => {
  it('W3, W12: a GET has no body and no content type', () => {
    const { request, warnings } = filled(service({ url: ' https://A.b/x#%password%\n' }), alice, {});
    expect(request).toEqual({
      method: 'GET',
      url: 'https://a.b/x',
      headers: [['Accept', 'application/xml, text/xml;q=0.9, */*;q=0.5'], ['User-Agent', 'Acme/1.0']],
      sensitive: false,
    });
    expect(warnings).toEqual([]);
  });

  it('W3: a POST carries its body and type; GET and HEAD drop a body without opening it', () => {
    const post = filled(service({ url: 'https://a.b/', postData: 'u=%username%&p=%password%' }), alice, vault).request;
    expect(post).toMatchObject({ method: 'POST', body: 'u=alice&p=pw', sensitive: true });
    expect(post.headers).toContainEqual(['Content-Type', 'application/x-www-form-urlencoded']);
    for (const method of ['GET', 'HEAD'] as const) {
      const { request } = filled(service({ url: 'https://a.b/', method, postData: { secret: 'gone' } }), alice, {});
      expect(request).not.toHaveProperty('body');
      expect(request.headers.map(([name]) => name)).toEqual(['Accept', 'User-Agent']);
    }
    for (const method of ['POST', 'PUT', 'DELETE'] as const) {
      expect(filled(service({ url: 'https://a.b/', method }), alice, {}).request).not.toHaveProperty('body');
    }
  });

  it('W12: no agent where the platform sends its own', () => {
    const { request } = filled(service({ url: 'https://a.b/' }), alice, {}, { insecure: 'never', userAgent: undefined });
    expect(request.headers.map(([name]) => name)).toEqual(['Accept']);
    expect(userAgentOf('Ácme Talk', '3.2.0 (beta)')).toBe('-cme-Talk/3.2.0--beta-');
  });

  it('W8: each body type is encoded in its own way', () => {
    const scope = scopeOf(`a&b<c>"'%41@:\n`);
    const body = (contentType: string, postData: string): string | undefined => filled(service({ url: 'https://a.b/', postData, contentType }), scope, vault).request.body;
    expect(body('application/x-www-form-urlencoded', 'u=%username%')).toBe('u=a%26b%3Cc%3E%22%27%2541%40%3A%0A');
    expect(body('application/json; charset=utf-8', '{"u":"%username%"}')).toBe(`{"u":"a&b<c>\\"'%41@:\\n"}`);
    expect(body('application/soap+xml', '<u>%username%</u>')).toBe('<u>a&#38;b&#60;c&#62;&#34;&#39;%41@:&#10;</u>');
    expect(body('text/plain', '%username%')).toBe(`a&b<c>"'%41@:\n`);
  });

  it('W11: what makes a request sensitive', () => {
    const sensitive = (parts: Parameters<typeof service>[0]): boolean => filled(service(parts), scopeOf('alice', [['x', 'y']]), { s1: 'pw', q: 'https://a.b/?k=1', h: '' }).request.sensitive;
    const url = 'https://a.b/';
    expect(sensitive({ url })).toBe(false);
    expect(sensitive({ url: `${url}%fullcode%/%installid%#%password%` })).toBe(false);
    expect(sensitive({ url: `${url}%username%` })).toBe(true);
    expect(sensitive({ url: `${url}?h=%sha256(%password%)%` })).toBe(true);
    expect(sensitive({ url: `${url}?h=%account[x]%` })).toBe(true);
    expect(sensitive({ url: { secret: 'q', shown: url } })).toBe(true);
    expect(sensitive({ url, postData: 'x' })).toBe(true);
    expect(sensitive({ url, customHeaders: 'X-A: b' })).toBe(true);
    expect(sensitive({ url, authUsername: 'u' })).toBe(true);
  });

  it('S3: templates behind references are opened; one that is gone refuses the request', () => {
    const url = { secret: 'u', shown: 'https://a.b/' };
    expect(filled(service({ url }), alice, { u: 'https://a.b/?k=canary&u=%username%' }).request.url).toBe('https://a.b/?k=canary&u=alice');
    for (const parts of [{ url }, { url: 'https://a.b/', postData: url }, { url: 'https://a.b/', customHeaders: url }, { url: 'https://a.b/%password%' }]) {
      expect(fill(service({ method: 'POST', ...parts }), alice, {})).toBe('template.unavailable');
    }
    expect(fill(service({ url: { secret: 'u' } }), alice, { u: 'lua:x' })).toBe('service.scheme');
  });

  it('S4: warnings and problems repeat nothing of a secret template', () => {
    const definition = service({ url: 'https://a.b/%plain%', postData: { secret: 'b' }, customHeaders: { secret: 'h' } });
    const { warnings } = filled({ ...definition, method: 'POST' }, alice, { b: 'p=12%canary%34', h: 'X: 1%canary%2' });
    expect(warnings).toEqual([
      { code: 'template.unknown-name', node: 'plain' },
      { code: 'template.unknown-name', node: 'InitialProvisioningCustomHeaders' },
      { code: 'template.unknown-name', node: 'InitialProvisioningPostData' },
    ]);
    for (const template of ['canary', 'canary x: 1', 'X: canaré', 'X: %canary(']) {
      const result = fillRequest(definition, alice, () => template, OPTIONS);
      expect(result.ok).toBe(false);
      expect(JSON.stringify(result)).not.toContain('canar');
    }
  });
});

describe('placeholders in a URL', () => {
  it.each([
    ['https://%username%.voip.example.com/', 'https://alice.voip.example.com/'],
    ['https://sip.%username%.example.com:8443/x', 'https://sip.alice.example.com:8443/x'],
    ['https://%sha1(%username%)%.example.com/', 'https://522b276a356bdf39013dfabea2cd43e141ecc9e8.example.com/'],
    ['https://a.b/%username%/é?u=%username%&x=[1]', 'https://a.b/alice/%C3%A9?u=alice&x=[1]'],
    ['https://a.b?%username%', 'https://a.b/?alice'],
    ['https://a.b/%unknown%', 'https://a.b/%unknown%'],
    ['https://a.b/x/../%username%', 'https://a.b/alice'],
    ['https://a.b/?r=https://%username%@c', 'https://a.b/?r=https://alice@c'],
  ])('W8: %s', (url, expected) => {
    expect(filled(service({ url }), alice, vault).request.url).toBe(expected);
  });

  it.each([
    '%username%://a.b/', 'http%username%://a.b/', 'https://%username%/', 'https://%username%:8443/', 'https://a.b:%username%/', 'https://a.b:80%username%/', 'https://%username%@a.b/',
    'https://u:%username%@a.b/', 'https://u@%username%.a.b/', 'https://%username%.com/', 'https://x%username%.a.b/', 'https://%username%x.a.b/', 'https://%username%%username%.a.b/',
    'https://%username%.%username%.a.b/', 'https://a.b.%username%/', 'https://a.%username%.b/', 'https://127.%username%.0.1/', 'https://%username%.0.0.1/', 'https://[::%username%]/',
    'https://%username%.a.b./', 'https://%username%.b.1a/', 'https://%username%.a.b:pw@x.y/', 'https://%username%.a.b:%username%/', 'https://%username%..b/', 'https://%password%.example.com/', 'https://%sha1(%password%)%.example.com/', '%username%',
  ])('W8: %s has a placeholder where none may stand', (url) => {
    expect(fill(service({ url }), alice, vault)).toBe('template.bad-position');
  });

  it.each(['', '.', '..', 'a.b', 'a/b', 'evil.com#', 'x@evil.com', 'a b', '-a', 'a-', 'ä', 'a:1', 'a\\', '%61', 'a'.repeat(64)])('W8: %j is no DNS label', (username) => {
    expect(fill(service({ url: 'https://%username%.example.com/' }), scopeOf(username), vault)).toBe('template.bad-value');
  });

  it.each([
    ['%username%', '.'], ['%username%', '..'], ['%username%', '%2e%2E'], ['%username%', '%252e'], ['.%username%', '.'], ['%2e%username%', '.'], ['%username%.', '.'], ['%username%%2E', ''],
    ['%username%%username%', '.'], ['..%username%', ''], ['%2%username%', 'e'], ['%username%', '\ud800'], ['%username%', 'a\udc00b'],
  ])('W8: the segment %s with %j is refused', (segment, username) => {
    for (const url of [`https://a.b/x/${segment}/y`, `https://a.b/${segment}`, `https://a.b/${segment}?z`]) {
      expect(fill(service({ url }), scopeOf(username), vault)).toBe('template.bad-value');
    }
  });

  it('W8: dots are fine where they climb nowhere', () => {
    expect(filled(service({ url: 'https://a.b/%username%?u=%username%' }), scopeOf('...'), vault).request.url).toBe('https://a.b/...?u=...');
    expect(filled(service({ url: 'https://a.b/?u=%username%' }), scopeOf('..'), vault).request.url).toBe('https://a.b/?u=..');
  });

  it('W8: an escape is never made of a literal and a value', () => {
    const pairs = 'u=%2%username%&v=%%username%';
    expect(filled(service({ url: `https://a.b/?${pairs}`, postData: pairs }), scopeOf('6'), vault).request).toMatchObject({ url: 'https://a.b/?u=%2526&v=%256', body: 'u=%2526&v=%256' });
  });

  it('W2, W8: no URL, user info, a control character', () => {
    expect(fill(service({ url: 'lua:x' }), alice, vault)).toBe('service.scheme');
    for (const url of ['https://', 'https://u:p@a.b/', 'https://a.b\\x', 'https://a.b/\u0000', 'https://a.b/x\ty', 'https://127.1/', 'https://%unknown%.a.b/']) {
      expect(fill(service({ url }), alice, vault)).toBe('url.malformed');
    }
  });
});

describe('custom headers', () => {
  const headers = (customHeaders: string, username = 'alice'): unknown => {
    const outcome = fill(service({ url: 'https://a.b/', customHeaders }), scopeOf(username), { s1: ' x ' });
    return typeof outcome === 'string' ? outcome : outcome.request.headers.slice(2);
  };

  it('W4: lines end with a newline or the two characters \\n', () => {
    const three = [['X-A', '1'], ['X-B', 'alice'], ['X-C', 'c:d']];
    for (const end of ['\n', '\r\n', '\\n', '\n\n', '\n  \t', '\r']) expect(headers(['X-A: 1', 'X-B:%username%', 'X-C:\tc:d '].join(end) + end)).toEqual(three);
    expect(headers('X-Empty:')).toEqual([['X-Empty', '']]);
    expect(headers('X-A: 1\nX-A: 2')).toEqual([['X-A', '1'], ['X-A', '2']]);
  });

  it('W4: a value cannot begin a line', () => {
    for (const username of ['a\nX-Evil: 1', 'a\r\nX: y', '\r', '\u0000', '\u007f', '\t', 'é', '\u0085', '\u2028']) expect(headers('X: %username%', username)).toBe('service.header');
    expect(headers('X: %username%', 'a\\nX-Evil: 1')).toEqual([['X', 'a\\nX-Evil: 1']]);
  });

  it('W8: a value whose space HTTP would drop is refused, in the middle it stays', () => {
    for (const value of ['X: %password%', 'X: a%password%', 'X: %password%b', 'X: %account[none]% %password%']) {
      const scope = scopeOf('a', []);
      expect(fill(service({ url: 'https://a.b/', customHeaders: value }), scope, { s1: ' x ' })).toBe('service.header');
    }
    expect(headers('X: [%password%]')).toEqual([['X', '[ x ]']]);
    expect(headers('X: %username% y', '')).toEqual([['X', 'y']]);
    expect(headers('X: %username% y', 'x ')).toEqual([['X', 'x  y']]);
    expect(headers('X: %base64(%password%)%')).toEqual([['X', 'IHgg']]);
  });

  it.each([
    'Host: x', 'content-length: 1', 'Connection: close', 'Keep-Alive: x', 'TE: trailers', 'Trailer: x', 'Transfer-Encoding: chunked', 'Upgrade: h2c', 'Proxy-Authorization: x', 'Proxy-Connection: x',
    'no colon', ': x', 'X : y', 'X Y: z', 'X-%username%: y', '%account[a]%: y', 'Ä: y', 'X: ä', 'X: a\tb', '(X): y', 'X: ok\nbad',
  ])('W4: %j is refused', (customHeaders) => {
    expect(headers(customHeaders)).toBe('service.header');
  });

  it('W3, W4: a header of the provider wins over ours, its content type decides the encoding', () => {
    const { request } = filled(
      service({ url: 'https://a.b/', postData: '"%username%"', contentType: 'text/plain', customHeaders: 'content-type: application/json\nUSER-AGENT: x\nAccept: y' }),
      scopeOf('"'),
      {},
    );
    expect(request.headers).toEqual([['content-type', 'application/json'], ['USER-AGENT', 'x'], ['Accept', 'y']]);
    expect(request.body).toBe('"\\""');
    expect(filled(service({ url: 'https://a.b/', customHeaders: 'Content-Type: text/xml' }), alice, {}).request.headers.map(([name]) => name)).toEqual(['Accept', 'User-Agent']);
    expect(fill(service({ url: 'https://a.b/', postData: 'x', contentType: 'text/plain\r\nX: y' }), alice, {})).toBe('service.header');
  });
});

describe('plain http', () => {
  const under = (insecure: InsecurePolicy, url: string, extra = {}): ReturnType<typeof fill> => fill(service({ url, ...extra }), alice, vault, { ...OPTIONS, insecure });
  const urlOf = (outcome: ReturnType<typeof fill>): string => (typeof outcome === 'string' ? outcome : outcome.request.url);

  it('W9: is refused unless the app allows it, before a secret is opened', () => {
    const opened: string[] = [];
    const result = fillRequest(service({ url: 'http://127.0.0.1:80/%password%' }), alice, ({ secret }) => (opened.push(secret), 'pw'), OPTIONS);
    expect(result).toMatchObject({ ok: false, problem: { code: 'url.insecure', details: { origin: 'http://127.0.0.1' } } });
    expect(opened).toEqual([]);
    expect(urlOf(under('never', 'https://x.y/%password%'))).toBe('https://x.y/pw');
  });

  it('W9: loopback allows everything there and nothing elsewhere', () => {
    for (const host of ['127.0.0.1:8080', '127.9.9.9', '[::1]:1', 'localhost', '[0:0:0:0:0:0:0:1]']) expect(urlOf(under('loopback', `http://${host}/?p=%password%`))).toMatch(/\?p=pw$/);
    for (const host of ['10.0.0.1', 'localhost.evil.com', '127.0.0.1.evil.com', '[::2]', 'localhost.']) expect(under('loopback', `http://${host}/`)).toBe('url.insecure');
    expect(under('loopback', 'http://127.1/')).toBe('url.malformed');
    expect(under('loopback', 'http://127.0.0.1@evil.com/')).toBe('url.malformed');
  });

  it('W9: without-secrets sends secrets empty, hashes filled, on every host', () => {
    for (const host of ['x.y', '127.0.0.1']) {
      const outcome = under('without-secrets', `http://${host}/?p=%password%&b=%base64(%password%)%&h=%md5(%password%)%&u=%username%`, {
        postData: '<%password%|%sha1(%password%)%>',
        customHeaders: 'X: [%password%]',
        contentType: 'text/plain',
      });
      if (typeof outcome === 'string') throw new Error(outcome);
      expect(outcome.request.url).toBe(`http://${host}/?p=&b=&h=8fe4c11451281c094a6578e6ddbf5eed&u=alice`);
      expect(outcome.request.body).toBe('<|1a91d62f7ca67399625a4368a6ab5d4a3baa6073>');
      expect(outcome.request.headers).toContainEqual(['X', '[]']);
      expect(outcome.warnings.map(({ code, node }) => `${code} ${node}`)).toEqual(Array.from({ length: 4 }, () => 'template.secret-withheld password'));
    }
  });

  it('W9: secrets-on-loopback sends them there and empty to every other host', () => {
    const filled = (host: string): string => urlOf(under('secrets-on-loopback', `http://${host}/?p=%password%&h=%md5(%password%)%`));
    for (const host of ['127.0.0.1:8080', 'localhost', '[::1]']) expect(filled(host)).toMatch(/\?p=pw&h=8fe4/);
    for (const host of ['10.0.0.1', 'x.y', 'localhost.evil.com', '%username%.evil.com']) expect(filled(host)).toMatch(/\?p=&h=8fe4/);
    const bodyFor = (host: string): unknown => {
      const outcome = under('secrets-on-loopback', `http://${host}/`, { postData: '%password%', contentType: 'text/plain' });
      return typeof outcome === 'string' ? outcome : outcome.request.body;
    };
    expect(bodyFor('127.0.0.1')).toBe('pw');
    expect(bodyFor('x.y')).toBe('');
  });

  it('W9: an account node that is a reference stays behind too, and a password that is none', () => {
    const scope = { values: [['password', 'clear']], account: [['token', { secret: 's1' }], ['cloud_password', 'clear'], ['city', 'Brno']] } as const;
    const outcome = fill(service({ url: 'http://x.y/?%password%,%account[token]%,%account[cloud_password]%,%account[city]%' }), scope, vault, { ...OPTIONS, insecure: 'without-secrets' });
    expect(urlOf(outcome)).toBe('http://x.y/?,,,Brno');
  });

  it('W9: with-secrets is the loud option; https is never touched', () => {
    expect(urlOf(under('with-secrets', 'http://x.y/?p=%password%'))).toBe('http://x.y/?p=pw');
    expect(urlOf(under('without-secrets', 'https://x.y/?p=%password%'))).toBe('https://x.y/?p=pw');
  });
});
