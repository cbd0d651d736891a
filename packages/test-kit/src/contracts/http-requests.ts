import type { Case } from '../run/case.js';
import { check, equal, present } from '../run/check.js';
import { utf8 } from '../text/utf8.js';
import { answerOf, arrived, ask, bodyOf, failureOf, request, send, serve, serveUsers } from './asking.js';

const BODY = 'user=007&name=%C5%BD&raw=Žluťoučký 📞\r\n +&x=<a/> ';

/** What leaves the device is what the core asked for, and nothing else (W3, W12). */
export const HTTP_REQUESTS: readonly Case[] = [
  ...(['POST', 'PUT', 'DELETE'] as const).map((method, at): Case => ({
    id: `HTTP-01${at + 1}`,
    title: `${method} with a body: its bytes are UTF-8, nothing is added`,
    clauses: ['W3'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: 'ok' });
      const headers = [['Content-Type', 'application/x-www-form-urlencoded']] as const;
      equal(bodyOf(await ask(world, http, request(world, { method, headers, body: BODY, query: 'a=1&b=%20' }))), 'ok', 'the answer');
      const [came, ...more] = await arrived(world);
      equal([came?.method, came?.path, came?.query, more.length], [method, '/contract/account', 'a=1&b=%20', 0], 'the request');
      equal(came?.body, BODY, 'the body');
      const length = values(came?.headers, 'content-length');
      check(length.every((value) => value === String(utf8(BODY).length)), `the length says ${length.join()}`);
      equal(values(came?.headers, 'content-type'), ['application/x-www-form-urlencoded'], 'the content type');
    },
  })),
  ...(['GET', 'HEAD'] as const).map((method, at): Case => ({
    id: `HTTP-01${at + 4}`,
    title: `${method} has no body`,
    clauses: ['W3'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: 'ok' });
      answerOf(await ask(world, http, request(world, { method })));
      const [came] = await arrived(world);
      equal([came?.method, came?.body], [method, ''], 'method and body');
      equal(values(came?.headers, 'content-type'), [], 'the content type');
    },
  })),
  {
    id: 'HTTP-016',
    title: 'headers arrive as given, a repeated one with all its values in order',
    clauses: ['W4'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: 'ok' });
      const long = 'x'.repeat(2_000);
      const headers = [['X-Acme-Seat', '007'], ['x-long', long], ['X-Signs', '!#$%&\'*+-.^_`|~ ()<>@;:\\"/[]?={}'], ['X-Two', 'a'], ['X-Two', 'b']] as const;
      answerOf(await ask(world, http, request(world, { headers })));
      const [came] = await arrived(world);
      equal(values(came?.headers, 'x-acme-seat'), ['007'], 'a header');
      equal(values(came?.headers, 'x-long'), [long], 'a long header');
      equal(values(came?.headers, 'x-signs'), [headers[2][1]], 'a header of signs');
      equal(values(came?.headers, 'x-two').join(', '), 'a, b', 'a repeated header');
    },
  },
  {
    id: 'HTTP-017',
    title: 'a header that cannot be sent is a failure, never a throw, and smuggles nothing in',
    clauses: ['W4', 'S4'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: 'ok' });
      for (const [name, value] of [['X-One', 'a\r\nX-Smuggled: b'], ['X-One', 'a\nb'], ['X One', 'a'], ['X-One', 'ž'], ['', 'a']] as const) {
        await failureOf(world, await ask(world, http, request(world, { headers: [[name, value]] })), 'failed', 'unreachable');
      }
      equal((await arrived(world)).length, 0, 'requests');
    },
  },
  {
    id: 'HTTP-018',
    title: 'no cookie goes back, no referrer goes along',
    clauses: ['W12'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      const headers = [['set-cookie', 'session=canary; Path=/'], ['set-cookie', 'other=canary'], ['access-control-allow-origin', '*']] as const;
      await serve(world, { headers, body: 'ok' });
      for (const method of ['GET', 'POST', 'GET'] as const) answerOf(await ask(world, http, request(world, { method })));
      const came = await arrived(world);
      equal(came.length, 3, 'requests');
      for (const { headers: sent } of came) equal([...values(sent, 'cookie'), ...values(sent, 'referer')], [], 'cookies and referrers');
    },
  },
  {
    id: 'HTTP-019',
    title: 'no cache is asked: what may be kept is asked for again, without a validator of its own',
    clauses: ['W12', 'R5'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      const headers = [['cache-control', 'public, max-age=3600'], ['etag', '"1"'], ['last-modified', 'Thu, 01 Jan 2026 00:00:00 GMT'], ['access-control-allow-origin', '*']] as const;
      await serve(world, { headers, body: 'first' }, { headers, body: 'second' });
      equal(bodyOf(await ask(world, http)), 'first', 'the first answer');
      equal(bodyOf(await ask(world, http)), 'second', 'the second answer');
      const came = await arrived(world);
      equal(came.length, 2, 'requests');
      for (const { headers: sent } of came) equal([...values(sent, 'if-none-match'), ...values(sent, 'if-modified-since')], [], 'validators');
    },
  },
  {
    id: 'HTTP-020',
    title: 'a validator of the core goes out, and the 304 comes back as it is',
    clauses: ['R5', 'O2'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serveUsers(world, [{ username: 'alice', password: 'x', account: '<account/>' }]);
      const query = 'user=alice&pass=x';
      const etag = present(answerOf(await ask(world, http, request(world, { query }))).headers.find(([name]) => name === 'etag')?.[1], 'the etag');
      const again = answerOf(await ask(world, http, request(world, { query, headers: [['If-None-Match', etag]] })));
      equal([again.status, again.body.length], [304, 0], 'status and length of the second answer');
      equal((await arrived(world)).map(({ headers }) => values(headers, 'if-none-match')), [[], [etag]], 'validators');
    },
  },
  {
    id: 'HTTP-021',
    title: 'many requests at once get their own answers',
    clauses: ['F3'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      const users = Array.from({ length: 20 }, (_, at) => ({ username: `user${at}`, password: `p${at}`, account: `<account n="${at}">${'x'.repeat(at * 997)}</account>` }));
      await serveUsers(world, users);
      const sent = users.map(({ username, password }, at) => {
        const fields = `user=${username}&pass=${password}`;
        const headers = [['content-type', 'application/x-www-form-urlencoded']] as const;
        return send(http, at % 2 === 0 ? request(world, { query: fields }) : request(world, { method: 'POST', body: fields, headers })).outcome;
      });
      const bodies = (await world.until(Promise.all(sent))).map(bodyOf);
      bodies.forEach((body, at) => {
        check(body === users[at]?.account, `answer ${at} is another one: ${body.slice(0, 40)}`);
      });
      equal((await arrived(world)).length, users.length, 'requests');
    },
  },
];

function values(headers: readonly (readonly [string, string])[] | undefined, name: string): readonly string[] {
  return (headers ?? []).flatMap(([candidate, value]) => (candidate === name ? [value] : []));
}
