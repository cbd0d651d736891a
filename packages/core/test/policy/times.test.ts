import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chance } from '../../src/policy/chance.js';
import { accountInterval, isSwitchedOff, LEAST_BETWEEN_MS, portalInterval, regularTime } from '../../src/policy/due.js';
import { MAX_BYTES, REQUEST_MS, RETRY_MS, RUN_MS } from '../../src/policy/limits.js';
import { retryAt } from '../../src/policy/retry-after.js';
import { FIRST_RUN_RETRY_MS, FIRST_RUN_TRIES, firstRunDelay, retryDelay } from '../../src/policy/retry.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

test('F9: deadlines and caps', () => {
  expect([REQUEST_MS, RUN_MS, RETRY_MS]).toEqual([30_000, 90_000, 1_000]);
  expect(MAX_BYTES).toEqual({ provisioning: 2 ** 20, theme: 2 ** 18, global_extprov: 2 ** 19, extprov: 2 ** 19, dialActionWs: 2 ** 19 });
});

describe('chance', () => {
  test('R4: is the same for the same device and matter, and another one otherwise', () => {
    expect(chance('a', 'b', 1)).toBe(chance('a', 'b', 1));
    expect(new Set([chance('a', 'b'), chance('a', 'c'), chance('b', 'b'), chance('a', 'b', 1), chance('ab')]).size).toBe(5);
  });

  test('R4: stays within [0, 1) and spreads evenly over it', () => {
    const drawn = Array.from({ length: 2000 }, (_, index) => chance('device', index));
    expect(drawn.every((one) => one >= 0 && one < 1)).toBe(true);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const share = drawn.filter((one) => Math.floor(one * 10) === tenth).length;
      expect(share).toBeGreaterThan(140);
      expect(share).toBeLessThan(260);
    }
  });

  test('R4: knows half a million devices apart that a shorter draw would not', () => {
    expect(chance('device') * 16 ** 13).toBe(Math.round(chance('device') * 16 ** 13));
    expect(chance('device') * 16 ** 12).not.toBe(Math.round(chance('device') * 16 ** 12));
  });

  test('an id that is no text draws like an empty one', () => {
    expect(chance('\ud800')).toBe(chance(''));
  });
});

describe('regularTime', () => {
  const every = fc.integer({ min: 60_000, max: 30 * DAY });
  const from = fc.integer({ min: 0, max: 4e12 });

  test('R4, R7: comes after now, by a fair part of a quarter of an hour, and never later than the interval', () => {
    fc.assert(
      fc.property(fc.string(), every, from, (id, interval, now) => {
        const ahead = regularTime(id, 'ACME', interval, now) - now;
        expect(ahead).toBeGreaterThanOrEqual(Math.min(LEAST_BETWEEN_MS, interval / 4) - 1);
        expect(ahead).toBeLessThanOrEqual(interval);
      }),
    );
  });

  test('R4: lies at the installation\'s own phase of the interval, moved forward by jitter only', () => {
    fc.assert(
      fc.property(fc.string(), every, from, (id, interval, now) => {
        const least = Math.min(LEAST_BETWEEN_MS, interval / 4);
        const phase = chance(id, 'ACME') * interval;
        const at = regularTime(id, 'ACME', interval, now) + chance(id, 'ACME', now) * least;
        const off = (((at - phase) % interval) + interval) % interval;
        const atPhase = Math.min(off, interval - off) <= 1;
        const wholeInterval = Math.abs(at - now - interval) <= 1;
        expect(atPhase || wholeInterval).toBe(true);
        if (!atPhase) expect((((phase - now) % interval) + interval) % interval).toBeLessThan(2 * least);
      }),
    );
  });

  test('R4: a phase that is two quarters of an hour away is taken, a nearer one is not', () => {
    const phase = chance('device', 'ACME') * DAY;
    const ahead = (before: number): number => {
      const now = phase + 100 * DAY - before;
      return regularTime('device', 'ACME', DAY, now) - now + chance('device', 'ACME', now) * LEAST_BETWEEN_MS;
    };
    expect(ahead(2 * LEAST_BETWEEN_MS + 1_000)).toBeCloseTo(2 * LEAST_BETWEEN_MS + 1_000, -1);
    expect(ahead(2 * LEAST_BETWEEN_MS - 1_000)).toBeCloseTo(DAY, -1);
  });

  test('R4: a thousand devices do not come at once', () => {
    const hours = Array.from({ length: 1000 }, (_, index) => Math.floor((regularTime(`device ${String(index)}`, 'ACME', DAY, NOW) - NOW) / 3_600_000));
    const counts = Array.from({ length: 24 }, (_, hour) => hours.filter((one) => one === hour).length);
    expect(Math.min(...counts.slice(1, 23))).toBeGreaterThan(15);
    expect(Math.max(...counts)).toBeLessThan(110);
  });
});

