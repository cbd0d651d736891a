import type { Pairs } from '@firstring/core';
import { header } from '../portal/plain-answer.js';
import { splitUrl } from '../world/split-url.js';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Pairs<string>;
  readonly body: string;
}

interface Head {
  readonly status: number;
  readonly headers: Pairs<string>;
}

/** OkHttp gives up after so many (`MAX_FOLLOW_UPS`), NSURLSession after 16. */
export const MOST_FOLLOW_UPS = 20;

/**
 * What OkHttp sends next by itself (`RetryAndFollowUpInterceptor.followUpRequest`); `undefined`: the answer is handed over.
 * It follows to any origin, from https to http too, and sends a body again after 307 and 308. Across origins it leaves out
 * `Authorization` and nothing else. A 408, and a 503 with `Retry-After: 0`, it answers by sending the same request again,
 * once. NSURLSession follows the same statuses; React Native drops all headers of a redirected request there, and
 * puts the cookies of the app in (`willPerformHTTPRedirection` in `RCTHTTPRequestHandler.mm`).
 */
export function followUp(request: WireRequest, head: Head, before: number | undefined): WireRequest | undefined {
  const retryAfter = header(head.headers, 'retry-after');
  switch (head.status) {
    case 300:
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return redirected(request, head);
    case 408:
      return before === 408 || (retryAfter !== undefined && retryAfter !== '0') ? undefined : request;
    case 503:
      return before === 503 || retryAfter !== '0' ? undefined : request;
    default:
      return undefined;
  }
}

function redirected(request: WireRequest, head: Head): WireRequest | undefined {
  const location = header(head.headers, 'location');
  const url = location === undefined ? undefined : resolved(request.url, location);
  if (url === undefined) return undefined;
  const keeps = head.status === 307 || head.status === 308;
  const toGet = !keeps && request.method !== 'GET' && request.method !== 'HEAD';
  const crosses = splitUrl(url)?.origin !== splitUrl(request.url)?.origin;
  const gone = [...(crosses ? ['authorization'] : []), ...(toGet ? ['content-type', 'content-length', 'transfer-encoding'] : [])];
  const headers = request.headers.filter(([name]) => !gone.includes(name));
  return toGet ? { method: 'GET', url, headers, body: '' } : { ...request, url, headers };
}

/** `HttpUrl.resolve`, for what scenarios send: other schemes than http and https resolve to nothing. */
function resolved(base: string, location: string): string | undefined {
  const from = splitUrl(base);
  if (from === undefined || location === '') return undefined;
  const reference = (location.split('#')[0] ?? '').trim();
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(reference)) return splitUrl(reference) === undefined ? undefined : withPath(reference);
  if (reference.startsWith('//')) return withPath(from.origin.replace(/\/\/.*/, '') + reference);
  if (reference.startsWith('/')) return from.origin + reference;
  if (reference.startsWith('?')) return from.origin + from.path + reference;
  return from.origin + from.path.slice(0, from.path.lastIndexOf('/') + 1) + reference;
}

/** OkHttp's URLs always have a path. */
export function withPath(url: string): string {
  const split = splitUrl(url);
  return split === undefined ? url : split.origin + split.path + (url.includes('?') ? `?${split.query}` : '');
}
