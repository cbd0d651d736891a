import { describe, expect, test } from 'vitest';
import type { DocumentContent } from '../../src/document/content.js';
import type { Result } from '../../src/document/problem.js';
import { readBody } from '../../src/document/read-body.js';
import type { Asked } from '../../src/document/tree.js';
import { ACCOUNT, bytes, freeze, PROVISIONING, vault, xml } from './fixtures.js';

type XmlDocument = Exclude<Asked, 'theme'>;

function read(asked: Asked | 'error', body: string | Uint8Array): Result<DocumentContent> {
  return freeze(readBody(asked, typeof body === 'string' ? bytes(body) : body, { readXml: xml.read, keep: vault().keep }));
}

function codeOf(asked: Asked | 'error', body: string | Uint8Array): string {
  const result = read(asked, body);
  return result.ok ? 'ok' : result.problem.code;
}

function messageOf(body: string | Uint8Array): string | undefined {
  const result = read('error', body);
  return result.ok && result.value.kind === 'message' ? result.value.message : 'not a message';
}

const XML_DOCUMENTS: readonly XmlDocument[] = ['provisioning', 'global_extprov', 'extprov'];
const THEME = JSON.stringify({ name: 'Acme', critical: { background: '#fff', primary: '#0055aa', text: '#111111' } });

const latin1Page = Uint8Array.from([...bytes('<!DOCTYPE html><title>Anmeldung f'), 0xfc, ...bytes('r G</title>')]);

const PAGES: readonly (readonly [string, string | Uint8Array])[] = [
  ['doctype', '<!DOCTYPE html><html><body>Sign in</body></html>'],
  ['upper case, public identifier', '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">\n<HTML>'],
  ['behind a byte order mark, blanks and a comment', '\ufeff \r\n<!-- portal -->\n<!doctype\nhtml>'],
  ['html without doctype, not well-formed', '<html><br><p>hello'],
  ['behind an XML declaration', '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html xmlns="http://www.w3.org/1999/xhtml"/>'],
  ['well-formed html', '<html><body>Sign in</body></html>'],
  ['well-formed, other case', '<HtMl/>'],
  ['well-formed XHTML', '<html xmlns="http://www.w3.org/1999/xhtml"><head/></html>'],
  ['prefixed XHTML', '<h:html xmlns:h="http://www.w3.org/1999/xhtml"/>'],
  ['another root in the XHTML namespace', '<body xmlns="http://www.w3.org/1999/xhtml"/>'],
  ['a page that is not UTF-8', latin1Page],
];

describe.each(XML_DOCUMENTS)('%s', (asked) => {
  test.each(PAGES)('O7, D10: a web page, %s', (_, page) => {
    expect(codeOf(asked, page)).toBe('answer.web-page');
  });

  test.each([
    ['nothing', ''],
    ['white space', ' \r\n\t'],
    ['a byte order mark', '\ufeff'],
    ['JSON', '{"error":"wrong password"}'],
    ['JSON behind blanks', '\n [1]'],
    ['JSON that is cut off', '{"error":"wro'],
    ['a JSON word', 'null'],
  ])('O8, D10: %s is no document', (_, body) => {
    expect(codeOf(asked, body)).toBe('answer.not-a-document');
  });

  test.each([
    ['plain text', 'Forbidden', 'xml.not-well-formed'],
    ['cut off', '<account><title>x', 'xml.not-well-formed'],
    ['a DOCTYPE', '<!DOCTYPE account [<!ENTITY a "b">]><account/>', 'xml.doctype'],
    ['a DOCTYPE that only begins like html', '<!DOCTYPE htmlish><account/>', 'xml.doctype'],
    ['another encoding', Uint8Array.from([...bytes('<account><title>'), 0xfc, ...bytes('</title></account>')]), 'xml.encoding'],
    ['too deep', '<a>'.repeat(65) + '</a>'.repeat(65), 'xml.too-deep'],
  ])('O9: %s', (_, body, code) => {
    expect(codeOf(asked, body)).toBe(code);
  });
});

