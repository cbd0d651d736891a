import { defined } from '../document/defined.js';
import type { EarlyProblemCode } from '../document/problem.js';
import type { Asked } from '../document/tree.js';
import type { OutcomeId } from './outcome.js';

/** A kind of answer by its status code; `OUTCOMES` says what then happens. */
export interface AnswerRow {
  readonly id: OutcomeId;
  readonly from: 'portal' | 'provider' | 'both';
  /** Single codes and inclusive ranges. */
  readonly status: readonly (number | readonly [from: number, to: number])[];
  /** `document`: read it. `message`: look for the provider's sentence (D8). `nothing`: the body is of no use. */
  readonly body: 'document' | 'message' | 'nothing';
  readonly code?: EarlyProblemCode;
}

function row(id: OutcomeId, from: AnswerRow['from'], status: AnswerRow['status'], body: AnswerRow['body'], code?: EarlyProblemCode): AnswerRow {
  return defined({ id, from, status, body, code });
}

/** First match wins. */
export const ANSWERS: readonly AnswerRow[] = /* @__PURE__ */ [
  row('O12', 'both', [204, 205, 206], 'nothing', 'answer.unexpected-status'),
  row('O1', 'both', [[200, 299]], 'document'),
  row('O2', 'both', [304], 'nothing', 'answer.unexpected-304'),
  row('O17', 'portal', [404, 410], 'message', 'cloud-id.unknown'),
  row('O5p', 'portal', [401, 403], 'message', 'portal.refused'),
  row('O5', 'provider', [400, 401, 403, 404, 409, 410, 422], 'message', 'provider.refused'),
  row('O7', 'both', [511], 'nothing', 'network.captive'),
  row('O6', 'both', [408, 425, 429, [500, 599]], 'message', 'server.busy'),
];

/** What no row names, whatever number a platform gives (O12): a provider may say why all the same (D8). */
const OTHER: AnswerRow = row('O12', 'both', [], 'message', 'answer.unexpected-status');

/** Why no answer came, in the words of the http port. */
export type FailureReason =
  | 'offline' | 'dns' | 'refused' | 'reset' | 'tls' | 'unreachable' | 'timeout' | 'failed'
  | 'too-large' | 'cut-off' | 'encoding' | 'redirect' | 'aborted';

/** No answer at all (O3, O4, O9, O11). */
export const FAILURES: { readonly [reason in FailureReason]: EarlyProblemCode } = {
  offline: 'network.offline',
  dns: 'network.dns',
  refused: 'network.refused',
  reset: 'network.reset',
  tls: 'network.tls',
  unreachable: 'network.unreachable', // P5: a platform that hides why
  failed: 'network.failed',
  aborted: 'network.failed',
  timeout: 'network.timeout',
  'too-large': 'answer.too-large',
  'cut-off': 'answer.cut-off',
  encoding: 'answer.encoding',
  redirect: 'redirect.refused',
};

export function judgeStatus(document: Asked, status: number): AnswerRow {
  const from = document === 'provisioning' || document === 'theme' ? 'portal' : 'provider';
  const found = ANSWERS.find(
    (candidate) =>
      (candidate.from === 'both' || candidate.from === from) &&
      candidate.status.some((range) => (typeof range === 'number' ? range === status : range[0] <= status && status <= range[1])),
  );
  return found ?? OTHER;
}
