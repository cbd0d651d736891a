import { XML_TYPE } from '../documents/xml.js';
import { messageXml } from '../documents/message.js';
import type { FastifyReply } from 'fastify';

/** An answer that is no document: status, the sentence for the person (D8), and when to come back. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly retryAfterSeconds?: number;
}

/** Sends it; no cache keeps it. */
export function sendRefusal(reply: FastifyReply, { status, message, retryAfterSeconds }: Refusal): FastifyReply {
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
  return reply.code(status).header('cache-control', 'no-store').type(XML_TYPE).send(messageXml(message));
}
