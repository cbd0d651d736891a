import type { Asked } from '../document/tree.js';
import { offersBasic } from '../service/authorization.js';
import { chooseChallenge } from '../service/choose-challenge.js';
import type { Authentication, Target } from './command.js';
import type { EventOf } from './event.js';
import { withStep } from './progress.js';
import type { Step } from './run.js';
import { abortOne, httpSend } from './send.js';
import type { Running } from './state.js';
import { targetOf } from './target.js';
import type { Transition } from './transition.js';

/** What a 401 means to a service with `AuthUsername`: it is answered, or stands for one of these reasons. */
export type Authenticated = { readonly answered: Transition } | { readonly refused: 'hidden' | 'unusable' | 'again' };

/**
 * Answers the challenge of a 401 (W10): the same request once more, signed, within the same attempt and its deadline; one
 * more where only the nonce was too old. Whatever comes after that is O5: credentials that were refused are not offered in
 * another way. `undefined` where the service has no `AuthUsername`.
 */
export function authenticate(state: Running, name: Asked, event: EventOf<'http.answered'>): Authenticated | undefined {
  const target = event.status === 401 ? targetOf(state, name) : undefined;
  if (target?.to !== 'provider' || target.service.authUsername === '') return undefined;
  const values = event.headers.flatMap(([field, value]) => (field === 'www-authenticate' ? [value] : []));
  const challenge = chooseChallenge(values, offersBasic(target.service, state.settings.insecure));
  const before = state.run.steps[name].authentication;
  const retry = before === undefined || isRenewal(before.challenge, challenge, before.renewed);
  if (challenge !== undefined && retry) return { answered: sendSigned(state, target, { challenge, renewed: before !== undefined }, event.at) };
  return { refused: before !== undefined ? 'again' : values.length === 0 ? 'hidden' : 'unusable' };
}

type Challenge = ReturnType<typeof chooseChallenge>;

/** The server says that nothing but the nonce was wrong, and gives another one (RFC 7616, section 3.3). */
function isRenewal(before: Challenge, now: Challenge, renewed: boolean): boolean {
  return !renewed && before?.scheme === 'digest' && now?.scheme === 'digest' && now.stale && now.nonce !== before.nonce;
}

/** Asks once more, signed, within the same attempt and what is left of its deadline (W10). The answer that came is not read. */
function sendSigned(state: Running, target: Target & { readonly to: 'provider' }, authentication: Authentication, at: number): Transition {
  const id = state.nextId;
  const { document } = target;
  const { total: _total, deadlineAt = at, ...step } = state.run.steps[document];
  const signed: Step = { ...step, received: 0, request: id, deadlineAt, authentication };
  return [
    { ...state, nextId: id + 1, run: withStep(state.run, document, signed) },
    [...abortOne(state.run, document), httpSend(state, id, { ...target, authentication }, Math.max(1, deadlineAt - at))],
  ];
}
