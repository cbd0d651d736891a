import type { Asked } from '../document/tree.js';

/** For one request, its answer's body included, in ms (F9). */
export const REQUEST_MS = 30_000;

/** Where the tries of a first run begin, in ms (R6). */
export const RETRY_MS = 1_000;

/** For a whole first run, in ms, plus what a service's own `Timeout` exceeds {@link REQUEST_MS} (F9). */
export const RUN_MS = 90_000;

/** Caps on decoded bodies, in bytes (F9). */
export const MAX_BYTES: { readonly [document in Asked]: number } = {
  provisioning: 1_048_576,
  theme: 262_144,
  global_extprov: 524_288,
  extprov: 524_288,
  dialActionWs: 524_288,
};

/** How often in a row another process may save first before it is given up (S6): more than a store that works ever gives. */
export const MOST_CONFLICTS = 5;