test('O9: a refusal names document, line and column, and quotes nothing', () => {
  const result = read('extprov', '<account>\n <password>pw-canary</pass></account>');
  expect(result).toMatchObject({ ok: false, problem: { code: 'xml.not-well-formed', details: { document: 'extprov', line: 2 } } });
  expect(JSON.stringify(result)).not.toContain('canary');
});

test('O9: every prefix of an account that ends inside its root is refused, and never taken for something else', () => {
  const whole = bytes(ACCOUNT);
  for (let length = 1; length < whole.length - 1; length += 1) expect(codeOf('extprov', whole.subarray(0, length))).toMatch(/^xml\./);
  expect(codeOf('extprov', whole)).toBe('ok');
});

test('D10: roots that a document can and cannot have', () => {
  expect(codeOf('extprov', '<accounts><account/></accounts>')).toBe('xml.wrong-root');
  expect(codeOf('extprov', '<error><message>no</message></error>')).toBe('xml.wrong-root');
  expect(codeOf('extprov', '<Account/>')).toBe('xml.wrong-root');
  expect(codeOf('extprov', '<account/>')).toBe('ok'); // D11
  for (const asked of ['provisioning', 'global_extprov'] as const) {
    expect(codeOf(asked, '<error><quickDial/></error>')).toBe('answer.not-a-document');
    expect(codeOf(asked, '<message>no</message>')).toBe('answer.not-a-document');
    expect(codeOf(asked, '<r><something/></r>')).toBe('answer.not-a-document');
    expect(codeOf(asked, '<r><other/><quickdial/></r>')).toBe('ok');
  }
  expect(codeOf('global_extprov', '<r/>')).toBe('ok');
  expect(codeOf('provisioning', '<r/>')).toBe('answer.not-a-document');
  expect(codeOf('global_extprov', '<r><prefKeys/></r>')).toBe('answer.not-a-document');
  for (const child of ['prefKeys', 'account', 'INITIALPROVISIONINGURL', 'dialActionWsUrl', 'dialactions']) {
    expect(codeOf('provisioning', `<r><${child}/></r>`)).toBe('ok');
  }
  expect(codeOf('provisioning', PROVISIONING)).toBe('ok');
});

test('S3: what comes out holds no secret', () => {
  const result = read('extprov', ACCOUNT);
  expect(result.ok && result.value.kind).toBe('xml');
  expect(JSON.stringify(result)).not.toContain('canary');
});

test('P4: a theme carries its revision as text', () => {
  const revised = (revision: unknown): unknown => read('theme', JSON.stringify({ ...(JSON.parse(THEME) as object), revision }));
  expect(revised('2.10')).toMatchObject({ ok: true, value: { kind: 'theme', revision: { epoch: 2, revision: 10 } } });
  for (const odd of [2.1, 'two', null, undefined]) expect(revised(odd)).not.toHaveProperty('value.revision');
  expect(revised(2.1)).toHaveProperty('value.theme');
});

test('D12: the theme is JSON, and everything else says what it is', () => {
  expect(read('theme', `\ufeff${THEME}`)).toMatchObject({ ok: true, value: { kind: 'theme', theme: { name: 'Acme', images: [] } } });
  expect(codeOf('theme', '')).toBe('answer.not-a-document');
  expect(codeOf('theme', THEME.slice(0, -1))).toBe('answer.not-a-document');
  expect(codeOf('theme', '<theme/>')).toBe('answer.not-a-document');
  expect(codeOf('theme', Uint8Array.from([0x22, 0xff, 0x22]))).toBe('answer.not-a-document');
  expect(codeOf('theme', '[]')).toBe('theme.invalid');
  expect(codeOf('theme', 'null')).toBe('theme.invalid');
  for (const [, page] of PAGES.slice(0, 4)) expect(codeOf('theme', page)).toBe('answer.web-page');
});

test('F9: 100,000 elements are read, and not one more', () => {
  const account = (elements: number): string => `<account>${'<a/>'.repeat(elements - 1)}</account>`;
  expect([codeOf('extprov', account(100_000)), codeOf('extprov', account(100_001))]).toEqual(['ok', 'xml.too-large']);
});

