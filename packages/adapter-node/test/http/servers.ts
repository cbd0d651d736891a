import { readFileSync } from 'node:fs';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net';
import { createServer as createTls, type TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';

const fixture = (name: string): string => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');

export const AUTHORITY = fixture('authority.pem');
export const CERTIFICATE = { cert: fixture('localhost.pem'), key: fixture('localhost-key.pem') };

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

/** An ordinary HTTP server that ends with the test; gives its URL. */
export async function httpServer(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${String(await started(createHttp({ keepAliveTimeout: 60_000 }, listener)))}`;
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

export interface Watched {
  readonly url: string;
  /** What the clients said inside TLS. */
  readonly heard: () => string;
}

/** A TLS server that answers 200 and remembers every byte of its clients. */
export async function tlsServer(): Promise<Watched> {
  let heard = '';
  const server = createTls(CERTIFICATE, (socket: TLSSocket) => {
    socket.on('error', () => undefined);
    socket.on('data', (piece: Buffer) => {
      heard += piece.toString('latin1');
      if (heard.endsWith('\r\n\r\n')) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    });
  });
  server.on('tlsClientError', () => undefined);
  return { url: `https://127.0.0.1:${String(await started(server))}`, heard: () => heard };
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createTcp();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
