import type { Transport } from '../portal/exchange.js';
import { FOR_WEB_APPS } from '../portal/plain-answer.js';
import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import { gzipBomb } from '../text/gzip.js';
import type { World } from '../world/world.js';
import { answerOf, arrived, arrivedSoFar, ask, CLOCK_MS, failureOf, PROMPT_MS, request, secretRequest, send, serve } from './asking.js';

const BODY = 'x'.repeat(1_000);
const DEADLINE_MS = 250;

const SLOW: readonly (readonly [title: string, transport: Transport])[] = [
  ['before the head', { fault: { kind: 'hang' } }],
  ['inside the body', { fault: { kind: 'hang', afterBytes: 10 } }],
  ['inside chunks', { framing: 'chunked', fault: { kind: 'hang', afterBytes: 10 } }],
  ['inside a body that drips and never pauses as long', { drip: { bytes: 1, everyMs: 40 } }],
  ['late in the head and late in the body, together', { latencyMs: 150, drip: { bytes: 500, everyMs: 150 } }],
];

/** Deadline, cap and abort (F5, F9). */
export const HTTP_LIMITS: readonly Case[] = [
  ...SLOW.map(([title, transport], at): Case => ({
    id: `HTTP-20${at + 1}`,
    title: `the deadline covers the whole answer: ${title}`,
    clauses: ['F9', 'O4'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: BODY, transport });
      const before = world.now();
      const outcome = await ask(world, http, secretRequest(world), { deadlineMs: DEADLINE_MS });
      const took = world.now() - before;
      check(took >= DEADLINE_MS - CLOCK_MS && took < DEADLINE_MS + PROMPT_MS, `it took ${took} ms, not ${DEADLINE_MS}`);
      equal((await failureOf(world, outcome, 'timeout')).sent, true, 'sent');
      await checkGone(world, before + DEADLINE_MS);
    },
  })),
  {
    id: 'HTTP-206',
    title: 'a deadline that is not reached changes nothing, also later',
    clauses: ['F9'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: BODY, transport: { drip: { bytes: 500, everyMs: 20 } } });
      const sending = send(http, request(world), { deadlineMs: 2_147_483_647 });
      equal(answerOf(await world.until(sending.outcome)).body.length, BODY.length, 'the length of the body, with the longest deadline');
      const short = send(http, request(world), { deadlineMs: world.capabilities['virtual-time'] === true ? 400 : PROMPT_MS });
      const outcome = await world.until(short.outcome);
      await world.advance(500);
      check(answerOf(outcome).body.length === BODY.length && (await short.outcome) === outcome, 'the outcome changed');
    },
  },
  ...(['length', 'chunked', 'close'] as const).map((framing, at): Case => ({
    id: `HTTP-21${at + 1}`,
    title: `as many bytes as the cap pass, one more does not, ${framing}`,
    clauses: ['F9', 'O9'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: BODY, transport: { framing, drip: { bytes: 600, everyMs: 5 } } });
      equal(answerOf(await ask(world, http, request(world), { maxBytes: 1_000 })).body.length, 1_000, 'the length of the body');
      equal((await failureOf(world, await ask(world, http, secretRequest(world), { maxBytes: 999 }), 'too-large')).sent, true, 'sent');
      answerOf(await ask(world, http, request(world), { maxBytes: 1_001 }));
    },
  })),
  {
    id: 'HTTP-214',
    title: 'an empty body passes a cap of 0, a byte does not',
    clauses: ['F9'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: '' }, { body: 'x' });
      equal(answerOf(await ask(world, http, request(world), { maxBytes: 0 })).body.length, 0, 'the length of the body');
      await failureOf(world, await ask(world, http, request(world), { maxBytes: 0 }), 'too-large');
    },
  },
  ...(['length', 'chunked'] as const).map((framing, at): Case => ({
    id: `HTTP-21${at + 5}`,
    title: `what is beyond the cap is not read to its end, ${framing}`,
    clauses: ['F9', 'O9'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: 'x'.repeat(400_000), transport: { framing, drip: { bytes: 20_000, everyMs: 20 } } });
      const seen: number[] = [];
      const outcome = await ask(world, http, request(world), { maxBytes: 50_000 }, (received) => seen.push(received));
      await failureOf(world, outcome, 'too-large');
      await checkGone(world, world.now());
      const most = Math.max(0, ...seen);
      check(http.bodyCap === 'progress' || most <= 50_000, `${most} bytes were taken in`);
      check(most < 400_000, 'the whole body was taken in');
    },
  })),
  {
    id: 'HTTP-217',
    title: 'the cap counts decoded bytes',
    clauses: ['F9', 'O9'],
    needs: ['http.gzip'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { headers: [['content-encoding', 'gzip'], ...FOR_WEB_APPS], body: gzipBomb(3_000_000) });
      await failureOf(world, await ask(world, http, request(world)), 'too-large');
    },
  },
  {
    id: 'HTTP-301',
    title: 'an abort before anything was sent settles at once',
    clauses: ['F5'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: BODY });
      const sending = send(http, secretRequest(world));
      sending.abort();
      const before = world.now();
      await failureOf(world, await world.until(sending.outcome), 'aborted');
      check(world.now() - before < PROMPT_MS, 'it took long');
    },
  },
  {
    id: 'HTTP-302',
    title: 'an abort before the answer: the server sees the end of the connection',
    clauses: ['F5'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { transport: { fault: { kind: 'hang' } } });
      const sending = send(http, secretRequest(world));
      await world.when(() => arrivedSoFar(world).length === 1, 'the request to arrive');
      await checkAborted(world, sending);
    },
  },
  {
    id: 'HTTP-303',
    title: 'an abort inside the body: no part of it is an answer, and progress ends',
    clauses: ['F5', 'F7'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: BODY, transport: { drip: { bytes: 10, everyMs: 20 } } });
      let calls = 0;
      const sending = send(http, secretRequest(world), {}, () => {
        calls += 1;
      });
      await world.when(() => calls > 0, 'the first bytes');
      await checkAborted(world, sending);
      const before = calls;
      await world.advance(100);
      equal(calls, before, 'calls of progress after the abort');
    },
  },
  {
    id: 'HTTP-304',
    title: 'an abort after the end is without effect, and does not touch other requests',
    clauses: ['F5'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: 'quick' }, { body: BODY, transport: { drip: { bytes: 500, everyMs: 40 } } });
      const quick = send(http, request(world));
      const outcome = await world.until(quick.outcome);
      const slow = send(http, request(world));
      await world.when(() => arrivedSoFar(world).length === 2, 'the second request to arrive');
      quick.abort();
      check((await quick.outcome) === outcome && outcome.ok, 'the outcome changed');
      equal(answerOf(await world.until(slow.outcome)).body.length, BODY.length, 'the length of the second answer');
    },
  },
  {
    id: 'HTTP-305',
    title: 'an abort ends its own request only',
    clauses: ['F5'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: BODY, transport: { latencyMs: 150 } });
      const [first, second] = [send(http, request(world)), send(http, request(world))];
      await world.when(() => arrivedSoFar(world).length === 2, 'both requests to arrive');
      first.abort();
      answerOf(await world.until(second.outcome));
      await failureOf(world, await first.outcome, 'aborted');
    },
  },
];

async function checkAborted(world: World, sending: ReturnType<typeof send>): Promise<void> {
  sending.abort();
  sending.abort();
  const before = world.now();
  const { sent } = await failureOf(world, await world.until(sending.outcome), 'aborted');
  equal(sent, true, 'sent');
  await checkGone(world, before);
}

/** The server saw the client go away before it had sent everything, and soon after this time. */
async function checkGone(world: World, since: number): Promise<void> {
  for (const { end } of await arrived(world)) {
    equal(end?.how, 'aborted', 'how the request ended');
    check((end?.at ?? Infinity) - since < PROMPT_MS, 'the connection was kept');
  }
}
