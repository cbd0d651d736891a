import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockFromText, mockToText } from '../world/mock-text.js';
import { serveWorld, type ServedWorld, type SocketWorldTls } from './served-world.js';

export interface PageOptions {
  /** A program for the page, one classic script: it calls `offerCases`. */
  readonly script: string;
  /** As for `createSocketWorld`. */
  readonly tls?: SocketWorldTls;
}

export interface ServedPage {
  /** `http://127.0.0.1:<port>/`: another origin than every portal and provider of its worlds. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * A page for `createPageWorld`, and what it needs of Node: real servers for each world, and a way to look at them and to plan
 * their answers. For tests on this machine only.
 */
export async function servePage({ script, tls }: PageOptions): Promise<ServedPage> {
  const worlds = new Map<string, ServedWorld>();
  let made = 0;

  const answer = async (method: string, path: string, body: string): Promise<Reply> => {
    const [, room, id = '', part] = path.split('/');
    if (room === '') return { type: 'text/html', text: '<!doctype html><meta charset="utf-8"><title>Firstring</title><script src="/script.js"></script>' };
    if (room === 'script.js') return { type: 'text/javascript', text: script };
    if (room !== 'worlds') return NOTHING;
    if (method === 'POST') {
      const world = await serveWorld(tls);
      made += 1;
      worlds.set(String(made), world);
      return json({ id: made, urls: world.urls });
    }
    const world = worlds.get(id);
    if (world === undefined) return NOTHING;
    switch (`${method} ${part ?? ''}`) {
      case 'GET ':
        return { type: JSON_TYPE, text: mockToText(world.server.state()) };
      case 'PUT ':
        await world.server.change(({ log, sequence }) => ({ ...mockFromText(body), log, sequence }));
        return json({});
      case 'DELETE ':
        worlds.delete(id);
        await world.close();
        return json({});
      case 'GET requests':
        return json(world.server.requests());
      case 'DELETE requests':
        world.server.clear();
        return json({});
      case 'GET heard':
        return json(world.heard());
      default:
        return NOTHING;
    }
  };

  const server = createServer((request, response) => {
    void textIn(request).then(async (body) => {
      send(response, await answer(request.method ?? 'GET', request.url ?? '/', body));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      await Promise.all([...worlds.values()].map((world) => world.close()));
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

interface Reply {
  readonly status?: number;
  readonly type: string;
  readonly text: string;
}

const JSON_TYPE = 'application/json';
const NOTHING: Reply = { status: 404, type: 'text/plain', text: 'There is nothing here.' };

function json(value: unknown): Reply {
  return { type: JSON_TYPE, text: JSON.stringify(value) };
}

async function textIn(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let text = '';
  for await (const piece of request) text += piece as string;
  return text;
}

function send(response: ServerResponse, { status = 200, type, text }: Reply): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(text);
}
