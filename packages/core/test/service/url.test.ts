import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../src/service/host.js';
import { resolveReference } from '../../src/service/redirect.js';
import { formatUrl, isDotSegment, originOf, splitUrl, type SplitUrl } from '../../src/service/url.js';

function split(text: string): SplitUrl {
  const result = splitUrl(text);
  if (!result.ok) throw new Error(`refused: ${text}`);
  return result.value;
}

/** What a WHATWG reader makes of it, in our parts. */
function reference(text: string): { href: string; origin: string } {
  const url = new URL(text);
  url.username = '';
  url.password = '';
  url.hash = '';
  return { href: url.href.replace(/#$/, ''), origin: url.origin };
}

/** Pieces that are dangerous next to each other. */
const PIECES = [
  'http', 'https', 'HTTPS', 'ftp', ':', '/', '//', '///', '\\', '@', '?', '#', '.', '..', '%2e', '%2E', '%2f', '%', '%zz', '[', ']', '::', ':1',
  '::1', '[::1]', '[2001:db8::1:0:0:1]', 'localhost', '127.0.0.1', '127.1', '0x7f.1', '2130706433', '010.0.0.1', 'example.com', 'Example.COM', 'xn--', '-a', 'a_b', ':80', ':443',
  ':8080', ':0', ':65536', ':', ' ', '\t', '\n', '\u0000', '\u00e9', '\u{1f600}', '\ud800', '"', '<', '>', "'", '`', '{', '}', '|', '&', '=', '+', ';', 'a', 'Z', '9', '~', '$&',
] as const;
const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 10 }).map((all) => all.join(''));

describe('splitting URLs', () => {
  it('W2: what is accepted is read exactly as a WHATWG reader reads it', () => {
    let accepted = 0;
    const agree = (text: string): void => {
      const result = splitUrl(text);
      if (!result.ok) return;
      const xn = result.value.host.split('.').some((label) => label.startsWith('xn--'));
      if (xn) return; // checking punycode is left to the platform, which refuses
      accepted += 1;
      const expected = reference(text);
      expect(formatUrl(result.value)).toBe(expected.href);
      expect(originOf(result.value)).toBe(expected.origin);
      expect(split(formatUrl(result.value))).toEqual({ ...result.value, userInfo: false });
    };
    const prefix = fc.constantFrom('', 'http://', 'https://', 'https://h', 'https://a.b/', 'https://a.b/x?', 'http://[', 'https://u@', 'https://10.0.0.');
    fc.assert(fc.property(prefix, pieces, (start, rest) => agree(start + rest)), { numRuns: 4000 });
    fc.assert(fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), agree), { numRuns: 300 });
    fc.assert(fc.property(fc.ipV6(), fc.nat(70000), (host, port) => agree(`http://[${host}]:${String(port)}/`)), { numRuns: 300 });
    expect(accepted).toBeGreaterThan(1000);
  });

  it.each([
    ['https://Example.COM', 'https://example.com/'],
    ['HTTP://a.b:80/x', 'http://a.b/x'],
    ['https://a.b:443', 'https://a.b/'],
    ['https://a.b:80/', 'https://a.b:80/'],
    ['https://a.b:/x', 'https://a.b/x'],
    ['https://a.b?x=/../y', 'https://a.b/?x=/../y'],
    ['https://a.b/x/../y/./z/..', 'https://a.b/y/'],
    ['https://a.b/%2e%2E/x', 'https://a.b/x'],
    ['https://a.b/x#y?z', 'https://a.b/x'],
    ['https://a.b/é ü?ž', 'https://a.b/%C3%A9%20%C3%BC?%C5%BE'],
    ['https://a.b/?', 'https://a.b/?'],
    ['http://[0:0::0:1]:8080/', 'http://[::1]:8080/'],
    ['http://[2001:DB8:0:0:1:0:0:1]/', 'http://[2001:db8::1:0:0:1]/'],
    ['http://1.2.3.4/', 'http://1.2.3.4/'],
    ['http://[1:2:3:4:5:6:7::]/', 'http://[1:2:3:4:5:6:7:0]/'],
    ['http://[1:0:0:0:2:0:0:3]/', 'http://[1::2:0:0:3]/'],
    ['http://[1:0:0:2:0:0:0:3]/', 'http://[1:0:0:2::3]/'],
    ['https://a.b1/', 'https://a.b1/'],
    ['https://a.1b/', 'https://a.1b/'],
    ['https://a.0xg/', 'https://a.0xg/'],
    [`https://${'a'.repeat(63)}.b/`, `https://${'a'.repeat(63)}.b/`],
    ['https://a.b:65535/', 'https://a.b:65535/'],
  ])('reads %s', (text, expected) => {
    expect(formatUrl(split(text))).toBe(expected);
  });

  it.each([
    '', 'a.b', '//a.b/', '/x', 'https:a.b', 'https:/a.b', 'https:///a.b', 'https://', 'https:///', 'https://:443/', 'ftp://a.b/', 'lua:x', 'javascript:alert(1)', ' https://a.b/',
    'https://a.b/ ', 'https://a.b/\n', 'ht\ntps://a.b/', 'https://a.b\\c', 'https://a.b/x\\..\\y', 'https://a b/', 'https://a.b:x/', 'https://a.b:65536/', 'https://a.b:000080/',
    'https://a..b/', 'https://.a/', 'https://%61.b/', 'https://é.b/', 'https://a.b|c/', 'http://127.1/', 'http://0x7f.1/', 'http://2130706433/', 'http://0177.0.0.1/', 'http://256.0.0.1/',
    'http://1.2.3.4.5/', 'http://1.2.3.4./', 'http://a.0x/', 'http://a.0x7F/', 'xhttps://a.b/', 'a.b/?https://a.b/', `https://${'a'.repeat(64)}.b/`, 'http://[::1/', 'http://::1/', 'http://[::1]x/', 'http://[1:2:3:4:5:6:7]/', 'http://[1::2::3]/', 'http://[::ffff:127.0.0.1]/',
    'http://[fe80::1%25eth0]/', 'http://[1:2:3:4:5:6:7:8::]/', 'http://[1:2:3:4:5:6:7:8:9]/', 'http://[12345::]/', 'http://[:1]/', 'https://a.b/\ud800',
  ])('refuses %j', (text) => {
    expect(splitUrl(text)).toMatchObject({ ok: false, problem: { code: 'url.malformed' } });
  });

  it('sees user info and keeps none of it', () => {
    const url = split('https://user:canary@a.b/x');
    expect(url.userInfo).toBe(true);
    expect(JSON.stringify(url)).not.toContain('canary');
    expect(formatUrl(url)).toBe('https://a.b/x');
    expect(split('https://a@b@c.d/').host).toBe('c.d');
    expect(split('https://@a.b/').userInfo).toBe(true);
  });

  it('W8: dot segments in every spelling', () => {
    for (const dots of ['.', '..', '%2e', '%2E.', '.%2e', '%2e%2E', '%252e%252e', '%25252E.']) expect(isDotSegment(dots)).toBe(true);
    for (const other of ['', '...', 'a.', '.a', '%2f', '%2e%2e%2e', '%20.', '%25']) expect(isDotSegment(other)).toBe(false);
  });

  it('is linear on a mebibyte of adversarial text', () => {
    const started = process.cpuUsage();
    for (const evil of ['%25'.repeat(350_000), '/..'.repeat(350_000), 'a.'.repeat(500_000), '@'.repeat(1_000_000)]) {
      splitUrl(`https://a.b/${evil}`);
      splitUrl(`https://${evil}`);
      isDotSegment(evil);
    }
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(10_000);
  });
});

