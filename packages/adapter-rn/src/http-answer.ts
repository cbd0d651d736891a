import type { HttpAnswer, HttpFailureReason } from '@firstring/core/driver';
import type { NativeRequest } from './native-globals.js';

type Headers = HttpAnswer['headers'];

export type Reading =
  | { readonly ok: true; readonly answer: HttpAnswer }
  | { readonly ok: false; readonly reason: HttpFailureReason; readonly cause: string };

/** Taken off by the platform before anybody here sees a byte: all of them on iOS, gzip alone on Android. */
const DECODED: readonly (string | undefined)[] = [undefined, '', 'identity', 'gzip', 'x-gzip', 'deflate', 'br'];

/** One line a name, lower-case: React Native has joined repeated headers with a comma. */
export function headersOf(request: NativeRequest): Headers {
  return (request.getAllResponseHeaders() ?? '').split('\r\n').flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const];
  });
}

/** The announced size of the decoded body; `undefined` where there is none, or where it is that of an encoded one. */
export function announced(headers: Headers): number | undefined {
  const length = valueOf(headers, 'content-length') ?? '';
  return /^\d{1,15}$/.test(length) && isPlain(headers) ? Number(length) : undefined;
}

/** What a request that loaded has brought, or why it is no answer after all. */
export function readAnswer(request: NativeRequest, method: string, maxBytes: number): Reading {
  const headers = headersOf(request);
  const { status, responseURL: url } = request;
  // Without the final URL nobody can tell whether a forbidden redirect was followed (W11).
  if (status === 0 || typeof url !== 'string' || url === '') return { ok: false, reason: 'failed', cause: 'no-url' };
  if (!DECODED.includes(valueOf(headers, 'content-encoding')?.toLowerCase())) return { ok: false, reason: 'encoding', cause: 'content-encoding' };
  const { response } = request;
  if (!(response instanceof ArrayBuffer)) return { ok: false, reason: 'failed', cause: 'no-bytes' };
  const body = new Uint8Array(response);
  if (body.length > maxBytes) return { ok: false, reason: 'too-large', cause: 'body' };
  if (!isBodiless(method, status) && body.length < (announced(headers) ?? 0)) return { ok: false, reason: 'cut-off', cause: 'content-length' };
  return { ok: true, answer: { status, headers, body, url } };
}

/** Whether no body follows such a head, whatever length it announces. */
export function isBodiless(method: string, status: number): boolean {
  return method === 'HEAD' || status === 204 || status === 304;
}

/** Whether the bytes on the wire are those of the body. */
export function isPlain(headers: Headers): boolean {
  return ['', 'identity'].includes(valueOf(headers, 'content-encoding')?.toLowerCase() ?? '');
}

function valueOf(headers: Headers, wanted: string): string | undefined {
  return headers.find(([name]) => name === wanted)?.[1].trim();
}
