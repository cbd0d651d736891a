/** How many wrong passwords are answered within one window, for each of three counters. */
const LIMITS = { userAndAddress: 10, address: 100, user: 200 };
const WINDOW_MS = 15 * 60_000;
const MAX_COUNTERS = 100_000;

/** Somebody who tries to sign in. */
export interface Attempt {
  readonly tenant: string;
  readonly username: string;
  readonly address: string;
}

export type Admission =
  /** Counted as wrong from now on; `succeeded` takes that back. */
  | { readonly admitted: true; readonly succeeded: () => void }
  | { readonly admitted: false; readonly retryAfterSeconds: number };

/**
 * Holds guessing back: for a user from one address, for an address over all users, for a user over all addresses.
 * Counted before the password is checked, so that a hundred tries at once are a hundred tries. Kept in this process:
 * several servers count each for themselves.
 */
export function createAttemptLimit(now: () => number): (attempt: Attempt) => Admission {
  const counters = new Map<string, { count: number; readonly until: number }>();

  const current = (key: string): { count: number; readonly until: number } => {
    const found = counters.get(key);
    if (found !== undefined && found.until > now()) return found;
    counters.delete(key);
    const fresh = { count: 0, until: now() + WINDOW_MS };
    counters.set(key, fresh);
    return fresh;
  };

  // Windows are equally long, so the first counter is always the first to end.
  const makeRoom = (): void => {
    for (const [key, { until }] of counters) {
      if (until > now() && counters.size <= MAX_COUNTERS) return;
      counters.delete(key);
    }
  };

  return ({ tenant, username, address }) => {
    makeRoom();
    const pair = JSON.stringify([tenant, username, address]);
    const counted = [
      { counter: current(pair), limit: LIMITS.userAndAddress },
      { counter: current(JSON.stringify([address])), limit: LIMITS.address },
      { counter: current(JSON.stringify([tenant, username])), limit: LIMITS.user },
    ];
    const full = counted.filter(({ counter, limit }) => counter.count >= limit);
    if (full.length > 0) {
      const until = Math.max(...full.map(({ counter }) => counter.until));
      return { admitted: false, retryAfterSeconds: Math.max(1, Math.ceil((until - now()) / 1000)) };
    }
    for (const { counter } of counted) counter.count += 1;
    return {
      admitted: true,
      succeeded: () => {
        for (const { counter } of counted) counter.count = Math.max(0, counter.count - 1);
        counters.delete(pair);
      },
    };
  };
}