describe('loopback', () => {
  it.each(['localhost', 'LocalHost', '127.0.0.1', '127.255.255.254', '127.0.0.53', '[::1]'])('W9: %s is this machine', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each([
    '127.1', '0x7f.1', '2130706433', '127.0.0.256', '127.0.0.01', '127.0.0.1.evil.com', 'localhost.evil.com', 'evil-localhost', 'localhost.', 'foo.localhost', '::1', '[::2]',
    '[::ffff:7f00:1]', '128.0.0.1', '0.0.0.0', '10.0.0.1', '', '127.0.0.1 ', '127.0.0.1\n', 'ⅼocalhost', 'localhoſt',
  ])('W9: %j is not', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});

describe('resolving references', () => {
  const base = split('http://a/b/c/d;p?q');

  it.each([
    // RFC 3986, section 5.4, with the fragment dropped
    ['g', 'http://a/b/c/g'], ['./g', 'http://a/b/c/g'], ['g/', 'http://a/b/c/g/'], ['/g', 'http://a/g'], ['//g', 'http://g/'], ['?y', 'http://a/b/c/d;p?y'], ['g?y', 'http://a/b/c/g?y'],
    ['#s', 'http://a/b/c/d;p?q'], ['g#s', 'http://a/b/c/g'], [';x', 'http://a/b/c/;x'], ['.', 'http://a/b/c/'], ['..', 'http://a/b/'], ['../g', 'http://a/b/g'], ['../..', 'http://a/'],
    ['../../../g', 'http://a/g'], ['/./g', 'http://a/g'], ['g.', 'http://a/b/c/g.'], ['..g', 'http://a/b/c/..g'], ['g;x=1/../y', 'http://a/b/c/y'], ['g?y/../x', 'http://a/b/c/g?y/../x'],
    ['./a:b', 'http://a/b/c/a:b'], ['https://x.y/z', 'https://x.y/z'],
  ])('W11: %s', (text, expected) => {
    const to = resolveReference(base, text);
    expect(typeof to === 'string' ? to : formatUrl(to)).toBe(expected);
  });

  it.each([
    ['http:g', 'malformed'], ['', 'malformed'], ['/a b', 'malformed'], ['/é', 'malformed'], ['\\\\evil.com', 'malformed'], ['/\\evil.com', 'malformed'], ['//', 'malformed'], ['///x', 'malformed'],
    ['//u@x.y/', 'user-info'], ['javascript:alert(1)', 'scheme'], ['data:,x', 'scheme'], ['file:///etc/passwd', 'scheme'],
  ])('W11: %j is refused as %s', (text, cause) => {
    expect(resolveReference(base, text)).toBe(cause);
  });

  it('W11: what is accepted is resolved exactly as a WHATWG reader resolves it', () => {
    const bases = fc.constantFrom('http://a/b/c/d;p?q', 'https://x.y', 'https://x.y:8443/a/../b/', 'http://[::1]/?z');
    let accepted = 0;
    fc.assert(
      fc.property(bases, pieces, (from, text) => {
        const to = resolveReference(split(from), text);
        if (typeof to === 'string' || to.host.includes('xn--')) return;
        accepted += 1;
        expect(formatUrl(to)).toBe(reference(new URL(text, from).href).href);
      }),
      { numRuns: 4000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });
});
