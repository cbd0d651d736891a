import { setTimeout as sleep } from 'node:timers/promises';
import { fastify, LogController, type FastifyInstance } from 'fastify';
import { CORS_HEADERS, preflightHeaders } from './cors.js';
import { answerClientError, answerError, describeError, NOT_FOUND, STARTING } from './errors.js';
import { logRequests, type RequestWatch } from './request-log.js';
import { sendRefusal } from './refusal.js';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Where log lines go, one JSON object a line. */
export interface LogOptions {
  readonly level: LogLevel;
  /** Default: the standard output. */
  readonly stream?: { write(line: string): void };
}

export interface AppOptions extends RequestWatch {
  readonly log: LogOptions | false;
  /** Added before each answer but that of `/healthz`, in ms: for benchmarks and for seeing progress, never for service. */
  readonly latencyMs: number;
  /** Proxies whose `X-Forwarded-For` is believed: addresses or networks. */
  readonly trustedProxies: readonly string[];
  readonly isReady: () => boolean;
}

const BODY_LIMIT_BYTES = 64 * 1024;
/** A request must have arrived, body included, within this. */
const REQUEST_TIMEOUT_MS = 15_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** Longer than usual load balancers keep idle connections, so that none is closed under a request of theirs. */
const KEEP_ALIVE_MS = 72_000;

export const HEALTH_PATH = '/healthz';

/** The HTTP side without its routes: limits, logs, CORS, errors. */
export function createApp(options: AppOptions): FastifyInstance {
  const app = fastify({
    logger: options.log !== false && {
      level: options.log.level,
      // Whatever else wants to log a request or an error: a URL may hold a password, and a message may quote one.
      serializers: { req: () => ({}), res: () => ({}), err: wordless },
      ...(options.log.stream && { stream: options.log.stream }),
    },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    forceCloseConnections: 'idle',
    // What still comes in on an open connection while closing is answered like everything else, and is its last.
    return503OnClosing: false,
    genReqId: requestIds(),
    clientErrorHandler: answerClientError,
    // No hook runs for a path that cannot even be decoded.
    frameworkErrors: (error, request, reply) => {
      answerError(error, request, reply.headers({ ...CORS_HEADERS }));
    },
  });

  logRequests(app, options);

  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({ ...CORS_HEADERS, 'x-content-type-options': 'nosniff', 'x-request-id': request.id });
    const isHealth = request.routeOptions.url === HEALTH_PATH;
    if (options.latencyMs > 0 && !isHealth) await sleep(options.latencyMs);
    if (request.method === 'OPTIONS') {
      const asked = request.headers['access-control-request-headers'];
      return reply.code(204).headers({ ...preflightHeaders(Array.isArray(asked) ? asked.join(', ') : asked) }).send();
    }
    return options.isReady() ? undefined : sendRefusal(reply, STARTING);
  });

  // Bodies stay bytes: what they are is the business of the route, and only their length is checked here.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => sendRefusal(reply, NOT_FOUND));
  return app;
}

function wordless(error: unknown): { readonly type: string; readonly message: string; readonly stack: string } {
  const { name, code, stack } = describeError(error);
  return { type: name, message: code ?? '', stack: stack.join('\n') };
}

/** Our own numbers: one from outside could forge log lines. */
function requestIds(): () => string {
  const start = Date.now().toString(36);
  let count = 0;
  return () => `${start}-${(count += 1).toString(36)}`;
}
