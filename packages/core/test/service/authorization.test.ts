import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Leaf } from '../../src/document/tree.js';
import { mayUseBasic, offersBasic, signing } from '../../src/service/authorization.js';
import { parseChallenges } from '../../src/service/challenge.js';
import { chooseChallenge, type Challenge } from '../../src/service/choose-challenge.js';
import type { Credentials } from '../../src/service/digest-auth.js';
import type { HttpRequest, InsecurePolicy } from '../../src/service/service.js';
import { fill, filled, OPTIONS, scopeOf, service } from './fixtures.js';

const DIGEST: Challenge = { scheme: 'digest', algorithm: 'MD5', realm: 'r', nonce: 'n', qop: true, stale: false, userhash: false };
const BASIC: Challenge = { scheme: 'basic' };
const ALICE: Credentials = { username: 'alice', password: 'žluť' };
const REQUEST: HttpRequest = { method: 'POST', url: 'https://a.b/c?d=%20', headers: [['Accept', 'x'], ['aUTHORIZATION', 'Bearer t']], body: 'b', sensitive: true };

function sign(challenge: Challenge, request = REQUEST, credentials = ALICE, count = 1, first = REQUEST, insecure: InsecurePolicy = 'with-secrets'): unknown {
  const signed = signing(first, credentials, challenge, 'c', insecure)(request, count);
  return signed.ok ? signed.value : signed.problem;
}

