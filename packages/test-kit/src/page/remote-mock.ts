import type { LoggedRequest } from '../portal/mock-state.js';
import { mockFromText, mockToText } from '../world/mock-text.js';
import type { MockServer, WorldUrls } from '../world/world.js';

/** The servers of one world, which stand behind `servePage` in Node. */
export interface RemoteMock {
  /** Of this world, among all that the server has opened. */
  readonly id: number;
  readonly server: MockServer;
  readonly urls: WorldUrls;
  readonly heard: () => number;
  readonly close: () => void;
}

export function openRemoteMock(): RemoteMock {
  const { id, urls } = JSON.parse(ask('POST', '/worlds')) as { readonly id: number; readonly urls: WorldUrls };
  const world = `/worlds/${id}`;
  return {
    id,
    urls,
    server: {
      state: () => mockFromText(ask('GET', world)),
      change: (change) => {
        const { log: _log, sequence: _sequence, ...plan } = change(mockFromText(ask('GET', world)));
        ask('PUT', world, mockToText(plan));
        return Promise.resolve();
      },
      requests: () => JSON.parse(ask('GET', `${world}/requests`)) as readonly LoggedRequest[],
      clear: () => void ask('DELETE', `${world}/requests`),
    },
    heard: () => Number(ask('GET', `${world}/heard`)),
    close: () => void ask('DELETE', world),
  };
}

/** Synchronous, since a scenario looks at its servers as if they stood in its own process. */
function ask(method: string, path: string, body?: string): string {
  const request = new XMLHttpRequest();
  request.open(method, path, false);
  request.send(body);
  if (request.status !== 200) throw new Error(`${method} ${path}: ${request.status}`);
  return request.responseText;
}
