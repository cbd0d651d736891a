import type { Asked } from '../document/tree.js';
import { chance } from './chance.js';

/** In ms: the interval where nobody says another (R1). */
export const DAY_MS = 86_400_000;

/** Starts of the app ask at most so often, and what was just asked is not due sooner (R4). */
export const LEAST_BETWEEN_MS = 900_000;

const LEAST_INTERVAL_S = 60;

/** When one document is asked for next, by itself. Plain data, saved with the generation (S1). */
export interface Due {
  readonly document: Asked;
  /** Milliseconds since the epoch; absent where only a start of the app asks. */
  readonly at?: number;
  /** Never is it due further ahead than this, in ms (R7). */
  readonly every: number;
}

/**
 * The next regular time after `from` (R4): where the installation's own phase of the interval comes, moved forward by jitter;
 * later than `from` by a quarter of an hour or so, and never by more than the interval.
 */
export function regularTime(installId: string, cloudId: string, every: number, from: number): number {
  const least = Math.min(LEAST_BETWEEN_MS, every / 4);
  const phase = chance(installId, cloudId) * every;
  const ahead = every - ((((from - phase) % every) + every) % every); // above 0, at most the interval
  const jitter = chance(installId, cloudId, from) * least;
  return Math.round(from + (ahead < 2 * least ? every : ahead) - jitter);
}

/** `provisioningInterval` in ms (R3): a day by default and for what is no number; `undefined` where it is 0, so never by itself. */
export function portalInterval(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,9}$/.test(text)) return DAY_MS;
  return interval(Number(text));
}

/** `extProvInterval` in ms (R4); `undefined` where it is absent, 0 or no number: then only starts of the app ask. */
export function accountInterval(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? interval(Number(text)) : undefined;
}

function interval(seconds: number): number | undefined {
  return seconds === 0 ? undefined : Math.max(LEAST_INTERVAL_S, seconds) * 1_000;
}

/** Where automatic refresh is switched off (R3): exactly these two words. */
export function isSwitchedOff(reprovisioningEnabled: string | undefined): boolean {
  return reprovisioningEnabled === '0' || reprovisioningEnabled === 'off';
}

