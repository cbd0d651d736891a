import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Side } from '../portal/exchange.js';
import { travel, type Act } from '../portal/travel.js';
import { textOf } from '../text/utf8.js';
import type { MockHolder } from '../world/mock-holder.js';

/** Private key and certificate of a server, in PEM. */
export interface ServerIdentity {
  readonly key: string;
  readonly cert: string;
}

export interface ServedMock {
  /** `http://127.0.0.1:<port>`, or `https:` with an identity; the same after `refuse(false)`. */
  readonly url: string;
  /** How many bytes of requests came through TLS, whole requests or not; 0 without TLS. */
  heard(): number;
  /** Closes the port, so that the next connections are refused, or opens it again. */
  refuse(refuse: boolean): Promise<void>;
  close(): Promise<void>;
}

/** Binds one side of the mock to a port of 127.0.0.1, faults included. With an identity it speaks https. */
export async function serveMock(holder: MockHolder, side: Side, identity?: ServerIdentity): Promise<ServedMock> {
  const options = { keepAliveTimeout: 60_000 };
  const answer: RequestListener = (request, response) => {
    void serve(holder, side, request, response);
  };
  const server = identity === undefined ? createServer(options, answer) : createSecureServer({ ...options, ...identity }, answer);
  let heard = 0;
  server.on('secureConnection', (socket: Socket) => {
    socket.on('data', (piece: Buffer) => {
      heard += piece.length;
    });
  });
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `${identity === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    heard: () => heard,
    refuse: async (refuse) => {
      if (refuse === server.listening) await (refuse ? stop(server) : listen(server, port));
    },
    close: () => stop(server),
  };
}

async function serve(holder: MockHolder, side: Side, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of request) pieces.push(piece as Buffer);
  } catch {
    return; // The client went away before it had asked for anything.
  }
  const [path = '/', ...query] = (request.url ?? '/').split('?');
  const { sequence, answer } = holder.ask({
    side,
    at: Date.now(),
    method: request.method ?? 'GET',
    path,
    query: query.join('?'),
    headers: headerPairs(request),
    body: textOf(Buffer.concat(pieces)),
  });
  response.on('close', () => {
    holder.finish(sequence, 'aborted', Date.now());
  });
  for (const act of travel(answer, request.method ?? 'GET')) {
    if (response.destroyed) return;
    if (act.act === 'end') holder.finish(sequence, 'answered', Date.now());
    await perform(act, response);
  }
}

async function perform(act: Act, response: ServerResponse): Promise<void> {
  const { socket } = response;
  switch (act.act) {
    case 'wait':
      await wait(act.ms);
      return;
    case 'head':
      // Node would add chunks where nothing tells the length; a close-delimited body has neither.
      response.useChunkedEncodingByDefault = act.headers.some(([name]) => name === 'transfer-encoding');
      for (const [name, value] of act.headers) if (name !== 'transfer-encoding') response.appendHeader(name, value);
      response.writeHead(act.status);
      response.flushHeaders();
      return;
    case 'body':
      await new Promise<void>((resolve) => {
        response.write(act.bytes, () => {
          resolve();
        });
      });
      return;
    case 'end':
      response.end();
      return;
    case 'close':
      socket?.end();
      return;
    case 'reset':
      socket?.resetAndDestroy();
      return;
    case 'hang':
      return;
  }
}

function headerPairs(request: IncomingMessage): readonly (readonly [string, string])[] {
  const { rawHeaders } = request;
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1] ?? ''] as const] : []));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Closes the port and every connection: a client that keeps one alive must feel it too. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
