import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Ends an app so that no request under way is lost: no new connections, each open one ends with its answer, and what is
 * still unanswered after `graceMs` is cut off. Resolves to whether every request was answered.
 */
export function gracefulClose(app: FastifyInstance, graceMs: number): () => Promise<boolean> {
  // Node ends only connections that are idle after a request: one that was opened and never used would hold it up.
  const requestsOn = new Map<Socket, number>();
  app.server.on('connection', (socket: Socket) => {
    requestsOn.set(socket, 0);
    socket.once('close', () => requestsOn.delete(socket));
  });
  app.server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    requestsOn.set(socket, (requestsOn.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const before = requestsOn.get(socket);
      if (before !== undefined) requestsOn.set(socket, before - 1);
    });
  });

  let closing = false;
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done();
  });

  return async () => {
    closing = true;
    let complete = true;
    for (const [socket, requests] of requestsOn) if (requests === 0) socket.destroy();
    const cutOff = setTimeout(() => {
      complete = [...requestsOn.values()].every((requests) => requests === 0);
      app.server.closeAllConnections();
    }, graceMs);
    try {
      await app.close();
      return complete;
    } finally {
      clearTimeout(cutOff);
    }
  };
}
