import type { FastifyReply, FastifyRequest } from 'fastify';
import { matchesEtag } from './etag.js';

/** Bytes with a strong validator. */
export interface Cacheable {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly etag: string;
}

/** Strong validator, length, cache rules; 304 where the client has exactly these bytes (P2). */
export function sendCacheable(request: FastifyRequest, reply: FastifyReply, { bytes, mediaType, etag }: Cacheable, cacheControl: string): FastifyReply {
  void reply.headers({ etag, 'cache-control': cacheControl });
  if (matchesEtag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.type(mediaType).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
