import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isHostPort } from '../../src/document/host-port.js';
import { validateAccount } from '../../src/document/validate-account.js';
import type { Pairs } from '../../src/document/tree.js';
import type { ProfileValue } from '../../src/merge/profile.js';
import { freeze } from './fixtures.js';

const GOOD: Pairs<ProfileValue> = [['title', 'Alice'], ['username', 'alice'], ['host', 'sip.example.com'], ['password', { secret: 's1' }]];

function faults(...more: Pairs<ProfileValue>): readonly string[] {
  const names = more.map(([name]) => name);
  return validateAccount(freeze([...GOOD.filter(([name]) => !names.includes(name)), ...more])).map(({ node, rule }) => `${node} ${rule}`);
}

describe('validateAccount', () => {
  test('D9: title, username and host are required and not blank; all faults at once', () => {
    expect(validateAccount([]).map(({ node, rule }) => `${node} ${rule}`)).toEqual(['title required', 'username required', 'host required']);
    expect(faults(['title', ' \n'], ['username', ''], ['host', '\t'], ['expires', '10'], ['transport', 'sctp'])).toEqual([
      'title required',
      'username required',
      'host required',
      'expires minimum',
      'transport oneOf',
    ]);
    expect(faults()).toEqual([]);
  });

  test('D9, D2a: typed nodes ignore outer white space; optional ones may be absent or empty', () => {
    expect(faults(['host', '\n sip.example.com:5060 '], ['proxy', ''], ['expires', ' 30\n'], ['keepAlivePeriod', '5'], ['transport', ' TLS+SIP: '])).toEqual([]);
    expect(faults(['expires', '\u00a030'])).toEqual(['expires number']);
  });

  test.each([
    ['expires', '29', 'minimum'],
    ['expires', '600.0', 'number'],
    ['expires', '1e5', 'number'],
    ['expires', '-600', 'number'],
    ['keepAlivePeriod', '4', 'minimum'],
    ['keepAlivePeriod', 'often', 'number'],
    ['transport', 'tls+sip', 'oneOf'],
    ['transport', 'udp,tcp', 'oneOf'],
    ['host', 'sip:example.com', 'host'],
    ['proxy', 'https://example.com', 'host'],
  ])('D9: %s %s', (node, value, rule) => {
    expect(faults([node, value])).toEqual([`${node} ${rule}`]);
  });

  test('S4: no fault quotes a value; a secret where none belongs counts as there', () => {
    const all = validateAccount([['title', ' '], ['host', 'pw canary'], ['proxy', 'canary canary'], ['expires', 'canary'], ['transport', 'canary']]);
    expect(all).toHaveLength(6);
    expect(JSON.stringify(all)).not.toContain('canary');
    expect(faults(['host', { secret: 's9' }], ['title', { secret: 's8' }])).toEqual([]);
  });

  test('D1: hostile names change nothing', () => {
    expect(faults(['__proto__', 'x'], ['constructor', ''])).toEqual([]);
  });
});

describe('isHostPort', () => {
  test.each([
    'localhost', 'sip.example.com', 'sip.example.com.', 'pbx_1.example', 'xn--mnchen-3ya.example', '10.0.0.1', '10.0.0.1:5060', '192.168.001.010', 'a:1', 'a:65535',
    '[::1]', '[::]:5061', '[2001:db8::1]:5060', '[1:2:3:4:5:6:7:8]', '[::ffff:10.0.0.1]', '[fe80::]', '[1:2:3:4:5:6:7::]',
  ])('D9: accepts %s', (text) => {
    expect(isHostPort(text)).toBe(true);
  });

  test.each([
    '', ':5060', 'a:', 'a:0', 'a:65536', 'a:5060:1', 'a:+1', 'a b', 'a..b', '.a', '.', '256.1.1.1', '0192.168.1.1', '1.1.1.0999', '1.2.3', 'user@host', 'a/b', 'a?b', 'a%20b', '<a>', 'a\u0000b',
    '::1', '[::1', '[]', '[::1]x', '[::1]:', '[1::2::3]', '[1:2:3:4:5:6:7]', '[1:2:3:4:5:6:7:8:9]', '[1:2:3:4:5:6:7:8::]', '[:::]', '[12345::]', '[g::]', '[10.0.0.1::]', '[::1.2.3]', `${'a'.repeat(64)}.b`, 'a.'.repeat(127),
  ])('D9: refuses %s', (text) => {
    expect(isHostPort(text)).toBe(false);
  });

  test('D9: total, and every IPv4 and IPv6 address with any port passes', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV6(), fc.integer({ min: 1, max: 65535 }), fc.string(), (four, six, port, any) => {
        expect(isHostPort(`${four}:${port}`)).toBe(true);
        expect(isHostPort(`[${six}]:${port}`)).toBe(true);
        expect(typeof isHostPort(any)).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});
