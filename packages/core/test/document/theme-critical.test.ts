import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCritical, parseCritical } from '../../src/document/theme-critical.js';
import { readTheme, type Theme } from '../../src/document/theme.js';

const SHA = 'ab'.repeat(32);
const critical = { background: '#fff', primary: '#0055aa', text: '#11111180' };
const image = (url: string, bytes = 5): object => ({ url, sha256: SHA, bytes });

function theme(json: unknown): Theme {
  const read = readTheme(json);
  if (!read.ok) throw new Error(read.problem.details.node);
  return read.value;
}

test('D12: the critical part is kept as text, with the logo by its hash', () => {
  const whole = theme({ name: 'x', images: { logo: image('https://a.example/l.png') }, critical: { ...critical, logo: 'logo' } });
  expect(parseCritical(formatCritical(whole))).toEqual({ ...critical, logo: SHA });
  expect(formatCritical(whole)).not.toContain('a.example');
  expect(parseCritical(formatCritical(theme({ name: 'x', critical })))).toEqual(critical);
});

test('D12, T2: total, and nothing but colours and a hash comes back', () => {
  expect(parseCritical(JSON.stringify({ ...critical, primary: 'red;} body{}' }))).toBeUndefined();
  expect(parseCritical(JSON.stringify({ ...critical, logo: '../../etc', more: 'x' }))).toEqual(critical);
  expect(parseCritical(JSON.stringify({ ...critical, more: 'x'.repeat(3000) }))).toBeUndefined();
  expect(parseCritical(`${JSON.stringify(critical).slice(0, -1)},"more":"\ud800"}`)).toBeUndefined(); // no text that a store could have kept
  expect(['', 'null', '[]', '{"__proto__":{}}'].map(parseCritical)).toEqual([undefined, undefined, undefined, undefined]);
  const field = fc.oneof(fc.constantFrom('#fff', '#0055aa', SHA), fc.string());
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.record({ background: field, primary: field, text: field, logo: field }).map((kept) => JSON.stringify(kept))), (text) => {
      for (const part of Object.values(parseCritical(text) ?? {})) expect(part).toMatch(/^(?:#[0-9A-Fa-f]{3,8}|[0-9a-f]{64})$/);
    }),
  );
});

test('D12: one asset with two names counts once, and has one size; a name says something', () => {
  const of = (a: number, b: number): unknown => ({ name: 'x', critical, images: { a: image('https://a.example/1', a), b: image('https://a.example/2', b) } });
  expect(readTheme(of(5_242_880, 5_242_880)).ok).toBe(true);
  expect(readTheme(of(4, 5))).toMatchObject({ problem: { details: { node: 'images.a.bytes' } } });
  expect(readTheme({ name: ' \n', critical })).toMatchObject({ problem: { details: { node: 'name' } } });
});
