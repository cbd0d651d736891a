import { type Agent as HttpAgent, type ClientRequest, Agent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { urlToHttpOptions } from 'node:url';
import { followRedirect, type HttpExchange, type HttpFailureReason, type HttpLimits, type HttpOutcome, type HttpPort } from '@firstring/core/driver';
import { ACCEPTED_ENCODINGS, readBody } from './http-body.js';
import { reasonOf, type Stage } from './http-failure.js';

export interface HttpOptions {
  readonly lookup?: LookupFunction;
  readonly ca?: string | Buffer | readonly (string | Buffer)[];
}

type Request = Parameters<HttpPort['send']>[0];
type OnProgress = Parameters<HttpPort['send']>[2];

/** Shorter than the 5 s after which many servers close, so that a request seldom meets a connection that is just ending. */
const IDLE_MS = 4_000;
/** Node ends the attempt at one address when it turns to the next; its own 250 ms are too short for slow mobile networks. */
const ATTEMPT_MS = 1_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * HTTP/1.1 over `node:http` and `node:https` (docs/decisions/0004). Connections are kept for 4 s and shared by requests to
 * one origin; idle ones never keep the process alive. No proxy of the environment is used, no cookie or cache exists (W12),
 * and `NODE_TLS_REJECT_UNAUTHORIZED` has no effect (O3).
 */
export function createHttpPort({ lookup, ca }: HttpOptions = {}): HttpPort {
  const shared = {
    keepAlive: true,
    timeout: IDLE_MS,
    maxFreeSockets: 8,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ATTEMPT_MS,
    ...(lookup === undefined ? {} : { lookup }),
  };
  const trusted = ca === undefined ? {} : { ca: typeof ca === 'string' || Buffer.isBuffer(ca) ? ca : [...ca] };
  const agents: Agents = {
    http: new Agent(shared),
    https: new HttpsAgent({ ...shared, ...trusted, rejectUnauthorized: true }),
  };
  return {
    redirects: 'controlled',
    redirectRule: followRedirect,
    bodyCap: 'streamed',
    failures: 'told',
    resends: false,
    send: (request, limits, onProgress) => send(agents, request, limits, onProgress),
  };
}

interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

function send(agents: Agents, request: Request, { deadlineMs, maxBytes }: HttpLimits, onProgress: OnProgress): HttpExchange {
  let stage: Stage = 'connecting';
  let ended = false;
  let outgoing: ClientRequest | undefined;
  let settle: (outcome: HttpOutcome) => void;
  const outcome = new Promise<HttpOutcome>((resolve) => {
    settle = resolve;
  });
  const end = (how: HttpOutcome): void => {
    if (ended) return;
    ended = true;
    clearTimeout(timer);
    settle(how);
  };
  const fail = (reason: HttpFailureReason, cause: string): void => {
    end({ ok: false, failure: { reason, cause, sent: stage === 'open' } });
    outgoing?.destroy();
  };
  const failWith = (error: unknown): void => {
    const { reason, cause } = reasonOf(error, stage);
    fail(reason, cause);
  };
  const timer = setTimeout(() => {
    fail('timeout', 'deadline');
  }, Math.min(deadlineMs, LONGEST_TIMER_MS));

  const answer = (incoming: IncomingMessage, absent: boolean): void => {
    if (ended) return;
    const status = incoming.statusCode ?? 0;
    const progress = (received: number, total: number | undefined): void => {
      if (!ended) onProgress?.(received, total);
    };
    readBody(incoming, { absent, maxBytes, onProgress: progress }, (body) => {
      if (body.ok) end({ ok: true, answer: { status, headers: headersOf(incoming), body: body.bytes, url: request.url } });
      else fail(body.reason, body.cause);
    });
  };

  try {
    outgoing = open(agents, request);
    watchConnection(outgoing, (reached) => {
      stage = reached;
    });
    outgoing.on('error', failWith);
    outgoing.on('response', (incoming) => {
      answer(incoming, request.method === 'HEAD' || incoming.statusCode === 204 || incoming.statusCode === 304);
    });
    // Without this, Node would report a 101 as a lost connection (O12).
    outgoing.on('upgrade', (incoming, socket) => {
      end({ ok: true, answer: { status: 101, headers: headersOf(incoming), body: new Uint8Array(), url: request.url } });
      socket.destroy();
    });
    outgoing.end(request.body === undefined ? undefined : Buffer.from(request.body, 'utf8'));
  } catch (error) {
    failWith(error); // a header or URL that Node refuses
  }
  return {
    outcome,
    abort: () => {
      fail('aborted', 'aborted');
    },
  };
}

function open(agents: Agents, request: Request): ClientRequest {
  const url = new URL(request.url);
  const options = { ...urlToHttpOptions(url), auth: null, method: request.method, headers: outgoingHeaders(request) };
  return url.protocol === 'https:'
    ? requestHttps({ ...options, agent: agents.https })
    : requestHttp({ ...options, agent: agents.http });
}

/** A name that appears repeatedly is sent repeatedly. */
function outgoingHeaders({ headers, method, body }: Request): Record<string, string | string[]> {
  const outgoing = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of headers) (outgoing[name.toLowerCase()] ??= []).push(value);
  outgoing['accept-encoding'] ??= [ACCEPTED_ENCODINGS];
  // Node leaves it out for DELETE, and a body without a length is none.
  if (body !== undefined || method === 'POST' || method === 'PUT') outgoing['content-length'] = [String(Buffer.byteLength(body ?? ''))];
  return outgoing;
}

/** Tells how far the connection has come: no byte of the request leaves before `open`. */
function watchConnection(outgoing: ClientRequest, tell: (stage: Stage) => void): void {
  outgoing.on('socket', (socket) => {
    if (outgoing.reusedSocket) {
      tell('open');
      return;
    }
    if (socket.destroyed) return; // failed before it began: no route, no such name
    if (!socket.connecting) tell('open');
    const secure = 'encrypted' in socket;
    socket.once('connect', () => {
      tell(secure ? 'handshake' : 'open');
    });
    socket.once('secureConnect', () => {
      tell('open');
    });
  });
}

function headersOf({ rawHeaders }: IncomingMessage): readonly (readonly [string, string])[] {
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1] ?? ''] as const] : []));
}
