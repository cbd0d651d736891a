import { describe, expect, test } from 'vitest';
import { readTheme } from '../../src/document/theme.js';
import { freeze } from './fixtures.js';

const SHA = 'A'.repeat(63) + '0';
const CRITICAL = { background: '#FFF', primary: '#0055aa', text: '#11111180' };
const WHOLE = {
  name: 'Acme Talk',
  colours: { light: { primary: '#0055aa', ['__proto__x']: '#fff' }, dark: { primary: '#88bbff' } },
  fonts: { body: 'Inter, "Noto Sans", sans-serif' },
  images: { logo: { url: 'https://cdn.example/logo.png?v=1', sha256: SHA, bytes: 1234, extra: true } },
  critical: { ...CRITICAL, logo: 'logo' },
  somethingNew: { x: 1 },
};

function nodeOf(json: unknown): string | undefined {
  const result = readTheme(freeze(json));
  return result.ok ? 'ok' : result.problem.details.node;
}

describe('readTheme', () => {
  test('D12: a whole manifest, foreign fields ignored, names as pairs, JSON-safe', () => {
    const result = readTheme(freeze(WHOLE));
    expect(result).toEqual({
      ok: true,
      value: {
        name: 'Acme Talk',
        colours: { light: [['primary', '#0055aa'], ['__proto__x', '#fff']], dark: [['primary', '#88bbff']] },
        fonts: [['body', 'Inter, "Noto Sans", sans-serif']],
        images: [['logo', { url: 'https://cdn.example/logo.png?v=1', sha256: SHA.toLowerCase(), bytes: 1234 }]],
        critical: { ...CRITICAL, logo: 'logo' },
      },
    });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  test('D12: the critical part takes 2 KiB of UTF-8, and not a byte more', () => {
    const image = { url: 'https://cdn.example/logo.png', sha256: SHA, bytes: 1 };
    const named = (logo: string): unknown => ({ ...WHOLE, images: { [logo]: image }, critical: { ...CRITICAL, logo } });
    const room = 2048 - JSON.stringify({ ...CRITICAL, logo: '' }).length;
    expect([nodeOf(named('x'.repeat(room))), nodeOf(named('x'.repeat(room + 1))), nodeOf(named(`${'x'.repeat(room - 1)}é`))]).toEqual(['ok', 'critical', 'critical']);
  });

  test('D1, D12: hostile names are ordinary', () => {
    const json: unknown = JSON.parse(`{"name":"x","critical":${JSON.stringify(CRITICAL)},"fonts":{"__proto__":"Inter","constructor":"Arial"}}`);
    expect(readTheme(json)).toMatchObject({ ok: true, value: { fonts: [['__proto__', 'Inter'], ['constructor', 'Arial']] } });
    expect(nodeOf(JSON.parse('{"__proto__":{"name":"x"}}'))).toBe('name');
  });

  test.each<readonly [string, unknown]>([
    ['name', { ...WHOLE, name: '' }],
    ['name', null],
    ['name', []],
    ['colours', { ...WHOLE, colours: '#fff' }],
    ['colours.light', { ...WHOLE, colours: { light: ['#fff'] } }],
    ['colours.dark.primary', { ...WHOLE, colours: { dark: { primary: 'red' } } }],
    ['colours.dark.primary', { ...WHOLE, colours: { dark: { primary: '#ffff' } } }],
    ['fonts.body', { ...WHOLE, fonts: { body: 'x; background: url(//evil)' } }],
    ['images.logo.url', { ...WHOLE, images: { logo: { url: 'javascript:alert(1)', sha256: SHA, bytes: 1 } } }],
    ['images.logo.url', { ...WHOLE, images: { logo: { url: 'https://user@h.example/', sha256: SHA, bytes: 1 } } }],
    ['images.logo.url', { ...WHOLE, images: { logo: { url: 'https://h.example/a b', sha256: SHA, bytes: 1 } } }],
    ['images.logo.sha256', { ...WHOLE, images: { logo: { url: 'https://h.example/', sha256: SHA.slice(1), bytes: 1 } } }],
    ['images.logo.bytes', { ...WHOLE, images: { logo: { url: 'https://h.example/', sha256: SHA, bytes: 0.5 } } }],
    ['images.logo.bytes', { ...WHOLE, images: { logo: { url: 'https://h.example/', sha256: SHA, bytes: 5_242_881 } } }],
    ['images', { ...WHOLE, images: { logo: { url: 'https://h.example/', sha256: SHA, bytes: 5_242_880 }, b: { url: 'https://h.example/', sha256: SHA, bytes: 1 } } }],
    ['critical.background', { ...WHOLE, critical: undefined }],
    ['critical.text', { ...WHOLE, critical: { ...CRITICAL, text: 'black' } }],
    ['critical.logo', { ...WHOLE, critical: { ...CRITICAL, logo: 'missing' } }],
  ])('D12: refused at %s', (node, json) => {
    expect(nodeOf(json)).toBe(node);
  });

  test('D12: the critical part stays within 2 KiB', () => {
    const withLogo = (name: string): unknown => ({ name: 'x', images: { [name]: WHOLE.images.logo }, critical: { ...CRITICAL, logo: name } });
    expect(nodeOf(withLogo('é'.repeat(970)))).toBe('ok');
    expect(nodeOf(withLogo('é'.repeat(1000)))).toBe('critical');
  });

  test('D12: only name and critical are required', () => {
    expect(readTheme({ name: 'x', critical: CRITICAL })).toEqual({
      ok: true,
      value: { name: 'x', colours: { light: [], dark: [] }, fonts: [], images: [], critical: CRITICAL },
    });
  });
});
