import { createServer as createHttp, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** For raw answers: the head of one that web apps may read. */
export const RAW_HEAD = 'HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n';

async function started(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** An HTTP server that sends nothing for web apps; gives its URL. */
export async function plainServer(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${String(await started(createHttp(listener)))}`;
}

/** A server that allows web apps, answers preflights by itself and tells of each (P5). */
export function corsServer(listener: RequestListener, preflight: (request: IncomingMessage) => void = () => undefined): Promise<string> {
  return plainServer((request, response: ServerResponse) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', 'ETag, Last-Modified, Retry-After, WWW-Authenticate, Date');
    if (request.method !== 'OPTIONS') {
      listener(request, response);
      return;
    }
    preflight(request);
    response.setHeader('Access-Control-Allow-Headers', request.headers['access-control-request-headers'] ?? '');
    response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, DELETE');
    response.writeHead(204).end();
  });
}

/** Bytes of our own choice: called once per connection, when the head of the first request has arrived. */
export async function rawServer(answer: (socket: Socket, request: string) => void): Promise<string> {
  const server = createTcp((socket) => {
    let request = '';
    let answered = false;
    socket.on('data', (piece) => {
      request += piece.toString('latin1');
      if (answered || !request.includes('\r\n\r\n')) return;
      answered = true;
      answer(socket, request);
    });
  });
  return `http://127.0.0.1:${String(await started(server))}`;
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createTcp();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
