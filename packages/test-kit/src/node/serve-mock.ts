import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Side } from '../portal/exchange.js';
import { travel, type Act } from '../portal/travel.js';
import { textOf } from '../text/utf8.js';
import type { MockHolder } from '../world/mock-holder.js';

export interface ServedMock {
  /** `http://127.0.0.1:<port>`; the same after `refuse(false)`. */
  readonly url: string;
  /** Closes the port, so that the next connections are refused, or opens it again. */
  refuse(refuse: boolean): Promise<void>;
  close(): Promise<void>;
}

/** Binds one side of the mock to a port of 127.0.0.1, faults included. */
export async function serveMock(holder: MockHolder, side: Side): Promise<ServedMock> {
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    void serve(holder, side, request, response);
  });
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
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
