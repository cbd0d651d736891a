import type { HttpFailureReason } from '@firstring/core/driver';
import type { Transport } from '../portal/exchange.js';
import { FOR_WEB_APPS } from '../portal/plain-answer.js';
import type { Case } from '../run/case.js';
import { check, equal, present } from '../run/check.js';
import { gzipStored } from '../text/gzip.js';
import { textOf, utf8 } from '../text/utf8.js';
import type { World } from '../world/world.js';
import { answerOf, arrived, ask, failureOf, request, secretRequest, serve } from './asking.js';
import { declared } from './declared.js';

const BODY = 'x'.repeat(1_000);

const CUT: readonly (readonly [title: string, transport: Transport, reasons: readonly HttpFailureReason[], need: string])[] = [
  ['fewer bytes than announced', { fault: { kind: 'close', afterBytes: 10 } }, ['cut-off', 'reset'], 'faults.truncate'],
  ['a length and no body', { fault: { kind: 'close', afterBytes: 0 } }, ['cut-off', 'reset'], 'faults.truncate'],
  ['chunks without their end', { framing: 'chunked', fault: { kind: 'close', afterBytes: 10 } }, ['cut-off', 'reset'], 'faults.truncate'],
  ['closed before the head', { fault: { kind: 'close' } }, ['reset', 'cut-off'], 'faults.truncate'],
  ['reset before the head', { latencyMs: 20, fault: { kind: 'reset' } }, ['reset'], 'faults.reset'],
  ['reset inside a length', { fault: { kind: 'reset', afterBytes: 10 } }, ['reset', 'cut-off'], 'faults.reset'],
  ['reset inside chunks', { framing: 'chunked', fault: { kind: 'reset', afterBytes: 10 } }, ['reset', 'cut-off'], 'faults.reset'],
];

/** An answer that was cut off, or none at all: told as what the platform can tell (O3, O9, P5). */
export const HTTP_FAILURES: readonly Case[] = [
  ...CUT.map(([title, transport, reasons, need], at): Case => ({
    id: `HTTP-40${at + 1}`,
    title: `${title}: a failure, never a short body`,
    clauses: ['O3', 'O9', 'R6'],
    needs: [need],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: BODY, transport });
      equal((await failureOf(world, await ask(world, http, secretRequest(world)), ...reasons)).sent, true, 'sent');
      equal((await arrived(world)).length, 1, 'requests: none is sent again by the port');
    },
  })),
  {
    id: 'HTTP-408',
    title: 'a body that only the end of the connection ends is delivered, also a short one: its reader sees the cut',
    clauses: ['D2'],
    needs: ['faults.truncate'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      await serve(world, { body: BODY, transport: { framing: 'close', fault: { kind: 'close', afterBytes: 10 } } });
      equal(textOf(answerOf(await ask(world, http)).body), BODY.slice(0, 10), 'the body');
    },
  },
  {
    id: 'HTTP-409',
    title: 'a damaged encoding is a failure',
    clauses: ['O9'],
    needs: ['http.gzip'],
    run: async (world) => {
      const { http } = world.createDevice().ports;
      const whole = gzipStored(utf8(BODY));
      const cut = [whole.slice(0, 200), whole.slice(0, whole.length - 8)];
      for (const body of [utf8(BODY), ...(world.capabilities['http.gzip'] === 'checked' ? cut : [])]) {
        await serve(world, { headers: [['content-encoding', 'gzip'], ...FOR_WEB_APPS], body });
        await failureOf(world, await ask(world, http, secretRequest(world)), 'encoding', 'cut-off');
      }
    },
  },
  {
    id: 'HTTP-411',
    title: 'nobody listens',
    clauses: ['O3', 'R6'],
    needs: ['faults.refuse'],
    run: async (world) => {
      await serve(world, { body: BODY });
      await world.server.change((state) => ({ ...state, refusing: ['provider'] }));
      await checkNothingSent(world, 'refused');
      await world.server.change((state) => ({ ...state, refusing: [] }));
      answerOf(await ask(world, world.createDevice().ports.http));
    },
  },
  {
    id: 'HTTP-412',
    title: 'the host name does not exist',
    clauses: ['O3', 'R6'],
    needs: ['faults.dns'],
    run: (world) => checkNothingSent(world, 'dns', 'https://nowhere.example/contract/account'),
  },
  {
    id: 'HTTP-413',
    title: 'nobody trusts the certificate, and the server hears nothing',
    clauses: ['O3', 'T1', 'R6'],
    needs: ['faults.tls'],
    run: async (world) => {
      const untrusted = present(world.untrusted, 'a server that nobody trusts');
      await serve(world, { body: BODY });
      await checkNothingSent(world, 'tls', `${untrusted.providerUrl}/contract/account`);
      equal(untrusted.heard(), 0, 'bytes that came through TLS');
    },
  },
  {
    id: 'HTTP-414',
    title: 'without a network nothing arrives, and with it again everything does',
    clauses: ['O3'],
    needs: ['host.online-switch'],
    run: async (world) => {
      const device = world.createDevice();
      await serve(world, { body: BODY });
      await present(device.setOnline, 'setOnline')(false);
      const outcome = await ask(world, device.ports.http, secretRequest(world));
      await present(device.setOnline, 'setOnline')(true); // before the log: a world in a page needs the network to read it
      await failureOf(world, outcome, 'offline', 'unreachable');
      equal((await arrived(world)).length, 0, 'requests');
      answerOf(await ask(world, device.ports.http));
    },
  },
  ...([301, 302, 303, 307, 308] as const).map((status, at): Case => ({
    id: `HTTP-50${at + 1}`,
    title: `${status} to the same origin, as declared: it comes back, is refused, or the final URL tells`,
    clauses: ['W11', 'O11'],
    run: async (world) => {
      const redirects = declared(world, 'http.redirects', ['controlled', 'refused', 'detected']);
      const { http } = world.createDevice().ports;
      const target = request(world, { query: 'moved' }).url;
      const redirect = { status, headers: [['location', target], ...FOR_WEB_APPS], body: 'moved' } as const;
      await serve(world, redirect, { body: 'found' });
      const asked = request(world, { query: 'first' });
      const outcome = await ask(world, http, asked);
      if (redirects === 'refused') {
        equal((await failureOf(world, outcome, 'redirect')).sent, true, 'sent');
      } else {
        const answer = answerOf(outcome);
        const location = answer.headers.find(([name]) => name === 'location')?.[1];
        const got = [answer.status, answer.url, textOf(answer.body), location];
        equal(got, redirects === 'controlled' ? [status, asked.url, 'moved', target] : [200, target, 'found', undefined], 'the answer');
      }
      const queries = (await arrived(world)).map(({ query }) => query);
      equal(queries, redirects === 'detected' ? ['first', 'moved'] : ['first'], 'requests');
    },
  })),
];

/** Fails for this reason; a platform that tells why proves that nothing was sent. */
async function checkNothingSent(world: World, reason: HttpFailureReason, url?: string): Promise<void> {
  const { http } = world.createDevice().ports;
  const asked = url === undefined ? secretRequest(world) : secretRequest(world, { url: url + secretRequest(world).url.replace(/^[^?]*/, '') });
  const { sent } = await failureOf(world, await ask(world, http, asked), reason);
  check(!sent || world.capabilities['http.failures'] === 'hidden', 'the platform tells why, but not that nothing was sent');
  equal((await arrived(world)).length, 0, 'requests');
}
