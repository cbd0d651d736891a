import { accept, refuse, type Result } from '../document/problem.js';
import type { Pairs } from '../document/tree.js';
import { judgePlainHttp } from './plain-http.js';
import type { HttpRequest, InsecurePolicy } from './service.js';
import { formatUrl, originOf, splitUrl, type SplitUrl } from './url.js';

/** Why a redirect is refused: `details.cause` of `redirect.refused`. */
export type RedirectCause = 'too-many' | 'malformed' | 'scheme' | 'user-info' | 'downgrade' | 'insecure' | 'other-origin';

/** The part of an answer that decides about a redirect. */
export interface RedirectAnswer {
  readonly status: number;
  readonly headers: Pairs<string>;
}

/**
 * What to ask next where the platform lets us decide (W11). `undefined`: no redirect (another status, or no `Location`: O12).
 * At most 3 in a row, never from https to http, never with something sensitive to another origin; plain http only as W9
 * allows. 303, and 301 or 302 to a POST, become a GET without body; otherwise method and body stay. Refuses with
 * `redirect.refused`, its `cause` a {@link RedirectCause}, its `origin` the one that sent us away.
 *
 * @param hops how many redirects were followed before this one.
 */
export function followRedirect(request: HttpRequest, answer: RedirectAnswer, hops: number, insecure: InsecurePolicy): Result<HttpRequest> | undefined {
  const locations = answer.headers.filter(([name]) => name.toLowerCase() === 'location').map(([, value]) => value);
  const location = locations[0];
  if (!REDIRECTS.includes(answer.status) || location === undefined) return undefined;
  const from = splitUrl(request.url);
  if (!from.ok) return from;
  if (hops >= MOST_HOPS) return refused(from.value, 'too-many');
  if (locations.some((each) => each !== location)) return refused(from.value, 'malformed');
  const to = resolveReference(from.value, location);
  if (typeof to === 'string') return refused(from.value, to);
  const cause = forbids(from.value, to, request.sensitive, insecure);
  return cause === undefined ? accept(redirected(request, answer.status, formatUrl(to))) : refused(from.value, cause);
}

/**
 * Judges where a platform that follows redirects by itself ended up (W11, `detected`). Accepts with whether it was redirected
 * at all; a forbidden end is refused as in {@link followRedirect}: discard the answer, it is a security event.
 */
export function judgeDetected(request: HttpRequest, finalUrl: string, insecure: InsecurePolicy): Result<{ readonly redirected: boolean }> {
  const from = splitUrl(request.url);
  if (!from.ok) return from;
  const to = resolveReference(from.value, finalUrl);
  if (typeof to === 'string') return refused(from.value, to);
  const cause = forbids(from.value, to, request.sensitive, insecure);
  return cause === undefined ? accept({ redirected: formatUrl(to) !== formatUrl(from.value) }) : refused(from.value, cause);
}

/** {@link judgeDetected} as the rule of a port: an answer from where it may come from is taken as it is. */
export function followDetected(request: HttpRequest, answer: RedirectAnswer & { readonly url: string }, hops: number, insecure: InsecurePolicy): Result<HttpRequest> | undefined {
  const judged = judgeDetected(request, answer.url, insecure);
  return judged.ok ? followRedirect(request, answer, hops, insecure) : judged;
}

/** RFC 3986, section 5.2, strictly; the reason where the reference is none that may be followed. */
export function resolveReference(base: SplitUrl, reference: string): SplitUrl | 'malformed' | 'scheme' | 'user-info' {
  if (!/^[!-~]+$/.test(reference)) return 'malformed';
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(reference)?.[1];
  if (scheme !== undefined && !/^https?$/i.test(scheme)) return 'scheme';
  const split = splitUrl(scheme === undefined ? absolute(base, reference) : reference);
  if (!split.ok) return 'malformed';
  return split.value.userInfo ? 'user-info' : split.value;
}

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const MOST_HOPS = 3;

function refused<T>(from: SplitUrl, cause: RedirectCause): Result<T> {
  return refuse('redirect.refused', { origin: originOf(from), cause });
}

function absolute(base: SplitUrl, reference: string): string {
  if (reference.startsWith('//')) return `${base.scheme}:${reference}`;
  const origin = originOf(base);
  if (reference.startsWith('/')) return origin + reference;
  if (reference.startsWith('?')) return `${origin}${base.path}${reference}`;
  if (reference.startsWith('#')) return formatUrl(base);
  return `${origin}${base.path.slice(0, base.path.lastIndexOf('/') + 1)}${reference}`;
}

function forbids(from: SplitUrl, to: SplitUrl, sensitive: boolean, insecure: InsecurePolicy): RedirectCause | undefined {
  if (from.scheme === 'https' && to.scheme === 'http') return 'downgrade';
  if (sensitive && originOf(from) !== originOf(to)) return 'other-origin';
  return judgePlainHttp(to, insecure).ok ? undefined : 'insecure';
}

/** What the fetch standard does, as servers expect it. */
function redirected(request: HttpRequest, status: number, url: string): HttpRequest {
  const { method, headers, sensitive } = request;
  const turnsToGet = (status === 303 && method !== 'GET' && method !== 'HEAD') || ((status === 301 || status === 302) && method === 'POST');
  if (!turnsToGet) return { ...request, url };
  return { method: 'GET', url, headers: headers.filter(([name]) => !/^content-/i.test(name)), sensitive };
}
