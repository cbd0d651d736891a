import type { Problem, ProblemCode } from '../document/problem.js';
import type { DocumentName } from '../document/tree.js';

/** Rows of the outcome table in `docs/spec.md` (O). */
export type OutcomeId =
  | 'O1' | 'O2' | 'O3' | 'O4' | 'O5' | 'O5p' | 'O6' | 'O7' | 'O8' | 'O9' | 'O10' | 'O11' | 'O12' | 'O13' | 'O17' | 'O18';

/** A kind of answer by its status code. A first run ends with every one of them but O1: the person is asked. */
export interface AnswerRow {
  readonly id: OutcomeId;
  readonly from: 'portal' | 'provider' | 'both';
  /** Single codes and inclusive ranges. */
  readonly status: readonly (number | readonly [from: number, to: number])[];
  /** `document`: read it. `message`: look for the provider's sentence (D8). `nothing`: the body is of no use. */
  readonly body: 'document' | 'message' | 'nothing';
  readonly code?: ProblemCode;
}

/** First match wins; what no row names is O12. */
export const ANSWERS: readonly AnswerRow[] = [
  { id: 'O12', from: 'both', status: [204, 205, 206], body: 'nothing', code: 'answer.unexpected-status' },
  { id: 'O1', from: 'both', status: [[200, 299]], body: 'document' },
  { id: 'O2', from: 'both', status: [304], body: 'nothing', code: 'answer.unexpected-304' },
  { id: 'O17', from: 'portal', status: [404, 410], body: 'message', code: 'cloud-id.unknown' },
  { id: 'O5p', from: 'portal', status: [401, 403], body: 'message', code: 'portal.refused' },
  { id: 'O5', from: 'provider', status: [400, 401, 403, 404, 409, 410, 422], body: 'message', code: 'provider.refused' },
  { id: 'O7', from: 'both', status: [511], body: 'nothing', code: 'network.captive' },
  { id: 'O6', from: 'both', status: [408, 425, 429, [500, 599]], body: 'message', code: 'server.busy' },
  { id: 'O12', from: 'both', status: [[0, 999]], body: 'nothing', code: 'answer.unexpected-status' },
];

/** Statuses of the provider after which the password is not offered again (O5). */
export const PASSWORD_REFUSED: readonly number[] = [401, 403, 410];

/** Why no answer came, in the words of the http port. */
export type FailureReason =
  | 'offline' | 'dns' | 'refused' | 'reset' | 'tls' | 'unreachable' | 'timeout' | 'failed'
  | 'too-large' | 'cut-off' | 'encoding' | 'redirect' | 'aborted';

/** No answer at all (O3, O4, O9, O11). */
export const FAILURES: { readonly [reason in FailureReason]: { readonly id: OutcomeId; readonly code: ProblemCode } } = {
  offline: { id: 'O3', code: 'network.offline' },
  dns: { id: 'O3', code: 'network.dns' },
  refused: { id: 'O3', code: 'network.refused' },
  reset: { id: 'O3', code: 'network.reset' },
  tls: { id: 'O3', code: 'network.tls' },
  unreachable: { id: 'O3', code: 'network.unreachable' }, // P5: a platform that hides why
  failed: { id: 'O3', code: 'network.failed' },
  aborted: { id: 'O3', code: 'network.failed' },
  timeout: { id: 'O4', code: 'network.timeout' },
  'too-large': { id: 'O9', code: 'answer.too-large' },
  'cut-off': { id: 'O9', code: 'answer.cut-off' },
  encoding: { id: 'O9', code: 'answer.encoding' },
  redirect: { id: 'O11', code: 'redirect.refused' },
};

/** Which row a problem of reading, building or saving belongs to. */
const ROW_OF_CODE: readonly (readonly [start: string, id: OutcomeId])[] = [
  ['answer.web-page', 'O7'],
  ['answer.not-a-document', 'O8'],
  ['xml.wrong-root', 'O8'],
  ['xml.', 'O9'],
  ['account.invalid', 'O10'],
  ['theme.invalid', 'O10'],
  ['redirect.', 'O11'],
  ['storage.', 'O13'],
  ['network.', 'O3'],
];

export function judgeStatus(document: DocumentName, status: number): AnswerRow {
  const from = document === 'provisioning' || document === 'theme' ? 'portal' : 'provider';
  const row = ANSWERS.find(
    (candidate) =>
      (candidate.from === 'both' || candidate.from === from) &&
      candidate.status.some((range) => (typeof range === 'number' ? range === status : range[0] <= status && status <= range[1])),
  );
  return row ?? { id: 'O12', from: 'both', status: [], body: 'nothing', code: 'answer.unexpected-status' };
}

/** `undefined` where the problem is not about an answer, such as missing input. */
export function outcomeOf(problem: Problem): OutcomeId | undefined {
  return ROW_OF_CODE.find(([start]) => problem.code.startsWith(start))?.[1];
}
