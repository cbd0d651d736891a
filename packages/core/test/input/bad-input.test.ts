import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAppLink } from '../../src/input/app-link.js';
import { formatClassic, parseClassic } from '../../src/input/classic-screen.js';
import { parseCscCode } from '../../src/input/csc-code.js';
import { parseManagedConfiguration } from '../../src/input/managed-configuration.js';
import { decodePercent, decodePercentStrictly, encodePercent } from '../../src/text/percent.js';
import { hasLoneSurrogate } from '../../src/text/utf8.js';
import { parseWhiteLabel } from '../../src/input/white-label-screen.js';
import { anything } from './arbitrary.js';

const CANARY = 'c4nary-P4ssw0rd';

test('I1, I9: nothing throws, and no refusal holds what was typed', () => {
  fc.assert(fc.property(anything, (noise) => {
    const typed = `${noise}${CANARY}`;
    const results = [
      parseClassic(typed, typed),
      parseWhiteLabel('WLAPP', typed, typed),
      parseCscCode(typed),
      parseCscCode(`csc:a:${typed}@CO DE`),
      parseAppLink(typed),
      parseManagedConfiguration({ cloudId: typed, username: typed, password: typed }),
    ];
    for (const result of results) if (!result.ok) expect(JSON.stringify(result)).not.toContain(CANARY);
  }), { numRuns: 1000 });
});

test('I4: a lone surrogate is found where UTF-16 has one, and only there', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('\ud800', '\udbff', '\udc00', '\udfff', 'a', '😀'), { maxLength: 6 }), (parts) => {
    const text = parts.join('');
    const lone = Array.from(text).some((character) => /^[\ud800-\udfff]$/.test(character));
    expect(hasLoneSurrogate(text)).toBe(lone);
  }));
});

test('I4: decoding agrees with the platform wherever the platform decodes', () => {
  const piece = fc.oneof(fc.integer({ min: 0, max: 255 }).map((byte) => `%${byte.toString(16).padStart(2, '0')}`), fc.constantFrom('a', '%', '%4', 'é', '%F0%9F%98%80', '%C3%A9'));
  fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), (parts) => {
    const text = parts.join('');
    let native: string | undefined;
    try {
      native = decodeURIComponent(text);
    } catch {
      native = undefined;
    }
    expect(decodePercentStrictly(text)).toBe(native);
    if (native !== undefined) expect(decodePercent(text)).toBe(native);
  }), { numRuns: 3000 });
});

test('I9: values that are no strings count as absent', () => {
  const configuration = { cloudId: 'CODE', username: 7, password: true } as unknown as Record<string, string>;
  expect(parseManagedConfiguration(configuration)).toMatchObject({ ok: true, value: { cloudId: { canonical: 'CODE' } } });
  expect(parseManagedConfiguration(configuration)).not.toHaveProperty('value.username');
});

test('the work grows with the length, not with its square', () => {
  const started = process.cpuUsage(); // not the clock: other processes work too
  for (const unit of ['%', '%4', '%C3', '%F0%9F%98', '%41', '@', '*', ' ', ':', '\ud83d', 'only=theme&', ',', 'é']) {
    const text = unit.repeat(Math.floor((1 << 18) / unit.length));
    parseClassic(`${text}@CODE`, text);
    parseWhiteLabel('WLAPP', text, text);
    parseCscCode(`csc:${text}@CODE`);
    parseAppLink(`cloudsip:?_cmd=app:?${text}`);
    parseAppLink(`cloudsip:?_cmd=${encodePercent(text.replace(/\ud83d/g, 'x'))}`);
    const parsed = parseClassic(`${text}@CODE`);
    if (parsed.ok) formatClassic(parsed.value);
  }
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(15_000);
}, 120_000);
