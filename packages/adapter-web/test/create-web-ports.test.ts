import { createXmlPort } from '@firstring/core/xml';
import { expect, test } from 'vitest';
import { createWebPorts } from '../src/index.js';
import { plainServer } from './http/servers.js';

test('all five ports are there, on a server too, where nothing of a browser is', () => {
  const ports = createWebPorts({ secrets: 'key' });
  expect(Object.keys(ports).sort()).toEqual(['host', 'http', 'secrets', 'store', 'xml']);
  expect(ports).toMatchObject({ http: { redirects: 'refused', bodyCap: 'streamed' }, store: { durable: true, scope: 'origin' }, secrets: { level: 'memory' } });
});

test('where there is no IndexedDB the store says so, and locks and listeners do no harm', async () => {
  const { store, host } = createWebPorts();
  expect(await store.load('default')).toEqual({ ok: false, failure: { reason: 'denied', cause: 'NotSupportedError' } });
  expect(await host.exclusively('a', 1_000, () => Promise.resolve(7))).toBe(7);
  host.listen(() => undefined)();
  expect(host.online()).toBeUndefined();
});

test('W12: User-Agent is left out also where fetch would send it, as Firefox and Safari do', async () => {
  let agent: string | undefined;
  const url = await plainServer((request, response) => {
    agent = request.headers['user-agent'];
    response.end('x');
  });
  const request = { method: 'GET', url, headers: [['User-Agent', 'Acme/1'], ['uSER-aGENT', 'Acme/2']], sensitive: false } as const;
  expect(await createWebPorts().http.send(request, { deadlineMs: 5_000, maxBytes: 100 }).outcome).toMatchObject({ ok: true, answer: { status: 200 } });
  expect(agent).toBe('node');
});

test('D1: a reader that is handed in is the one that reads', () => {
  const own = createXmlPort();
  const { xml } = createWebPorts({ xml: own });
  expect(xml).toBe(own);
});

test('the reader of XML is loaded when it is needed, and where there is no browser too', async () => {
  const { xml } = createWebPorts();
  expect(typeof xml === 'function' && Object.keys(await xml())).toEqual(['read']);
});
