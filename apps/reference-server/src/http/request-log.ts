import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A request as it arrived. Nothing of its path, query, headers or body is in it: those may hold credentials. */
export interface RequestEntry {
  readonly id: string;
  readonly method: string;
  /** The route's pattern, such as `/v1/apps/:cloudId/:channel/theme`; `unmatched` where none fits. */
  readonly route: string;
  /** Milliseconds since the epoch at which its head had arrived. */
  readonly at: number;
}

/** The same request after its last byte was sent, or its connection was lost. */
export interface ResponseEntry extends RequestEntry {
  readonly status: number;
  /** Milliseconds from `at` to the end, artificial latency included. */
  readonly ms: number;
}

export interface RequestWatch {
  readonly onRequest?: (entry: RequestEntry) => void;
  readonly onResponse?: (entry: ResponseEntry) => void;
}

/** One log line for each answer, and the same facts for whoever watches. */
export function logRequests(app: FastifyInstance, watch: RequestWatch): void {
  const arrivals = new WeakMap<FastifyRequest, RequestEntry>();
  app.addHook('onRequest', (request, _reply, done) => {
    const entry = { id: request.id, method: request.method, route: request.routeOptions.url ?? 'unmatched', at: Date.now() };
    arrivals.set(request, entry);
    watch.onRequest?.(entry);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const arrival = arrivals.get(request);
    if (arrival !== undefined) {
      const entry = { ...arrival, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 };
      request.log.info({ method: entry.method, route: entry.route, status: entry.status, ms: entry.ms, at: entry.at }, 'answered');
      watch.onResponse?.(entry);
    }
    done();
  });
}
