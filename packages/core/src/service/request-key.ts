import { sha256 } from '../text/hash.js';
import { utf8Bytes } from '../text/utf8.js';
import { isHeaderText } from './headers.js';
import type { HttpRequest } from './service.js';

/** What a server gave with an answer, to ask later whether that is still the same (R5). */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
  /** {@link requestKey} of the request that it answered. */
  readonly key: string;
}

/**
 * Which request this is: HMAC-SHA-256 (RFC 2104) of its method, filled URL, headers and body, in lower-case hex (R5). Two
 * requests have the same key when they are the same; nothing can be read out of it.
 *
 * @param secret keys the hash: the installation's id, so that keys of two installations cannot be compared.
 * @param credentials what will sign the request beyond its headers (W10).
 */
export function requestKey({ method, url, headers, body }: HttpRequest, secret: string, credentials: readonly string[] = []): string {
  const message = JSON.stringify([method, url, headers.map(([name, value]) => [name.toLowerCase(), value]), body ?? null, credentials]);
  const given = bytesOf(secret);
  const key = given.length > BLOCK ? fromHex(sha256(given)) : given;
  const padded = (mask: number): number[] => Array.from({ length: BLOCK }, (_, at) => (key[at] ?? 0) ^ mask);
  const inner = sha256(Uint8Array.from([...padded(0x36), ...bytesOf(message)]));
  return sha256(Uint8Array.from([...padded(0x5c), ...fromHex(inner)]));
}

/**
 * The request made conditional by validators that belong to exactly this request (R5); otherwise as it is. GET only: the
 * answer to anything else is not a copy of what was there before.
 */
export function conditional(request: HttpRequest, key: string, validators: Validators | undefined): HttpRequest {
  if (request.method !== 'GET' || validators?.key !== key) return request;
  const { etag, lastModified } = validators;
  const conditions = [['If-None-Match', etag], ['If-Modified-Since', lastModified]] as const;
  const headers = conditions.flatMap(([name, value]) => (value !== undefined && isHeaderText(value) ? [[name, value] as const] : []));
  return { ...request, headers: [...request.headers, ...headers] };
}

/** The request without what {@link conditional} added: for another URL, to which no validator belongs. */
export function unconditional(request: HttpRequest): HttpRequest {
  return { ...request, headers: request.headers.filter(([name]) => !/^if-(?:none-match|modified-since)$/i.test(name)) };
}

const BLOCK = 64;

/** JSON escapes surrogates that stand alone, and ids hold none. */
function bytesOf(text: string): Uint8Array {
  return utf8Bytes(text) ?? new Uint8Array();
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => parseInt(hex.slice(2 * at, 2 * at + 2), 16));
}
