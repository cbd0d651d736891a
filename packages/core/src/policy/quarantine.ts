import type { Quarantine } from '../store/generation.js';
import { DAY_MS } from './due.js';

/** How long what failed is not tried again, in ms (R10). */
const QUARANTINE_MS = DAY_MS;

/**
 * Until when a quarantine lasts, in ms since the epoch; `undefined` once it is over (R10). It began twice where the clock jumped
 * back since (`again`): either beginning holds, so that neither that jump nor its correction ends it early, and each jump adds
 * a day at most.
 */
export function quarantinedUntil({ since }: Quarantine, again: number | undefined, at: number): number | undefined {
  const ends = [since, again].flatMap((from) => (from !== undefined && from <= at && at < from + QUARANTINE_MS ? [from + QUARANTINE_MS] : []));
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** When it begins again, because the clock says that it has not begun yet; else what is known. */
export function beganAgain({ since }: Quarantine, again: number | undefined, at: number): number | undefined {
  return at < since && (again === undefined || at < again) ? at : again;
}
