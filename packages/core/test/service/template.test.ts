import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from '../../src/service/encode.js';
import type { Scope } from '../../src/service/service.js';
import { fillTemplate } from '../../src/service/template.js';

const scope: Scope = {
  values: [['username', 'alice'], ['password', 's3cret'], ['fullcode', 'ACME*'], ['__proto__', 'p'], ['empty', '']],
  account: [['cloud_id', 'c-1'], ['odd name [x', 'odd'], ['constructor', 'k'], ['token', { secret: 's9' }]],
};

function fill(template: string, position: Position = 'verbatim'): string {
  const result = fillTemplate(template, scope, position, ({ secret }) => (secret === 's9' ? 'revealed' : undefined));
  return result.ok ? result.value.text : result.problem.code;
}

function warnings(template: string): readonly string[] {
  const result = fillTemplate(template, scope, 'verbatim', () => 'revealed');
  return result.ok ? result.value.warnings.map(({ code, node }) => `${code} ${node}`) : [];
}

const sha1 = (text: string): string => createHash('sha1').update(text, 'utf8').digest('hex');

describe('templates', () => {
  it.each([
    ['%username%', 'alice'],
    ['a%username%b%password%c', 'aalicebs3cretc'],
    ['%username%%password%', 'alices3cret'],
    ['%account[cloud_id]%', 'c-1'],
    ['%account[odd name [x]%', 'odd'],
    ['%account[constructor]%%__proto__%', 'kp'],
    ['%account[token]%', 'revealed'],
    ['%empty%', ''],
    ['', ''],
    ['100% of %40 %', '100% of %40 %'],
    ['% username %', '% username %'],
    ['%user-name%', '%user-name%'],
    ['%1username%', '%1username%'],
    ['%%username%%', '%alice%'],
    ['%Username%', '%Username%'],
    ['{username} $username %{username}%', '{username} $username %{username}%'],
  ])('W5: %j becomes %j', (template, expected) => {
    expect(fill(template)).toBe(expected);
  });

  it.each([
    ['%unknown%', '%unknown%', ['template.unknown-name unknown']],
    ['%toString%', '%toString%', ['template.unknown-name toString']],
    ['%username[x]%', '%username[x]%', ['template.unknown-name username[x]']],
    ['%account%', '%account%', ['template.unknown-name account']],
    ['%sha1(%unknown%)%', '%sha1(%unknown%)%', ['template.unknown-name unknown']],
    ['x%account[nope]%y', 'xy', ['template.missing-node account[nope]']],
    ['%account[toString]%', '', ['template.missing-node account[toString]']],
    ['%E2%82%AC%username%', '%E2%82%ACalice', []],
    ['%unknown%username%', '%unknownalice', ['template.unknown-name unknown']],
    ['%facade%', '%facade%', ['template.unknown-name facade']],
  ] as const)('W5: %j becomes %j, with a warning', (template, expected, warned) => {
    expect(fill(template)).toBe(expected);
    expect(warnings(template)).toEqual(warned);
  });

  it('W6: without an account its placeholders are unknown', () => {
    expect(fillTemplate('%account[x]%', { values: [] }, 'verbatim')).toEqual({
      ok: true,
      value: { text: '%account[x]%', warnings: [{ code: 'template.unknown-name', node: 'account[x]' }] },
    });
  });

  it('W7: functions take the UTF-8 bytes of the raw value', () => {
    const value = 'pä\u{1f600} ß';
    const odd: Scope = { values: [['password', value]] };
    const run = (template: string, position: Position = 'verbatim'): unknown => {
      const result = fillTemplate(template, odd, position);
      return result.ok ? result.value.text : result.problem.code;
    };
    for (const name of ['sha1', 'md5', 'sha256']) {
      expect(run(`%${name}(%password%)%`)).toBe(createHash(name).update(value, 'utf8').digest('hex'));
    }
    const encoded = Buffer.from(value, 'utf8').toString('base64');
    expect(run('%base64(%password%)%')).toBe(encoded);
    expect(run('%base64(%password%)%', 'url')).toBe(encodeURIComponent(encoded));
    expect(encoded).toMatch(/[+/=]/);
    expect(fill('%sha1(%account[token]%)%')).toBe(sha1('revealed'));
    expect(fill('%sha1(%account[nope]%)%')).toBe(sha1(''));
  });

  it.each([
    '%sha1(%password%)',
    '%sha1(%password)%',
    '%sha1(password)%',
    '%sha1( %password% )%',
    '%SHA1(%password%)%',
    '%sha512(%password%)%',
    '%sha1(%sha1(%password%)%)%',
    '%sha1(%account[cloud_id)%',
    '%sha1(%account[]%)%',
    '%sha1(x%password%)%',
    '%sha1(%password%%username%)%',
    '%foo(',
    '%unknown%bar(%password%)%',
    'fine %username% then %md5(',
    '%username%sha1(%password%)%',
    '%sha1(%username%)%md5(%password%)%',
    '%sha1(%unknown%)%md5(%password%)%',
  ])('W5: %j is refused before anything is sent in clear', (template) => {
    expect(fill(template)).toBe('template.bad-function');
  });

  it('W5: an unknown name before a function leaves the function its percent sign', () => {
    expect(fill('%unknown%sha1(%password%)%')).toBe(`%unknown${sha1('s3cret')}`);
  });

  it('R2a: a name whose value is gone refuses the template and is named; one that is there counts', () => {
    const absent = ['password', 'account[pin]'];
    expect(fillTemplate('%username%%password%', { values: [['username', 'alice']], absent }, 'verbatim')).toMatchObject({ ok: false, problem: { code: 'input.credentials-missing', details: { node: 'password' } } });
    expect(fillTemplate('%account[pin]%', { values: [], absent }, 'verbatim')).toMatchObject({ ok: false, problem: { code: 'input.credentials-missing', details: { node: 'account[pin]' } } });
    expect(fillTemplate('%password%', { values: [['password', 'new']], absent }, 'verbatim')).toMatchObject({ ok: true, value: { text: 'new' } });
  });

  it('W8: a value is never scanned again', () => {
    const values = ['%password%', '%sha1(%password%)%', '{password}', '$&', '$1', "$'", '%account[x]%', '%', '\\n', '%25'];
    for (const value of values) {
      const nested: Scope = { values: [['username', value], ['password', 'canary']], account: [['x', value]] };
      const result = fillTemplate('<%username%|%account[x]%>', nested, 'verbatim');
      expect(result).toEqual({ ok: true, value: { text: `<${value}|${value}>`, warnings: [] } });
    }
  });

  it('W8: filling equals replacing each placeholder by its value, for any values', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('%', '%a%', '%b%', '(', ')%', 'sha1', '%sha1(%a%)%', 'x', '4', '[', ']', '%account[a]%')), fc.string(), fc.string(), (parts, a, b) => {
        const template = parts.join('');
        const any: Scope = { values: [['a', a], ['b', b]], account: [['a', b]] };
        const marked: Scope = { values: [['a', '\u0001'], ['b', '\u0002']], account: [['a', '\u0002']] };
        const [result, skeleton] = [fillTemplate(template, any, 'verbatim'), fillTemplate(template, marked, 'verbatim')];
        expect(result.ok).toBe(skeleton.ok);
        if (!result.ok || !skeleton.ok) return;
        const hashed = skeleton.value.text.split(sha1('\u0001')).join(sha1(a));
        expect(result.value.text).toBe(hashed.split('').map((char) => (char === '\u0001' ? a : char === '\u0002' ? b : char)).join(''));
      }),
    );
  });

  it('W8: a secret that is gone refuses the request and a lone surrogate too, hashed or not', () => {
    const gone: Scope = { values: [['password', { secret: 's1' }]] };
    expect(fillTemplate('x %password%', gone, 'form')).toMatchObject({ ok: false, problem: { code: 'template.unavailable' } });
    const lone: Scope = { values: [['password', 'a\ud800']] };
    for (const template of ['%password%', '%sha1(%password%)%', '%base64(%password%)%']) {
      expect(fillTemplate(template, lone, 'form')).toMatchObject({ ok: false, problem: { code: 'template.bad-value' } });
    }
    for (const template of ['\udc00', '\udc00%username%']) expect(fillTemplate(template, scope, 'verbatim')).toMatchObject({ ok: false, problem: { code: 'template.bad-value', details: { node: 'template' } } });
  });

  it('is linear on a mebibyte of adversarial text', () => {
    const started = process.cpuUsage();
    for (const part of ['%', '%a', '%a(', '%a%', '%sha1(%a', '%account[', '%account[x', '%sha1(%account[x]', 'a', '%username%', '[', '%a[%']) {
      fill(part.repeat(Math.ceil(1_048_576 / part.length)));
    }
    fill(`%${'a'.repeat(1_048_576)}`);
    fill(`%account[${']['.repeat(500_000)}`);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(10_000);
  });
});
