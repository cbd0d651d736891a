import type { SecretFailure } from '@firstring/core/driver';
import { errorName } from './error-name.js';

type Failed = { readonly ok: false; readonly failure: SecretFailure };

/** What was sealed can never be opened again: the person signs in. */
export function lost(cause: string): Failed {
  return { ok: false, failure: { reason: 'lost', cause } };
}

/** The platform refuses; it may do better the next time. */
export function failed(error: unknown): Failed {
  const cause = errorName(error);
  return { ok: false, failure: { reason: cause === 'TimeoutError' ? 'locked' : 'failed', cause } };
}
