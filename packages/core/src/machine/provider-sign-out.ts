import { defined } from '../document/defined.js';
import { problem } from '../document/problem.js';
import { lookUp, type Asked } from '../document/tree.js';
import { failedSteps } from './end-run.js';
import type { EventOf } from './event.js';
import { fail } from './fail.js';
import { holdBack, isHeld, onTop } from './hold-back.js';
import { always, resting } from './resting.js';
import { abortAll } from './send.js';
import { signOut } from './sign-out.js';
import type { Refreshed, Running } from './state.js';
import type { Transition } from './transition.js';

/** The statuses that an account may name (R11). */
const NAMEABLE: readonly number[] = [401, 403, 404, 410];

/**
 * R11: whether an answer is the one with which the account in use says that it signs out. Only from its own service, on a
 * refresh, over https, without a redirect; an answer that was redirected has no key.
 */
export function isSignOutStatus({ run }: Running, name: Asked, { status, key }: EventOf<'http.answered'>): boolean {
  if (name !== 'extprov' || run.refresh === undefined || key === undefined || !NAMEABLE.includes(status)) return false;
  const url = run.services?.account?.url;
  const shown = typeof url === 'string' ? url : url?.shown;
  const named = lookUp(run.account ?? [], 'extProvLogoutStatusCode');
  return shown !== undefined && /^\s*https:/i.test(shown) && typeof named === 'string' && named.trim() === String(status);
}

/** O16: on a first run the person is asked; on a refresh credentials and profile go, and the provider's sentence is shown. */
export function signOutByProvider(state: Running, message: string | undefined, at: number): Transition {
  const { run, before } = state;
  const why = problem('provider.signed-out', { document: 'extprov' }, message);
  const found = { shown: { impact: 'relogin', signsOut: true }, signOut: defined({ message }) } as const;
  if (isHeld(state)) return holdBack(state, found, at); // R8
  if (run.refresh === undefined) return fail(state, why, at, 'extprov', 'O16');
  const steps = failedSteps(run, 'extprov', at);
  const refreshed: Refreshed = { run: run.id, by: run.refresh.by, at, result: 'failed', steps, problem: why, outcome: 'O16', warnings: run.warnings };
  const conflicts = run.refresh.rebased ?? 0;
  const [next, commands] = signOut(resting({ ...always(state), refreshed }, before), at, conflicts, { problem: why, outcome: 'O16', at });
  const said = onTop({ ...state, run: { ...run, steps } }, found, conflicts + 1);
  return [next.tag === 'signing-out' ? defined({ ...next, said }) : next, [...abortAll(run), ...commands]];
}
