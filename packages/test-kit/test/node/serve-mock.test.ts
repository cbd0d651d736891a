import { request as httpRequest } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { serveMock, type ServedMock } from '../../src/node/serve-mock.js';
import { EMPTY_MOCK } from '../../src/portal/mock-state.js';
import { behave } from '../../src/portal/handle.js';
import { sampleApp } from '../../src/portal/sample-app.js';
import { holdMock, type MockHolder } from '../../src/world/mock-holder.js';
import { BODY, EXCHANGES, meets } from '../world/exchanges.js';

const open: ServedMock[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((served) => served.close()));
});

async function serve(): Promise<{ holder: MockHolder; served: ServedMock }> {
  const { app } = sampleApp({ providerUrl: '' });
  const holder = holdMock({ ...EMPTY_MOCK, apps: [app] });
  const served = await serveMock(holder, 'portal');
  open.push(served);
  return { holder, served };
}

/** A client that judges by what is on the wire and knows nothing of Firstring. */
function get(url: string): Promise<string> {
  return new Promise((resolve) => {
    const request = httpRequest(`${url}/v1/apps/ACME/live/theme?a=1`, { headers: { 'X-One': 'a' } }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => (body += piece));
      response.on('error', () => {});
      response.on('close', () => {
        resolve(!response.complete ? 'broken' : body === BODY ? 'whole' : BODY.startsWith(body) ? 'short' : body);
      });
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'broken');
    });
    setTimeout(() => {
      resolve('timeout');
      request.destroy();
    }, 600).unref();
    request.end();
  });
}

test.each(EXCHANGES)('on a wire: %s', async (_what, transport, expected) => {
  const { holder, served } = await serve();
  await holder.change((state) => behave(state, 'theme', { body: BODY, transport }));
  const actual = await get(served.url);
  expect(meets(actual, expected), `${actual}, not ${expected}`).toBe(true);
});

test('a request is logged as it arrived, and its end too', async () => {
  const { holder, served } = await serve();
  await get(served.url);
  const [logged] = holder.requests();
  expect(logged).toMatchObject({ side: 'portal', document: 'theme', method: 'GET', path: '/v1/apps/ACME/live/theme', query: 'a=1', end: { how: 'answered' } });
  expect(logged?.headers).toContainEqual(['x-one', 'a']);
});

test('a closed port refuses, and opens again at the same address', async () => {
  const { served } = await serve();
  await served.refuse(true);
  await served.refuse(true);
  expect(await get(served.url)).toBe('refused');
  await served.refuse(false);
  expect(await get(served.url)).toContain('Acme live');
});
