import type { Problem } from '../document/problem.js';
import type { DocumentName } from '../document/tree.js';
import { chance } from '../policy/chance.js';
import { rowOf, type OutcomeId } from '../policy/outcome.js';
import { FIRST_RUN_RETRY_MS, FIRST_RUN_TRIES, firstRunDelay } from '../policy/retry.js';
import type { Running } from './state.js';

/** What a try failed of. */
export interface Failed {
  readonly why: Problem;
  readonly where: DocumentName | undefined;
  readonly outcome: OutcomeId | undefined;
  /** Whether a byte of the request may have left. */
  readonly sent: boolean;
}

/** Nothing changes by asking again: F11 waits for a network, and TLS errors are never bypassed (O3). */
const FINAL: readonly string[] = ['network.offline', 'network.tls'];

/**
 * When a document of a first run is asked for again by itself, in ms since the epoch (R6); `undefined`: now the person is asked.
 * The provider's services carry credentials and may spend a PIN: only where nothing was sent.
 */
export function againAt({ run, settings, installId }: Running, { why, where, outcome, sent }: Failed, at: number): number | undefined {
  if (run.refresh !== undefined || where === undefined || rowOf(outcome)[1] !== 'again' || FINAL.includes(why.code)) return undefined;
  if (sent && where !== 'provisioning' && where !== 'theme') return undefined;
  const { attempt } = run.steps[where];
  const delay = firstRunDelay(settings.retryMs, attempt, chance(installId, where, attempt, at));
  const next = Math.max(at + delay, why.details.retryAt ?? at);
  const last = Math.min(run.startedAt + FIRST_RUN_RETRY_MS, run.limitAt - 1);
  return attempt < FIRST_RUN_TRIES && next <= last ? next : undefined;
}
