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
