import type { Asked, Pairs } from '@firstring/core';

/** Which of the two servers is asked: they are different organisations, so a test must tell them apart. */
export type Side = 'portal' | 'provider';

/** A request as it arrived. */
export interface MockRequest {
  readonly side: Side;
  /** Milliseconds since the epoch, by the clock of the world. */
  readonly at: number;
  readonly method: string;
  /** As sent, still percent-encoded, without the query. */
  readonly path: string;
  /** As sent, without the `?`; empty where there is none. */
  readonly query: string;
  /** Lower-case names. */
  readonly headers: Pairs<string>;
  /** Read as UTF-8. */
  readonly body: string;
}

/** An answer, and how it travels. */
export interface MockAnswer {
  readonly status: number;
  /** Lower-case names, without the framing, which `transport` decides. */
  readonly headers: Pairs<string>;
  readonly body: Uint8Array;
  readonly transport: Transport;
}

/** What happens on the way. Everything absent: at once, whole, with its length. */
export interface Transport {
  /** Silence before the first byte. */
  readonly latencyMs?: number;
  /** How a client can know that the body is whole: a length, chunks, or only the end of the connection. Default `length`. */
  readonly framing?: 'length' | 'chunked' | 'close';
  /** A `Content-Length` that is not true. */
  readonly announcedLength?: number;
  /** The body in pieces of so many bytes, with a silence after each. */
  readonly drip?: { readonly bytes: number; readonly everyMs: number };
  /**
   * How it ends instead: `hang` says nothing more and keeps the connection, `reset` tears it down, `close` ends it in good
   * order. After so many bytes of the body; without `afterBytes` before the first byte of the answer.
   */
  readonly fault?: { readonly kind: 'hang' | 'reset' | 'close'; readonly afterBytes?: number };
}

/** Replaces the ordinary answer for a document, or a part of it. */
export interface Behaviour {
  readonly status?: number;
  /** Replace the ordinary headers altogether, but for those of P5. */
  readonly headers?: Pairs<string>;
  /** `false`: without the headers of P5, so that a browser hides the answer from the page. Default `true`. */
  readonly forWebApps?: boolean;
  /** Bytes go out as they are, so a body may be damaged or compressed. */
  readonly body?: string | Uint8Array;
  readonly transport?: Transport;
}

/** For each document what happens to its next requests: one entry each, the last one for ever. `{}` is the ordinary answer. */
export type Behaviours = { readonly [document in Asked]?: readonly Behaviour[] };
