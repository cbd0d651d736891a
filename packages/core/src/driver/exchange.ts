import { problem, type Problem } from '../document/problem.js';
import type { Sign } from '../service/authorization.js';
import { unconditional } from '../service/request-key.js';
import type { HttpRequest, InsecurePolicy } from '../service/service.js';
import { formatUrl, originOf, splitUrl } from '../service/url.js';
import type { HttpAnswer, HttpFailure, HttpLimits, HttpPort } from './ports.js';

/** One request with its redirects (W11), from the outside a single exchange. */
export interface Exchange {
  readonly outcome: Promise<Exchanged>;
  readonly abort: () => void;
}

export type Exchanged =
  | { readonly kind: 'answered'; readonly answer: HttpAnswer; readonly redirected: boolean }
  | { readonly kind: 'failed'; readonly failure: HttpFailure; readonly origin: string }
  | { readonly kind: 'refused'; readonly problem: Problem };

export interface ExchangeOptions {
  readonly limits: HttpLimits;
  readonly insecure: InsecurePolicy;
  /** Signs each request that leaves, after every redirect anew (W10). */
  readonly sign: Sign | undefined;
  readonly now: () => number;
  readonly onProgress: (received: number, total: number | undefined) => void;
}

export function exchange(http: HttpPort, request: HttpRequest, options: ExchangeOptions): Exchange {
  const endsAt = options.now() + options.limits.deadlineMs;
  let aborted = false;
  let abortCurrent = (): void => undefined;

  const run = async (): Promise<Exchanged> => {
    await Promise.resolve(); // what was asked together may be called back together before any of it leaves
    let current = request;
    for (let hops = 0; ; hops += 1) {
      if (aborted) return failed(current, { reason: 'aborted', cause: 'aborted', sent: hops > 0 });
      const limits = { ...options.limits, deadlineMs: Math.min(options.limits.deadlineMs, Math.max(1, endsAt - options.now())) }; // F9: redirects included
      const signed = options.sign?.(current, hops + 1);
      if (signed?.ok === false) return { kind: 'refused', problem: signed.problem };
      const sending = http.send(signed?.value ?? current, limits, options.onProgress);
      abortCurrent = sending.abort;
      const outcome = await sending.outcome.catch(rejected);
      if (!outcome.ok) return outcome.failure.reason === 'redirect' ? refusedByPlatform(current) : failed(current, { ...outcome.failure, sent: outcome.failure.sent || hops > 0 }); // what was redirected had left (R6)

      const { answer } = outcome;
      const next = http.redirects === 'refused' ? undefined : http.redirectRule(current, answer, hops, options.insecure);
      if (next === undefined) return { kind: 'answered', answer, redirected: hops > 0 || !isSameUrl(answer.url, current.url) };
      if (!next.ok) return { kind: 'refused', problem: next.problem };
      current = unconditional(next.value);
    }
  };

  return {
    outcome: run().catch(() => failed(request, rejected().failure)), // a port that throws instead of answering
    abort() {
      aborted = true;
      abortCurrent();
    },
  };
}

/** Platforms spell one URL in several ways. */
function isSameUrl(one: string, other: string): boolean {
  const [first, second] = [splitUrl(one), splitUrl(other)];
  return one === other || (first.ok && second.ok && formatUrl(first.value) === formatUrl(second.value));
}

/** Ports never reject; one that does all the same must not take the machine down with it. */
function rejected(): { readonly ok: false; readonly failure: HttpFailure } {
  return { ok: false, failure: { reason: 'failed', cause: 'port-rejected', sent: true } };
}

function failed(request: HttpRequest, failure: HttpFailure): Exchanged {
  return { kind: 'failed', failure, origin: originFrom(request) };
}

function refusedByPlatform(request: HttpRequest): Exchanged {
  return { kind: 'refused', problem: problem('redirect.refused', { origin: originFrom(request), cause: 'hidden by the platform' }) };
}

/** Scheme, host and port: all that may be told of an address (S4). */
function originFrom(request: HttpRequest): string {
  const split = splitUrl(request.url);
  return split.ok ? originOf(split.value) : '';
}
