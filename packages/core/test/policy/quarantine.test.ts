import { describe, expect, test } from 'vitest';
import { beganAgain, quarantinedUntil } from '../../src/policy/quarantine.js';
import type { Quarantine } from '../../src/store/generation.js';

const DAY = 86_400_000;
const of = (since: number): Quarantine => ({ since }) as Quarantine;

describe('R10: a quarantine', () => {
  test('R10: lasts a day from its beginning on, and not a moment longer', () => {
    expect(quarantinedUntil(of(1_000), undefined, 1_000)).toBe(1_000 + DAY);
    expect(quarantinedUntil(of(1_000), undefined, 999 + DAY)).toBe(1_000 + DAY);
    expect(quarantinedUntil(of(1_000), undefined, 1_000 + DAY)).toBeUndefined();
    expect(quarantinedUntil(of(1_000), undefined, 999)).toBeUndefined();
  });

  test('R7, R10: of two beginnings that both hold the later end counts; one that lies ahead does not hold', () => {
    expect(quarantinedUntil(of(1_000), 5_000, 6_000)).toBe(5_000 + DAY);
    expect(quarantinedUntil(of(5_000), 1_000, 6_000)).toBe(5_000 + DAY);
    expect(quarantinedUntil(of(5_000), 1_000, 2_000)).toBe(1_000 + DAY);
    expect(quarantinedUntil(of(1_000), 5_000, 2_000)).toBe(1_000 + DAY);
  });

  test('R7, R10: begins again where the clock says that it has not begun, the earliest time counts', () => {
    expect(beganAgain(of(1_000), undefined, 999)).toBe(999);
    expect(beganAgain(of(1_000), undefined, 1_000)).toBeUndefined();
    expect(beganAgain(of(1_000), 500, 400)).toBe(400);
    expect(beganAgain(of(1_000), 500, 600)).toBe(500);
    expect(beganAgain(of(1_000), 500, 2_000)).toBe(500);
  });
});
