import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/document/problem.js';
import type { DocumentName } from '../../src/document/tree.js';
import { formatAppLink, parseAppLink } from '../../src/input/app-link.js';
import { formatClassic, parseClassic } from '../../src/input/classic-screen.js';
import { formatCloudId, parseCloudId } from '../../src/input/cloud-id.js';
import { formatCscCode, parseCscCode } from '../../src/input/csc-code.js';
import { formatManagedConfiguration, parseManagedConfiguration, type ManagedOptions } from '../../src/input/managed-configuration.js';
import type { Parameters } from '../../src/input/parameters.js';
import { decodePercent, decodePercentStrictly, encodePercent } from '../../src/text/percent.js';
import { formatWhiteLabel, parseWhiteLabel } from '../../src/input/white-label-screen.js';
import { anything, code, maybeText, text } from './arbitrary.js';

const RUNS = { numRuns: 2000 };

function valueOf<T>(result: Result<T>): T {
  expect(result.ok, result.ok ? '' : result.problem.code).toBe(true);
  return (result as { readonly value: T }).value;
}

function parameters(cloudCode: string, username: string | undefined, password: string | undefined, oneTime = false): Parameters {
  return {
    cloudId: valueOf(parseCloudId(cloudCode)),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(oneTime ? { oneTime: true } : {}),
  };
}