describe('intervals', () => {
  test('R3: the portal\'s is a day by default and for what is no number, none for 0', () => {
    for (const text of [undefined, '', 'daily', '-1', '1.5', '1e3', ' 60', '60 ', '1234567890']) expect([text, portalInterval(text)]).toEqual([text, DAY]);
    for (const text of ['0', '000']) expect(portalInterval(text)).toBeUndefined();
    expect(portalInterval('3600')).toBe(3_600_000);
    expect(portalInterval('123456789')).toBe(123_456_789_000);
  });

  test('R4: the account\'s is none by default, for 0 and for what is no number; below a minute it is a minute', () => {
    for (const text of [undefined, '', '0', 'daily', '-1', ' 60', '60 ', '1234567890']) expect([text, accountInterval(text)]).toEqual([text, undefined]);
    expect(['1', '59', '60', '61'].map(accountInterval)).toEqual([60_000, 60_000, 60_000, 61_000]);
    expect(['1', '61'].map(portalInterval)).toEqual([60_000, 61_000]);
  });

  test('R3: exactly two words switch off', () => {
    expect(['0', 'off'].map(isSwitchedOff)).toEqual([true, true]);
    expect([undefined, '', '1', 'on', 'OFF', ' off', 'false', '00'].map(isSwitchedOff)).toEqual(Array(8).fill(false));
  });
});

describe('retryAt', () => {
  test('R4, O6: seconds, clamped to 1 s to 24 h', () => {
    expect([retryAt('120', 5), retryAt(' 120 ', 5), retryAt('0', 5), retryAt('1', 5)]).toEqual([120_005, 120_005, 1_005, 1_005]);
    expect([retryAt('86400', 5), retryAt('86401', 5), retryAt('123456789012345', 5)]).toEqual([DAY + 5, DAY + 5, DAY + 5]);
  });

  test('R4: a date as RFC 9110 has it; one that is past counts as 1 s', () => {
    expect(retryAt('Fri, 02 Jan 2026 03:05:05 GMT', NOW)).toBe(NOW + 60_000);
    expect(retryAt('Fri, 02 Jan 2026 03:03:05 GMT', NOW)).toBe(NOW + 1_000);
    expect(retryAt('Fri, 02 Jan 2036 03:03:05 GMT', NOW)).toBe(NOW + DAY);
  });

  test.each([
    undefined, '', '-1', '1.5', 'soon', '1234567890123456', 'x120', '120x', '2026-01-02T03:05:05Z', 'Fri, 2 Jan 2026 03:05:05 GMT',
    'Fri, 02 Jan 2026 03:05:05', 'Fri, 02 Jan 2026 03:05:05 GMT+1', 'XFri, 02 Jan 2026 03:05:05 GMT', 'fri, 02 Jan 2026 03:05:05 GMT', 'Fri, 99 Jan 2026 03:05:05 GMT',
    'Friday, 02 Jan 2026 03:05:05 GMT', 'Fri, 02 jan 2026 03:05:05 GMT', 'Fri, 02 January 2026 03:05:05 GMT', 'Fri, 02 Jan 26 03:05:05 GMT', 'Fri, 02 Jan 2026 3:05:05 GMT',
    'Fri, 02 Jan 2026 03:5:05 GMT', 'Fri, 02 Jan 2026 03:05:5 GMT',
  ])('R4: %s says nothing', (header) => {
    expect(retryAt(header, NOW)).toBeUndefined();
  });
});

describe('retries', () => {
  const HALF = 0.5;

  test('R6: the fast curve doubles from 30 s, the slow one from 5 min, both up to 4 h', () => {
    const seconds = (curve: 'fast' | 'slow', failures: readonly number[]) => failures.map((count) => retryDelay(curve, count, HALF) / 1_000);
    expect(seconds('fast', [0, 1, 2, 3, 9, 10, 11, 2000])).toEqual([15, 15, 30, 60, 3840, 7200, 7200, 7200]);
    expect(seconds('slow', [0, 1, 2, 3, 6, 7, 2000])).toEqual([150, 150, 300, 600, 4800, 7200, 7200]);
  });

  test('R6: full jitter, but a second at least, in whole milliseconds', () => {
    expect([retryDelay('fast', 1, 0), retryDelay('fast', 1, 0.01), retryDelay('fast', 1, 0.1)]).toEqual([1_000, 1_000, 3_000]);
    expect(Number.isInteger(retryDelay('slow', 3, 1 / 3))).toBe(true);
  });

  test('R6: the regular one is 4 h, whatever chance says', () => {
    for (const failures of [0, 1, 9]) expect([0, HALF].map((one) => retryDelay('regular', failures, one))).toEqual([14_400_000, 14_400_000]);
  });

  test('R6: a first run tries four times within a minute, with full jitter that doubles', () => {
    expect([FIRST_RUN_TRIES, FIRST_RUN_RETRY_MS]).toEqual([4, 60_000]);
    expect([0, 1, 2, 3, 4].map((attempt) => firstRunDelay(1_000, attempt, HALF))).toEqual([500, 500, 1_000, 2_000, 4_000]);
    expect(Number.isInteger(firstRunDelay(1_000, 2, 1 / 3))).toBe(true);
  });
});
