import type { FastifyInstance, HTTPMethods } from 'fastify';
import { sendRefusal } from './refusal.js';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'];

/** 405 with `Allow` for every method that a path does not know, before a byte of the body is read. `OPTIONS` is answered for all paths. */
export function refuseOtherMethods(app: FastifyInstance, url: string, allowed: readonly HTTPMethods[]): void {
  app.route({
    method: METHODS.filter((method) => !allowed.includes(method)),
    url,
    exposeHeadRoute: false,
    onRequest: async (_request, reply) => {
      void reply.header('allow', [...allowed, 'OPTIONS'].join(', '));
      return sendRefusal(reply, { status: 405, message: 'This can not be done here.' });
    },
    handler: () => undefined,
  });
}
