import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { messageXml } from '../documents/message.js';
import { XML_TYPE } from '../documents/xml.js';
import { CORS_HEADERS } from './cors.js';
import { sendRefusal, type Refusal } from './refusal.js';

const SENTENCES: Readonly<Record<number, string>> = {
  400: 'This request can not be understood.',
  404: 'There is nothing here.',
  408: 'The request took too long.',
  413: 'This request is too large.',
  414: 'This address is too long.',
  415: 'This kind of content is not accepted here.',
  431: 'This request has too many headers.',
};

export const NOT_FOUND: Refusal = { status: 404, message: 'There is nothing here.' };
export const STARTING: Refusal = { status: 503, message: 'The service is starting. Please try again in a moment.', retryAfterSeconds: 1 };
const UNAVAILABLE: Refusal = { status: 503, message: 'The service is not available at the moment. Please try again soon.', retryAfterSeconds: 5 };
const BROKEN: Refusal = { status: 500, message: 'Something went wrong on our side. Please try again later.' };

/** Whatever went wrong while answering: a sentence for the person, and a log line without a word of the request. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) {
    return sendRefusal(reply, { status, message: SENTENCES[status] ?? 'This request is not accepted here.' });
  }
  const unavailable = status === 503 || isDatabaseAway(error);
  request.log.error({ error: describeError(error) }, 'failed');
  return sendRefusal(reply, unavailable ? UNAVAILABLE : BROKEN);
}

/** Name, code and where it came from. The message stays out: a database quotes values in it. */
export function describeError(error: unknown): { readonly name: string; readonly code?: string; readonly stack: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, stack: [] };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
  return { name: error.name, ...code, stack: stack.slice(0, 8) };
}

/** Whether the database cannot be reached just now: a connection that failed, SQLSTATE classes 08, 53 and 57. */
function isDatabaseAway(error: FastifyError): boolean {
  return /^(?:ECONN\w+|ETIMEDOUT|ENOTFOUND|EPIPE|08\w{3}|53\w{3}|57\w{3})$/.test(error.code ?? '')
    || /^(?:timeout exceeded when trying to connect|Connection terminated)/.test(error.message);
}

/** Bytes that are not even a request: the same kind of answer, written by hand since no reply exists (P5). */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = messageXml(SENTENCES[status] ?? '');
  const headers = { ...CORS_HEADERS, 'content-type': XML_TYPE, 'content-length': String(body.byteLength), connection: 'close' };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n`), body]));
}
