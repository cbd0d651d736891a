import type { EarlyProblemCode } from '../../src/document/problem.js';
import type { Asked } from '../../src/document/tree.js';
import type { FailureReason } from '../../src/policy/answer.js';
import type { BoundName, Bounds } from './bounds.js';
import { firstVariant, VARIANTS, variantsOf } from './documents.js';
import type { Pending } from './world.js';

/** What a server or the way to it does with one request. */
export type Answer =
  | { readonly kind: 'document'; readonly variant: string }
  | { readonly kind: 'unreadable'; readonly code: EarlyProblemCode }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly sent: boolean }
  | { readonly kind: 'refused'; readonly code: EarlyProblemCode };

interface Class {
  readonly label: string;
  readonly from: 'portal' | 'provider' | 'both';
  readonly answer: Answer;
  /** Kept where only few answers are explored: its effect on the state is that of no other one. */
  readonly few?: true;
}

const row = (label: string, from: Class['from'], answer: Answer, few?: true): Class => ({ label, from, answer, ...(few && { few }) });

/** One representative of each class of outcomes (O1 to O17) besides the documents themselves; a deadline (O4) is a move of the clock. */
export const CLASSES: readonly Class[] = [
  row('304 (O2)', 'both', { kind: 'status', status: 304 }, true),
  row('reset, was sent (O3)', 'both', { kind: 'failed', reason: 'reset', sent: true }, true),
  row('offline, was not sent (O3)', 'both', { kind: 'failed', reason: 'offline', sent: false }, true),
  row('refused, was not sent (O3)', 'provider', { kind: 'failed', reason: 'refused', sent: false }),
  row('tls (O3)', 'both', { kind: 'failed', reason: 'tls', sent: false }),
  row('401 (O5)', 'provider', { kind: 'status', status: 401 }, true),
  row('410 (O5, R11)', 'provider', { kind: 'status', status: 410 }, true),
  row('422 (O5)', 'provider', { kind: 'status', status: 422 }),
  row('403 (O5p)', 'portal', { kind: 'status', status: 403 }),
  row('503 (O6)', 'both', { kind: 'status', status: 503 }, true),
  row('429, in an hour (O6)', 'both', { kind: 'status', status: 429, retryAfter: '3600' }),
  row('511 (O7)', 'both', { kind: 'status', status: 511 }),
  row('a web page (O7)', 'both', { kind: 'unreadable', code: 'answer.web-page' }),
  row('another root (O8)', 'both', { kind: 'unreadable', code: 'xml.wrong-root' }),
  row('not well-formed (O9)', 'both', { kind: 'unreadable', code: 'xml.not-well-formed' }, true),
  row('too large (O9)', 'both', { kind: 'failed', reason: 'too-large', sent: true }),
  row('redirected (O11)', 'both', { kind: 'refused', code: 'redirect.refused' }),
  row('204 (O12)', 'both', { kind: 'status', status: 204 }),
  row('404 (O17)', 'portal', { kind: 'status', status: 404 }),
];

export interface Possible {
  readonly label: string;
  readonly answer: Answer;
  /** The same as the last time costs nothing. */
  readonly bound?: BoundName;
}

/** What may become of a request. */
export function answersTo({ document, validators }: Pending & { readonly kind: 'http' }, bounds: Bounds): readonly Possible[] {
  const from = document === 'provisioning' || document === 'theme' ? 'portal' : 'provider';
  const classes = CLASSES.filter((one) => (one.from === 'both' || one.from === from) && (bounds.answers === 'all' || one.few === true));
  return [
    ...variantsOf(document, bounds).map((variant): Possible => ({ label: `200 ${variant}`, answer: { kind: 'document', variant }, ...(variant !== firstVariant(document, bounds) && { bound: 'revisions' }) })),
    ...classes.map(({ label, answer }): Possible => ({ label, answer, ...(!(validators && answer.kind === 'status' && answer.status === 304) && { bound: 'faults' }) })),
  ];
}

export function firstAnswer(document: Asked, bounds: Pick<Bounds, 'dialActions'>): Answer {
  return { kind: 'document', variant: firstVariant(document, bounds) };
}

/** What a good server has: of the portal's documents the newest that anybody may have seen (P4). */
export function goodAnswer(document: Asked): Answer {
  const newest = document === 'provisioning' || document === 'theme' ? VARIANTS[document].slice(-1)[0] : undefined;
  return { kind: 'document', variant: newest ?? firstVariant(document, {}) };
}