describe('W10: a signed request', () => {
  test('differs in nothing but what signs it, which takes the place of a header of the provider', () => {
    expect(sign(BASIC)).toEqual({ ...REQUEST, headers: [['Accept', 'x'], ['Authorization', 'Basic YWxpY2U6xb5sdcWl']] });
    expect(sign(DIGEST)).toEqual({ ...REQUEST, headers: [['Accept', 'x'], ['Authorization', expect.stringMatching(/^Digest username="alice", realm="r", uri="\/c\?d=%20", .* nc=00000001, cnonce="c", qop=auth/)]] });
  });

  test('W11: what a redirect makes of it is signed for its own address in the same origin, and unsigned in another one', () => {
    expect(sign(DIGEST, { ...REQUEST, url: 'https://a.b/' }, ALICE, 2)).toMatchObject({ headers: [['Accept', 'x'], ['Authorization', expect.stringMatching(/uri="\/", .* nc=00000002/)]] });
    for (const url of ['https://a.b:444/c', 'http://a.b/c', 'https://b.a/c', 'nowhere'])
      for (const challenge of [DIGEST, BASIC]) expect(sign(challenge, { ...REQUEST, url })).toEqual({ ...REQUEST, url, headers: [['Accept', 'x']] });
  });

  test('Basic cannot carry a colon in the name, nor control characters, nor what is no text', () => {
    const refused = { code: 'template.bad-value', details: { node: 'AuthUsername' } };
    expect(sign(BASIC, REQUEST, { username: '', password: ':' })).toMatchObject({ headers: [['Accept', 'x'], ['Authorization', 'Basic Ojo=']] });
    for (const [username, password] of [['a:b', ''], ['a\n', ''], ['', '\u007f'], ['\ud800', '']] as const) expect(sign(BASIC, REQUEST, { username, password })).toMatchObject(refused);
    expect(sign(DIGEST, REQUEST, { username: '', password: '\ud800' })).toMatchObject(refused);
  });

  test('W9: Basic is not signed over plain http, but to this machine', () => {
    const [plain, loopback] = ['http://a.b/', 'http://127.0.0.1/'].map((url) => ({ ...REQUEST, url }));
    expect(sign(BASIC, plain, ALICE, 1, plain)).toMatchObject({ code: 'url.insecure', details: { origin: 'http://a.b' } });
    expect(sign(BASIC, loopback, ALICE, 1, loopback)).toHaveProperty('headers');
    expect(sign(BASIC, loopback, ALICE, 1, loopback, 'without-secrets')).toMatchObject({ code: 'url.insecure' });
    expect(sign(DIGEST, plain, ALICE, 1, plain, 'without-secrets')).toHaveProperty('headers');
    expect(mayUseBasic({ scheme: 'http', host: 'localhost' }, 'never')).toBe(false);
  });

  test('never holds a line break or anything beyond printable ASCII, whatever name, password and challenge say', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom('\r\nX: y', '"', '\\', '\u0000', '\ud800', 'ž'));
    const word = fc.oneof(fc.string({ unit: 'grapheme-ascii' }), fc.constantFrom('"', '\\', ','));
    const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;
    const challenge = fc.tuple(word, word, word, fc.constantFrom('MD5', 'SHA-256-sess'), fc.boolean()).map(([realm, nonce, opaque, algorithm, userhash]) => {
      const written = `Digest realm=${quoted(realm)}, nonce=${quoted(nonce)}, opaque=${quoted(opaque)}, algorithm=${algorithm}, userhash=${String(userhash)}, qop=auth`;
      const chosen = chooseChallenge([written], true);
      expect(chosen).toMatchObject({ realm, nonce, opaque, algorithm, userhash }); // I10's round trip, for challenges
      return chosen;
    });
    fc.assert(
      fc.property(text, text, fc.oneof(challenge, fc.constant(BASIC)), (username, password, chosen) => {
        if (chosen === undefined) return;
        const signed = signing(REQUEST, { username, password }, chosen, 'c', 'never')(REQUEST, 1);
        if (!signed.ok) {
          expect(signed.problem.code).toBe('template.bad-value');
          expect(username.includes(':') || /[\u0000-\u001f\u007f]|[\ud800-\udfff]/u.test(username + password)).toBe(true);
          return;
        }
        const value = signed.value.headers[1]?.[1] ?? '';
        expect(value).toMatch(/^[ -~]+$/);
        expect(() => new Headers([['Authorization', value]])).not.toThrow();
        // Read back by the grammar of challenges, which is that of credentials: one scheme, each parameter once.
        if (chosen.scheme === 'digest') expect(parseChallenges(value)).toMatchObject([{ scheme: 'digest' }]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('W10: whether Basic may be offered at all', () => {
  const offers = (url: Leaf, insecure: InsecurePolicy = 'loopback'): boolean => offersBasic(service({ url }), insecure);

  test('over https always, also where the host is still a placeholder', () => {
    for (const url of ['https://a.b/', ' https://%username%.a.b/ ', 'HTTPS://[::1]/', { secret: 's1', shown: 'https://%username%.a.b/' }]) expect(offers(url, 'never')).toBe(true);
  });

  test('W9: over plain http to this machine only, and only where the app lets secrets go there', () => {
    for (const url of ['http://127.0.0.1/', ' http://localhost:8080/x ', { secret: 's1', shown: 'http://[::1]/' }]) {
      expect([url, offers(url)]).toEqual([url, true]);
      for (const insecure of ['never', 'without-secrets'] as const) expect([url, offers(url, insecure)]).toEqual([url, false]);
    }
    for (const url of ['http://a.b/', 'http://a.b/https:', 'http://%username%.a.b/', { secret: 's1', shown: 'http://a.b/' }]) expect([url, offers(url, 'with-secrets')]).toEqual([url, false]);
  });

  test('S3: not where nothing of the URL may be seen', () => {
    expect(offers({ secret: 's1' }, 'with-secrets')).toBe(false);
  });
});

describe('W10: reading challenges', () => {
  test('a token68 belongs to its scheme, whatever blanks stand around it', () => {
    const both = [{ scheme: 'ntlm', parameters: [] }, { scheme: 'basic', parameters: [] }];
    for (const ntlm of ['NTLM TlRM', 'NTLM TlRM==', 'NTLM \t TlRM==', 'NTLM TlRM== \t']) expect([ntlm, parseChallenges(`${ntlm}, Basic`)]).toEqual([ntlm, both]);
  });

  test('a comma in the quotes of what is malformed begins no challenge', () => {
    for (const broken of ['@"a, Basic realm=1"', '@"a, Basic realm=1\\", Basic realm=2"', '@""']) expect([broken, parseChallenges(`${broken}, NTLM`)]).toEqual([broken, [{ scheme: 'ntlm', parameters: [] }]]);
  });

  test('what another scheme asks for is no digest, whatever its parameters are called', () => {
    for (const scheme of ['Foo', 'Basic', 'Digest2']) expect(chooseChallenge([`${scheme} realm="r", nonce="n", qop="auth"`], false)).toBeUndefined();
  });

  const piece = fc.oneof(fc.constantFrom('Basic', 'Digest', ' ', ',', '=', '"', '\\', 'realm', 'nonce="n"', 'realm="r"', 'qop=auth', '\t', '\n', ', ', 'é', '\u0000'), fc.string({ unit: 'binary', maxLength: 3 }));
  const header = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));

  test('is total, and what it finds stands in the text', () => {
    fc.assert(
      fc.property(header, (text) => {
        for (const { scheme, parameters } of parseChallenges(text)) {
          expect(scheme).toMatch(/^[!#$%&'*+.^_`|~0-9a-z-]+$/);
          expect(text.toLowerCase()).toContain(scheme);
          const names = parameters.map(([name]) => name);
          expect(new Set(names).size).toBe(names.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('one header or several: the same challenges', () => {
    const whole = fc.constantFrom('Basic realm="a, b"', 'Negotiate', 'Digest realm="r", nonce="n"', 'NTLM TlRM==', 'Foo x=1 , y="\\""');
    fc.assert(
      fc.property(fc.array(whole), (headers) => {
        expect(parseChallenges(headers.join(', '))).toEqual(headers.flatMap(parseChallenges));
      }),
    );
  });

  test('takes time in proportion to the text', () => {
    const slow = ['"\\', 'a=', 'a ', ' ', 'a=b c', 'Basic a=,', '='].map((unit) => unit.repeat(200_000 / unit.length));
    const before = process.cpuUsage();
    for (const text of slow) parseChallenges(text);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(5_000);
  });
});

describe('W10: credentials of a service', () => {
  const url = 'https://a.b/';
  const who = { authUsername: '%username%@%account[id]%', authPassword: { secret: 's2' } };
  const vault = { s1: 'pass', s2: '%sha1(%password%)%' };

  test('are filled verbatim, and are not in the request', () => {
    const outcome = filled(service({ url, ...who }), scopeOf('al"ice', [['id', 'ž']]), vault);
    expect(outcome.credentials).toEqual({ username: 'al"ice@ž', password: '9d4e1e23bd5b727046a9e3b4b7db57bd8d6ee684' });
    expect(JSON.stringify(outcome.request)).not.toMatch(/9d4e1e|ž/);
    expect(outcome.request.sensitive).toBe(true);
  });

  test('are absent without AuthUsername, and a password alone is nobody\'s', () => {
    expect(filled(service({ url, authPassword: '%nobody%' }), scopeOf('a'), {})).not.toHaveProperty('credentials');
    expect(filled(service({ url, authPassword: '%nobody%' }), scopeOf('a'), {}).warnings).toEqual([]);
  });

  test('what cannot be filled is refused before anything is sent', () => {
    expect(fill(service({ url, ...who, authUsername: '%rot13(%username%)%' }), scopeOf('a'), vault)).toBe('template.bad-function');
    expect(fill(service({ url, ...who }), scopeOf('a', []), { s1: 'x' })).toBe('template.unavailable');
    expect(fill(service({ url, ...who }), scopeOf('\ud800'), vault)).toBe('template.bad-value');
  });

  test('W5: what is noticed in them is told', () => {
    const { warnings } = filled(service({ url, ...who, authPassword: '%nobody%' }), scopeOf('a', []), vault);
    expect(warnings).toEqual([{ code: 'template.missing-node', node: 'account[id]' }, { code: 'template.unknown-name', node: 'nobody' }]);
  });

  test('W9: over plain http a secret in the name stays behind; of the password a digest sends a hash', () => {
    const options = { ...OPTIONS, insecure: 'without-secrets' } as const;
    const outcome = filled(service({ url: 'http://a.b/', authUsername: 'a%password%', authPassword: '%password%' }), scopeOf('a'), { s1: 'pass' }, options);
    expect(outcome.credentials).toEqual({ username: 'a', password: 'pass' });
    expect(outcome.warnings).toEqual([{ code: 'template.secret-withheld', node: 'password' }]);
  });
});
