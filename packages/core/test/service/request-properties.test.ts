import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { ServiceDefinition } from '../../src/service/service.js';
import { fill, scopeOf, service, type Outcome } from './fixtures.js';

/** Values that have broken somebody's templates before. */
const EVIL = [
  '', '007', '1e5', ' x ', `a&b<c>"'%41@:`, '%password%', '%username%', '%sha1(%password%)%', '{password}', '$&', "$'", '$1', '\\n', '\n', '\r\nX-Evil: 1', '\u0000', '../../admin', '..', '.',
  '%2e%2e', 'a?x=1', 'a#', 'a\\..\\x', 'evil.com#', 'x@evil.com', '127.1', '+', 'a+b c', '&p=2', ';', '=', ']]>', '<!--', '</u>', '"}', '\\', '\u2028', 'ž\u0301', '\u{1f600}', '\ud800', 'a\udc00', '%', '%4',
  '__proto__',
];
const value = fc.oneof(
  fc.constantFrom(...EVIL),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.oneof(fc.constantFrom(...EVIL), fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))), { maxLength: 4 }).map((all) => all.join('')),
);

const REFUSALS = ['template.bad-value', 'service.header'];

/** The law: refused with a code of the list, or `check` holds. */
function law(definition: ServiceDefinition, check: (request: Exclude<Outcome, string>['request'], username: string, password: string) => void, mustPass: (text: string) => boolean): void {
  const one = (username: string, password: string): void => {
    const outcome = fill(definition, scopeOf(username), { s1: password });
    if (typeof outcome !== 'string') {
      check(outcome.request, username, password);
      return;
    }
    expect(REFUSALS).toContain(outcome);
    expect(mustPass(username) && mustPass(password)).toBe(false);
  };
  for (const username of EVIL) for (const password of EVIL) one(username, password);
  fc.assert(fc.property(value, value, one), { numRuns: 500 });
}

const isText = (text: string): boolean => Buffer.from(text, 'utf8').toString('utf8') === text;
const climbs = (text: string): boolean => /^(?:\.|%(?:25)*2e){0,2}$/i.test(text) && text !== '';
const fitsXml = (text: string): boolean => isText(text) && !/[^\t\n\r\u0020-\ufffd]/.test(text.replace(/[\ud800-\udfff]/g, ''));

function xmlText(body: string): { text: string; attribute: string } {
  const found = { text: '', attribute: '' };
  const parser = new SaxesParser({ xmlns: true });
  parser.on('text', (text) => (found.text += text));
  parser.on('opentag', (tag) => (found.attribute = tag.attributes['a']?.value ?? ''));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(body).close();
  return found;
}

describe('for all user names and passwords', () => {
  it('W8: a URL keeps origin, segments and parameters, and the values survive', () => {
    law(
      service({ url: 'https://a.b:8443/x/%username%/y?p=%password%&u=%username%&z=%41' }),
      ({ url }, username, password) => {
        const read = new URL(url);
        expect(read.href).toBe(url);
        expect(read.origin).toBe('https://a.b:8443');
        const segments = read.pathname.split('/');
        expect(segments).toHaveLength(4);
        expect(decodeURIComponent(segments[2] ?? '')).toBe(username);
        expect([...read.searchParams]).toEqual([['p', password], ['u', username], ['z', 'A']]);
      },
      (text) => isText(text) && !climbs(text),
    );
  });

  it('W8: any template with them keeps origin, segments and parameters, or is refused', () => {
    const PLACES = ['%username%', '%account[any node]%', '%password%'];
    const piece = fc.constantFrom('a', '.', '~', ...PLACES);
    const part = fc.array(piece, { minLength: 1, maxLength: 3 });
    const fillIn = (pieces: readonly string[], values: readonly string[]): string => pieces.map((each) => values[PLACES.indexOf(each)] ?? each).join('');
    // A template's own dots are the operator's: they climb as written.
    const segment = part.filter((pieces) => pieces.some((each) => PLACES.includes(each)) || !/^\.{1,2}$/.test(pieces.join('')));
    let refused = 0;
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), fc.array(part, { maxLength: 3 }), value, value, value, (segments, parameters, username, node, password) => {
        const url = `https://a.b:8443/${segments.map((pieces) => pieces.join('')).join('/')}?${parameters.map((pieces, at) => `p${String(at)}=${pieces.join('')}`).join('&')}`;
        const outcome = fill(service({ url }), scopeOf(username, [['any node', node]]), { s1: password });
        const values = [username, node, password];
        const wanted = segments.map((pieces) => fillIn(pieces, values));
        if (typeof outcome === 'string') {
          refused += 1;
          expect(outcome).toBe('template.bad-value');
          expect(values.every(isText) && !wanted.some(climbs)).toBe(false);
          return;
        }
        const read = new URL(outcome.request.url);
        expect([read.href, read.origin]).toEqual([outcome.request.url, 'https://a.b:8443']);
        expect(read.pathname.split('/').slice(1).map(decodeURIComponent)).toEqual(wanted);
        expect([...read.searchParams]).toEqual(parameters.map((pieces, at) => [`p${String(at)}`, fillIn(pieces, values)]));
      }),
      { numRuns: 2000 },
    );
    expect(refused).toBeGreaterThan(20); // the law has been tried on both of its sides
  });

  it('W8: a host label stays one label', () => {
    law(
      service({ url: 'https://%username%.example.com/' }),
      ({ url }, username) => {
        expect(new URL(url).hostname).toBe(`${username.toLowerCase()}.example.com`);
        expect(username).toMatch(/^[A-Za-z0-9-]{1,63}$/);
      },
      (text) => /^[a-z0-9]+$/.test(text),
    );
  });

  it('W8: form bodies', () => {
    law(
      service({ url: 'https://a.b/', postData: 'u=%username%&p=%password%&z=1' }),
      ({ body }, username, password) => expect([...new URLSearchParams(body)]).toEqual([['u', username], ['p', password], ['z', '1']]),
      isText,
    );
  });

  it('W8: JSON bodies', () => {
    law(
      service({ url: 'https://a.b/', contentType: 'application/json', postData: '{"u":"%username%","p":["%password%"]}' }),
      ({ body }, username, password) => expect(JSON.parse(body ?? '')).toEqual({ u: username, p: [password] }),
      isText,
    );
  });

  it('W8: XML bodies, in text and attributes', () => {
    law(
      service({ url: 'https://a.b/', contentType: 'text/xml', postData: '<u a="%username%">%password%</u>' }),
      ({ body }, username, password) => expect(xmlText(body ?? '')).toEqual({ text: password, attribute: username }),
      fitsXml,
    );
  });

  it('W8: other bodies hold the value as it is', () => {
    law(
      service({ url: 'https://a.b/', contentType: 'text/plain', postData: '<%username%>%password%' }),
      ({ body }, username, password) => expect(body).toBe(`<${username}>${password}`),
      isText,
    );
  });

  it('W4: a header holds the value whole, and there is never one header more', () => {
    law(
      service({ url: 'https://a.b/', customHeaders: 'X-User: %username%\\nX-Pass: %password%' }),
      ({ headers }, username, password) => {
        expect(headers.slice(2)).toEqual([['X-User', username], ['X-Pass', password]]);
        expect(() => new Headers(headers.map(([name, text]): [string, string] => [name, text]))).not.toThrow();
        expect(new Headers([['x', password]]).get('x')).toBe(password);
      },
      (text) => /^(?:[!-~](?:[ -~]*[!-~])?)?$/.test(text),
    );
  });
});
