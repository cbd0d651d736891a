import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64, closeEscape, encodeFor, percentEncode, positionOf } from '../../src/service/encode.js';
import { hasLoneSurrogate, utf8Bytes } from '../../src/text/utf8.js';

const anyText = fc.string({ unit: 'binary' });
const withSurrogates = fc.array(fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))).map((units) => units.join(''));

describe('encoding', () => {
  it('W7: UTF-8 bytes and base64 are those of the platform', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const bytes = utf8Bytes(text);
        expect(bytes).toEqual(new Uint8Array(Buffer.from(text, 'utf8')));
        expect(base64(bytes ?? new Uint8Array())).toBe(Buffer.from(text, 'utf8').toString('base64'));
      }),
    );
  });

  it('W8: a lone surrogate has no encoding in any position', () => {
    const positions = ['url', 'form', 'json', 'xml', 'verbatim'] as const;
    for (const text of ['\ud800', 'a\udc00', '\udc00\ud800', '\ud800\ud800\udc00', '\u{1f600}\udc00']) {
      expect(utf8Bytes(text)).toBeUndefined();
      for (const position of positions) expect(encodeFor(position, text)).toBeUndefined();
    }
    fc.assert(
      fc.property(withSurrogates, (text) => {
        const lone = Buffer.from(text, 'utf8').toString('utf8') !== text;
        expect(hasLoneSurrogate(text)).toBe(lone);
        expect(utf8Bytes(text) === undefined).toBe(lone);
        expect(percentEncode(text) === undefined).toBe(lone);
      }),
      { numRuns: 500 },
    );
  });

  it('W8: percent-encoding keeps nothing but unreserved characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const encoded = percentEncode(text) ?? '';
        expect(encoded).toMatch(/^(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(encoded)).toBe(text);
      }),
    );
    expect(percentEncode(`!'()* +`)).toBe('%21%27%28%29%2A%20%2B');
  });

  it('W8: JSON strings read back to the same text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(JSON.parse(`"${encodeFor('json', text) ?? ''}"`)).toBe(text);
      }),
    );
  });

  it('W8: what XML 1.0 cannot hold is refused, white space survives a parser', () => {
    for (const text of ['\u0000', 'a\u0008', '\u000b', '\u001f', '\ufffe', '\uffff']) expect(encodeFor('xml', text)).toBeUndefined();
    expect(encodeFor('xml', `<a b='c' d="e">&\t\r\n`)).toBe('&#60;a b=&#39;c&#39; d=&#34;e&#34;&#62;&#38;&#9;&#13;&#10;');
  });

  it.each([
    ['application/x-www-form-urlencoded', 'form'],
    ['Application/X-WWW-Form-URLencoded ; charset=UTF-8', 'form'],
    ['application/json', 'json'],
    ['text/json;charset=utf-8', 'json'],
    ['application/problem+json', 'json'],
    ['application/xml', 'xml'],
    ['text/xml; charset="utf-8"', 'xml'],
    ['application/soap+xml', 'xml'],
    ['text/plain', 'verbatim'],
    ['application/jsonp', 'verbatim'],
    ['application/xml-dtd', 'verbatim'],
    ['xml', 'verbatim'],
    ['', 'verbatim'],
  ])('W8: a body of type %j is written as %s', (type, position) => {
    expect(positionOf(type)).toBe(position);
  });

  it('W8: a literal that would make an escape with the value after it is closed', () => {
    expect(['%', 'a%4', '%41', 'a%2F%', 'x', ''].map(closeEscape)).toEqual(['%25', 'a%254', '%41', 'a%2F%25', 'x', '']);
  });
});