describe('I10: parse(format(x)) is x for all parameters', () => {
  test('cloud ID', () => {
    fc.assert(fc.property(code, (typed) => {
      const id = valueOf(parseCloudId(typed));
      expect(parseCloudId(formatCloudId(id))).toStrictEqual({ ok: true, value: id });
    }), RUNS);
  });

  test('classic screen', () => {
    fc.assert(fc.property(code, maybeText, maybeText, fc.boolean(), (typed, username, password, oneTime) => {
      const x = parameters(typed, username, password, oneTime);
      const fields = valueOf(formatClassic(x));
      expect(parseClassic(fields.first, fields.password, { oneTime })).toStrictEqual({ ok: true, value: x });
    }), RUNS);
  });

  test('white-label screen', () => {
    fc.assert(fc.property(fc.constantFrom('WLAPP', 'WLAPP*'), maybeText, maybeText, fc.boolean(), (typed, username, password, oneTime) => {
      const x = parameters(typed, username, password, oneTime);
      const fields = valueOf(formatWhiteLabel('WLAPP', x));
      expect(parseWhiteLabel('WLAPP', fields.first, fields.password, { oneTime })).toStrictEqual({ ok: true, value: x });
    }), RUNS);
  });

  test('code', () => {
    fc.assert(fc.property(code, text, maybeText, (typed, username, password) => {
      const x = parameters(typed, username, password);
      expect(parseCscCode(valueOf(formatCscCode(x)))).toStrictEqual({ ok: true, value: x });
    }), RUNS);
  });

  test('managed configuration, generic and white-label', () => {
    fc.assert(fc.property(fc.boolean(), fc.boolean(), maybeText, maybeText, fc.boolean(), (own, editable, username, password, oneTime) => {
      const options: ManagedOptions = own ? { builtIn: 'WLAPP', oneTime } : { oneTime };
      const x = parameters(editable ? 'WLAPP*' : 'WLAPP', username, password, oneTime);
      const written = valueOf(formatManagedConfiguration(x, options));
      expect(parseManagedConfiguration(written, options)).toStrictEqual({ ok: true, value: x });
    }), RUNS);
  });

  test('link', () => {
    const names = fc.subarray<DocumentName>(['provisioning', 'theme', 'global_extprov', 'extprov'], { minLength: 1 });
    fc.assert(fc.property(fc.option(names, { nil: undefined }), fc.boolean(), fc.constantFrom('cloudsip', 'acme'), (only, resetCache, scheme) => {
      const x = { kind: 'refresh' as const, ...(only === undefined ? {} : { only }), resetCache };
      expect(parseAppLink(valueOf(formatAppLink(x, scheme)), [scheme])).toStrictEqual({ ok: true, value: x });
    }), RUNS);
  });

  test('percent encoding', () => {
    fc.assert(fc.property(text, (raw) => {
      expect(encodePercent(raw)).toBe(encodeURIComponent(raw).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`));
      expect(decodePercent(encodePercent(raw))).toBe(raw);
      expect(decodePercentStrictly(encodePercent(raw))).toBe(raw);
    }), RUNS);
  });
});

describe('I10: whatever was typed and accepted, is formatted and reads the same', () => {
  const forms: readonly [string, (typed: string, password: string | undefined) => Result<Parameters>, (x: Parameters) => Result<Parameters>][] = [
    ['classic screen', parseClassic, (x) => {
      const { first, password } = valueOf(formatClassic(x));
      return parseClassic(first, password);
    }],
    ['white-label screen', (typed, password) => parseWhiteLabel('wlApp', typed, password), (x) => {
      const { first, password } = valueOf(formatWhiteLabel('wlApp', x));
      return parseWhiteLabel('wlApp', first, password);
    }],
    ['code', (typed) => parseCscCode(typed.startsWith('csc:') ? typed : `csc:${typed}`), (x) => parseCscCode(valueOf(formatCscCode(x)))],
    ['managed username', (username, password) => parseManagedConfiguration({ username, ...(password === undefined ? {} : { password }) }, { builtIn: 'WLAPP' }),
      (x) => parseManagedConfiguration(valueOf(formatManagedConfiguration(x, { builtIn: 'WLAPP' })), { builtIn: 'WLAPP' })],
  ];

  test.each(forms)('%s', (_name, parse, again) => {
    let accepted = 0;
    const typed = fc.oneof(anything, fc.tuple(anything, code).map((parts) => parts.join('@')));
    fc.assert(fc.property(typed, maybeText, (first, password) => {
      const parsed = parse(first, password);
      if (!parsed.ok) return;
      accepted += 1;
      expect(again(parsed.value)).toStrictEqual(parsed);
    }), RUNS);
    expect(accepted).toBeGreaterThan(500);
  });
});

describe('I10: what a form cannot say is refused, not bent', () => {
  const x = parameters('CODE', 'bob', 'secret');

  test('a code with a password alone, or with a one-time PIN', () => {
    expect(formatCscCode(parameters('CODE', undefined, 'secret'))).toMatchObject({ ok: false, problem: { code: 'input.credentials-missing', details: { node: 'username' } } });
    expect(formatCscCode({ ...x, oneTime: true })).toMatchObject({ ok: false, problem: { code: 'input.not-a-code' } });
  });

  test('a white-label screen with another cloud ID, or without the star that is built in', () => {
    expect(formatWhiteLabel('WLAPP', x)).toMatchObject({ ok: false, problem: { code: 'input.other-code' } });
    expect(formatWhiteLabel('CODE*', x)).toMatchObject({ ok: false, problem: { code: 'input.other-code' } });
  });

  test('a link that asks for no document', () => {
    expect(formatAppLink({ kind: 'refresh', only: [], resetCache: false })).toMatchObject({ ok: false, problem: { code: 'input.not-a-link' } });
  });

  test('a lone surrogate or a cloud ID that is none', () => {
    for (const format of [formatClassic, formatCscCode, formatManagedConfiguration]) {
      expect(format({ ...x, username: '\ud800' })).toMatchObject({ ok: false, problem: { code: 'input.lone-surrogate' } });
      expect(format({ ...x, password: 'a\udc00' })).toMatchObject({ ok: false, problem: { code: 'input.lone-surrogate' } });
      expect(format({ ...x, cloudId: { ...x.cloudId, fullcode: 'a b' } })).toMatchObject({ ok: false, problem: { code: 'input.cloud-id-malformed' } });
    }
  });
});
