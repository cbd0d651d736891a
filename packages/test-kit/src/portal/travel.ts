import type { MockAnswer } from './exchange.js';
import type { Pairs } from '@firstring/core';

/** One thing that a server does with a connection. */
export type Act =
  | { readonly act: 'wait'; readonly ms: number }
  /** The status line and all headers, the framing included. */
  | { readonly act: 'head'; readonly status: number; readonly headers: Pairs<string> }
  | { readonly act: 'body'; readonly bytes: Uint8Array }
  /** The body is whole: a last chunk, or the end of the connection where nothing else marks it. */
  | { readonly act: 'end' }
  /** Says nothing more and keeps the connection. */
  | { readonly act: 'hang' }
  | { readonly act: 'reset' }
  /** Ends the connection in good order, whatever was promised. */
  | { readonly act: 'close' };

/** An answer as a list of acts, the same for every binding, so that a fault is the same fault in each of them. */
export function travel(answer: MockAnswer, method: string): readonly Act[] {
  const { latencyMs = 0, fault, drip } = answer.transport;
  const acts: Act[] = latencyMs > 0 ? [{ act: 'wait', ms: latencyMs }] : [];
  if (fault !== undefined && fault.afterBytes === undefined) return [...acts, { act: fault.kind }];
  acts.push({ act: 'head', status: answer.status, headers: framed(answer) });
  const whole = mayHaveBody(answer.status, method) ? answer.body : new Uint8Array(0);
  const body = fault?.afterBytes === undefined ? whole : whole.subarray(0, fault.afterBytes);
  const piece = drip?.bytes ?? Math.max(1, body.length);
  for (let at = 0; at < body.length; at += piece) {
    acts.push({ act: 'body', bytes: body.slice(at, at + piece) });
    if (drip !== undefined) acts.push({ act: 'wait', ms: drip.everyMs });
  }
  return [...acts, fault === undefined ? { act: 'end' } : { act: fault.kind }];
}

/** Whether HTTP frames a body here at all (RFC 9112, 6.3). */
export function mayHaveBody(status: number, method: string): boolean {
  return method !== 'HEAD' && status !== 204 && status !== 304 && status >= 200;
}

function framed(answer: MockAnswer): Pairs<string> {
  const { framing = 'length', announcedLength } = answer.transport;
  if (framing === 'chunked') return [...answer.headers, ['transfer-encoding', 'chunked']];
  if (framing === 'close') return [...answer.headers, ['connection', 'close']];
  if (answer.status === 204 || answer.status === 304) return answer.headers;
  return [...answer.headers, ['content-length', String(announcedLength ?? answer.body.length)]];
}
