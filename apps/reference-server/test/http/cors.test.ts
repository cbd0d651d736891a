import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReferenceServer, type ReferenceServer } from '../../src/index.js';
import { BINDINGS, form, type Question } from '../ask.js';

const SLOW = 60_000;
const EXPOSED = 'ETag, Last-Modified, Retry-After, WWW-Authenticate, Date';

let server: ReferenceServer;
beforeAll(async () => {
  server = await createReferenceServer({ passwordCost: 10 });
  for (let tries = 0; tries < 10; tries += 1) await server.inject({ method: 'GET', url: '/provider/acme/account?username=locked-out&password=x' });
}, SLOW);
afterAll(() => server.close());

const QUESTIONS: readonly (readonly [status: number, question: Question])[] = [
  [200, { path: '/v1/apps/ACME/live/theme' }],
  [200, { method: 'HEAD', path: '/v1/apps/ACME/live/theme' }],
  [304, { path: '/v1/apps/ACME/live/theme', headers: { 'if-none-match': '*' } }],
  [404, { path: '/v1/apps/NOBODY/live/theme' }],
  [404, { path: '/v1/assets/none' }],
  [404, { path: '/demo/' }],
  [400, { path: '/%zz' }],
  [200, form('/provider/acme/account', { username: 'alice', password: 'correct-horse' })],
  [200, form('/provider/acme/global', { username: 'alice', password: 'correct-horse' })],
  [401, form('/provider/acme/account', { username: 'alice', password: 'wrong' })],
  [429, form('/provider/acme/account', { username: 'locked-out', password: 'x' })],
  [400, { method: 'POST', path: '/provider/acme/account', headers: { 'content-type': 'application/json' }, body: '{' }],
  [404, form('/provider/nobody/account', { username: 'a', password: 'b' })],
  [405, { method: 'DELETE', path: '/provider/acme/account' }],
  [405, { method: 'PUT', path: '/healthz' }],
  [200, { path: '/healthz' }],
];

test.each(BINDINGS.flatMap(([name, bind]) => QUESTIONS.map(([status, question]) => ({ name, bind, status, question, ...question }))))(
  'P5: $method $path by $name, $status: a web app may read it, and the headers that matter',
  async ({ bind, status, question }) => {
    const answer = await bind(server)({ ...question, headers: { origin: 'https://app.example', ...question.headers } });
    expect(answer.status).toBe(status);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-expose-headers']).toBe(EXPOSED);
    expect(answer.headers['date']).toMatch(/ GMT$/);
    expect(answer.headers['retry-after'] === undefined).toBe(status !== 429);
  },
);

test.each(['/v1/apps/ACME/live/theme', '/provider/acme/account', '/provider/acme/global', '/v1/assets/x', '/healthz', '/nothing', '/'])(
  'P5: the preflight of %s names the method and the headers that were asked for',
  async (path) => {
    for (const [, bind] of BINDINGS) {
      const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,if-none-match,authorization,x-tenant' };
      const answer = await bind(server)({ method: 'OPTIONS', path, headers: { origin: 'https://app.example', ...asked } });
      expect(answer.status).toBe(204);
      expect(answer.headers['access-control-allow-origin']).toBe('*');
      expect(answer.headers['access-control-allow-methods']?.split(', ')).toEqual(expect.arrayContaining(['GET', 'POST']));
      expect(answer.headers['access-control-allow-headers']).toBe(asked['access-control-request-headers']);
      expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    }
  },
);

test('P5: a preflight that asks for what is no header name gets the usual ones, nothing of what it sent', async () => {
  const answer = await server.inject({ method: 'OPTIONS', url: '/', headers: { 'access-control-request-headers': 'x:<y>' } });
  expect(answer.headers['access-control-allow-headers']).toBe('*, Authorization');
});
