import type { Behaviour } from '../portal/exchange.js';
import { FOR_WEB_APPS } from '../portal/plain-answer.js';
import type { Case } from '../run/case.js';
import { check, equal, present } from '../run/check.js';
import { gzipStored } from '../text/gzip.js';
import { utf8 } from '../text/utf8.js';
import { answerOf, ask, bodyOf, request, serve } from './asking.js';
import { declared } from './declared.js';

const ALL_BYTES = Uint8Array.from({ length: 512 }, (_, at) => at & 255);
const TEXT = '<account>Žofie 📞</account>\r\n'.repeat(300);

const FRAMINGS = ['length', 'chunked', 'close'] as const;
const STATUSES = [200, 201, 203, 400, 401, 403, 404, 410, 418, 422, 429, 500, 503, 511] as const;

/** An answer comes back as it was sent (O1). */
export const HTTP_ANSWERS: readonly Case[] = [
  ...FRAMINGS.flatMap((framing, at): readonly Case[] => [
    {
      id: `HTTP-10${at + 1}`,
      title: `every byte comes back, ${framing}`,
      clauses: ['O1'],
      run: async (world) => {
        const { http } = world.createDevice().ports;
        await serve(world, { body: ALL_BYTES, transport: { framing, drip: { bytes: 100, everyMs: 2 } } });
        equal(Array.from(answerOf(await ask(world, http)).body), Array.from(ALL_BYTES), 'the body');
      },
    },
    {
      id: `HTTP-10${at + 4}`,
      title: `an empty body is empty, ${framing}`,
      clauses: ['O1'],
      run: async (world) => {
        const { http } = world.createDevice().ports;
        await serve(world, { body: '', transport: { framing } });
        equal(answerOf(await ask(world, http)).body.length, 0, 'the length of the body');
      },
    },
  ]),
  {
    id: 'HTTP-107',
    title: 'statuses come back as they are, with their bodies',
    clauses: ['O5', 'O6', 'O12'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      for (const status of STATUSES) {
        await serve(world, { status, body: `body of ${status}` });
        const outcome = await ask(world, http);
        equal([answerOf(outcome).status, bodyOf(outcome)], [status, `body of ${status}`], 'status and body');
      }
    },
  },
  {
    id: 'HTTP-108',
    title: 'HEAD, 204 and 304 have no body, whatever their headers announce',
    clauses: ['W3', 'O12'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      const rows: readonly (readonly ['GET' | 'HEAD', Behaviour])[] = [
        ['HEAD', { body: 'x'.repeat(5_000) }],
        ['GET', { status: 204, body: '' }],
        ['GET', { status: 304, body: '' }],
      ];
      for (const [method, behaviour] of rows) {
        await serve(world, behaviour);
        const headers = behaviour.status === 304 ? ([['If-None-Match', '"1"']] as const) : [];
        const answer = answerOf(await ask(world, http, request(world, { method, headers }), { maxBytes: 100 }));
        equal([answer.status, answer.body.length], [behaviour.status ?? 200, 0], `status and length after ${method}`);
      }
    },
  },
  {
    id: 'HTTP-109',
    title: 'headers come back in lower case, with their values as they are',
    clauses: ['O6', 'R5'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      const told = [['ETag', '"a, b"'], ['Retry-After', '120'], ['Last-Modified', 'Thu, 01 Jan 2026 00:00:00 GMT'], ['Content-Type', 'text/plain; charset=utf-8']] as const;
      await serve(world, { headers: [...told, ...FOR_WEB_APPS], body: 'x' });
      const { headers } = answerOf(await ask(world, http));
      for (const [name, value] of told) equal(headers.filter(([candidate]) => candidate === name.toLowerCase()).map(([, own]) => own), [value], name);
    },
  },
  {
    id: 'HTTP-110',
    title: 'a repeated header appears repeatedly, or joined where the platform joins it',
    clauses: ['W10'],
    run: async (world) => {
      const how = declared(world, 'http.repeated-headers', ['apart', 'joined']);
      const { http } = world.createDevice().ports;
      await serve(world, { headers: [['www-authenticate', 'Basic realm="a"'], ['www-authenticate', 'Digest realm="b"'], ...FOR_WEB_APPS], body: 'x' });
      const challenges = answerOf(await ask(world, http)).headers.filter(([name]) => name === 'www-authenticate').map(([, value]) => value);
      equal(challenges, how === 'apart' ? ['Basic realm="a"', 'Digest realm="b"'] : ['Basic realm="a", Digest realm="b"'], 'the challenges');
    },
  },
  {
    id: 'HTTP-111',
    title: 'the URL that answered is the one that was asked',
    clauses: ['W11'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: 'x' });
      const asked = request(world, { query: 'a=%20b&c=d%2Fe' });
      equal(answerOf(await ask(world, http, asked)).url, asked.url, 'the URL');
    },
  },
  {
    id: 'HTTP-112',
    title: 'over https the same',
    clauses: ['T1'],
    needs: ['http.https'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: TEXT });
      const url = `${present(world.secure, 'https').providerUrl}/contract/account`;
      const outcome = await ask(world, http, request(world, { url }));
      equal([bodyOf(outcome) === TEXT, answerOf(outcome).url], [true, url], 'body and URL');
    },
  },
  {
    id: 'HTTP-113',
    title: 'a content encoding is removed',
    clauses: ['F9'],
    needs: ['http.gzip'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { headers: [['content-encoding', 'gzip'], ...FOR_WEB_APPS], body: gzipStored(utf8(TEXT)) });
      check(bodyOf(await ask(world, http)) === TEXT, 'the body is another one');
    },
  },
  ...(['length', 'chunked'] as const).map((framing, at): Case => ({
    id: `HTTP-12${at + 1}`,
    title: `progress grows, stays within the body and knows the true total or none, ${framing}`,
    clauses: ['F7'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: ALL_BYTES, transport: { framing, drip: { bytes: 128, everyMs: 60 } } });
      const seen: (readonly [number, number | undefined])[] = [];
      answerOf(await ask(world, http, request(world), {}, (...progress) => seen.push(progress)));
      checkProgress(seen, ALL_BYTES.length, framing === 'length');
      check(seen.some(([received]) => received > 0 && received < ALL_BYTES.length), 'there is no progress before the end');
      const before = seen.length;
      await world.advance(100);
      equal(seen.length, before, 'calls after the end');
    },
  })),
  {
    id: 'HTTP-123',
    title: 'progress counts decoded bytes, and a length of encoded ones is no total',
    clauses: ['F7'],
    needs: ['http.gzip'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      const body = gzipStored(utf8(TEXT));
      await serve(world, { headers: [['content-encoding', 'gzip'], ...FOR_WEB_APPS], body, transport: { drip: { bytes: 4_000, everyMs: 30 } } });
      const seen: (readonly [number, number | undefined])[] = [];
      answerOf(await ask(world, http, request(world), {}, (...progress) => seen.push(progress)));
      checkProgress(seen, utf8(TEXT).length, true);
    },
  },
];

function checkProgress(seen: readonly (readonly [number, number | undefined])[], length: number, mayKnow: boolean): void {
  seen.forEach(([received, total], at) => {
    check(received >= (seen[at - 1]?.[0] ?? 0), `progress goes back: ${JSON.stringify(seen)}`);
    check(received <= length, `${received} of ${length} bytes have come`);
    check(total === undefined || ((mayKnow || received === length) && total === length), `the total is ${String(total)}, not ${length}`);
  });
  check(seen.length > 0, 'there is no progress');
}