describe('D8: the error body', () => {
  test('a message at the root or anywhere below it, the first that says something', () => {
    expect(messageOf('<message>Wrong password.</message>')).toBe('Wrong password.');
    expect(messageOf('<?xml version="1.0"?><error><code>12</code><body><message> </message><message>\n  Wrong\n  password.\n</message></body></error>')).toBe('Wrong password.');
    expect(messageOf('<error><![CDATA[x]]><message><![CDATA[a <b> & c]]></message></error>')).toBe('a <b> & c');
  });

  test('a JSON body\'s message or error string', () => {
    expect(messageOf('{"error":"E1","message":"Not today."}')).toBe('Not today.');
    expect(messageOf('\ufeff {"message":7,"error":"Blocked"}')).toBe('Blocked');
    expect(messageOf('{"error":{"message":"nested"}}')).toBeUndefined();
    expect(messageOf('["message"]')).toBeUndefined();
    expect(messageOf('{"__proto__":{"message":"inherited"}}')).toBeUndefined();
  });

  test('a web page is never shown, in whatever it is wrapped', () => {
    for (const [, page] of PAGES) expect(messageOf(page)).toBeUndefined();
    expect(messageOf('<html><body><message>inside a page</message></body></html>')).toBeUndefined();
    expect(messageOf('{"error":"<!DOCTYPE html><html>oops</html>"}')).toBeUndefined();
    expect(messageOf('<error><message>&lt;html>&lt;body>502&lt;/body></message></error>')).toBeUndefined();
  });

  test('never fails: nothing, text, bytes, broken documents', () => {
    for (const body of ['', 'Bad Gateway', '<error><message>cut', '{"message":', '<r/>', Uint8Array.from([0xff, 0xfe, 0x00])]) expect(messageOf(body)).toBeUndefined();
  });

  test('control characters, direction marks and lone surrogates are removed, line breaks part words', () => {
    expect(messageOf('{"message":"a\\u0000b\\u0007c\\u009b\\r\\n\\t d\\u202e\\u2066\\u200f e\\ud800f\\u2028g"}')).toBe('abc d ef g');
    expect(messageOf('{"message":"\\u0007\\n"}')).toBeUndefined();
  });

  test('cut at 500 without splitting a surrogate pair', () => {
    expect(messageOf(`<message>${'x'.repeat(600)}</message>`)).toBe('x'.repeat(500));
    expect(messageOf(`<message>${'x'.repeat(499)}😀tail</message>`)).toBe('x'.repeat(499));
    expect(messageOf(`<message>${'x'.repeat(498)}😀tail</message>`)).toBe(`${'x'.repeat(498)}😀`);
  });
});

test('a body built to be slow is not: as much again takes about as much longer', () => {
  const cost = (length: number): number => {
    const started = performance.now();
    for (const piece of ['<!--', '<!', '<?', '<!-- -->', ' ', '<!doctype ', '{', '\u0000', '[']) {
      const body = bytes(piece.repeat(length / piece.length));
      for (const asked of ['extprov', 'theme', 'error'] as const) read(asked, body);
    }
    return performance.now() - started;
  };
  cost(65_536); // warm
  expect(cost(524_288)).toBeLessThan(30 * Math.max(5, cost(65_536))); // eight times the bytes; a square would be 64 times
});

test('R14, D10: dial actions come under a root of any name; what holds none of them is no answer', () => {
  expect(read('dialActionWs', '<reply><dialAction id="a"/></reply>')).toMatchObject({ ok: true, value: { kind: 'xml', root: { children: [{ name: 'dialAction' }] } } });
  for (const fine of ['<dialActions><dialaction id="a"/></dialActions>', '<r/>', '<r><other/><dialAction id="a"/></r>']) expect(read('dialActionWs', fine).ok).toBe(true);
  for (const odd of ['<reply><other/></reply>', '<error/>', '<message>no</message>', '{}', '']) expect(codeOf('dialActionWs', odd)).toBe('answer.not-a-document');
  expect(codeOf('dialActionWs', '<html><body/></html>')).toBe('answer.web-page');
  expect(read('dialActionWs', '<r><dialAction id="a"><apiKey>canary</apiKey></dialAction></r>')).not.toMatchObject({ value: { root: { children: [{ children: [{ text: 'canary' }] }] } } });
});
