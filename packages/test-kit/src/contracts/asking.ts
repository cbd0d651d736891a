import { FAILURES } from '@firstring/core';
import type { HttpAnswer, HttpFailure, HttpFailureReason, HttpLimits, HttpOutcome, HttpPort } from '@firstring/core/driver';
import type { Behaviour } from '../portal/exchange.js';
import { behave } from '../portal/handle.js';
import type { LoggedRequest, MockUser } from '../portal/mock-state.js';
import { CaseFailure, check, equal } from '../run/check.js';
import { SAMPLE_USER } from '../portal/sample-app.js';
import { checkWithout } from '../run/canary.js';
import { textOf } from '../text/utf8.js';
import type { World } from '../world/world.js';
import { checkFailure } from './declared.js';

type Request = Parameters<HttpPort['send']>[0];
type Sent = ReturnType<HttpPort['send']>;
type OnProgress = NonNullable<Parameters<HttpPort['send']>[2]>;

/** Enough for everything that is to succeed. */
export const LIMITS: HttpLimits = { deadlineMs: 10_000, maxBytes: 1_048_576 };

/** What is to happen at once has happened by then, also on a busy machine, and nothing that waits for {@link LIMITS}. */
export const PROMPT_MS = 4_000;

/** Clocks and timers of real platforms disagree by so much. */
export const CLOCK_MS = 20;

const PATH = '/contract/account';

/** A service that takes every method; it answers 200 with these bodies and changes, the last one for ever. */
export async function serve(world: World, ...answers: readonly Behaviour[]): Promise<void> {
  await serveUsers(world, []);
  await world.server.change((state) => behave(state, 'extprov', ...answers.map((answer) => ({ status: 200, ...answer }))));
}

/** The same service with the ordinary answers: every user is sent an account of his own. */
export async function serveUsers(world: World, users: readonly MockUser[]): Promise<void> {
  const provider = { path: '/contract', global: '<dummy/>', users, wrongPassword: 'no' };
  await world.server.change((state) => ({ ...state, providers: [provider] }));
}

/** A GET of the service, unless `more` says otherwise. */
export function request(world: World, more: Partial<Request> & { readonly query?: string } = {}): Request {
  const { query, ...rest } = more;
  return { method: 'GET', url: world.providerUrl + PATH + (query === undefined ? '' : `?${query}`), headers: [], sensitive: false, ...rest };
}

/** With a secret that must not show itself in a failure (S4). */
export function secretRequest(world: World, more: Partial<Request> = {}): Request {
  const password = encodeURIComponent(SAMPLE_USER.password);
  return request(world, { query: `user=alice&pass=${password}`, sensitive: true, ...more });
}

/** Sends, and waits for the end. */
export async function ask(
  world: World,
  http: HttpPort,
  what: Request = request(world),
  limits: Partial<HttpLimits> = {},
  onProgress?: OnProgress,
): Promise<HttpOutcome> {
  return world.until(send(http, what, limits, onProgress).outcome);
}

export function send(http: HttpPort, what: Request, limits: Partial<HttpLimits> = {}, onProgress?: OnProgress): Sent {
  return http.send(what, { ...LIMITS, ...limits }, onProgress);
}

/** What arrived at the service, once nothing is under way any more; the questions of a browser before a request do not count. */
export async function arrived(world: World): Promise<readonly LoggedRequest[]> {
  await world.settle();
  return arrivedSoFar(world);
}

export function arrivedSoFar(world: World): readonly LoggedRequest[] {
  return world.server.requests().filter(({ method, path }) => method !== 'OPTIONS' && path.startsWith(PATH));
}

export function answerOf(outcome: HttpOutcome): HttpAnswer {
  if (!outcome.ok) throw new CaseFailure(`no answer: ${outcome.failure.reason}, ${outcome.failure.cause}`);
  const { headers, body } = outcome.answer;
  for (const [name] of headers) equal(name, name.toLowerCase(), 'the name of a header');
  check(body instanceof Uint8Array, 'the body is no Uint8Array');
  return outcome.answer;
}

export function bodyOf(outcome: HttpOutcome): string {
  return textOf(answerOf(outcome).body);
}

/** The failure, if it is a proper one and its reason is among those given; `sent` is never `false` where something arrived (R6). */
export async function failureOf(world: World, outcome: HttpOutcome, ...reasons: readonly HttpFailureReason[]): Promise<HttpFailure> {
  if (outcome.ok) throw new CaseFailure(`an answer: ${outcome.answer.status} with ${outcome.answer.body.length} bytes`);
  const { failure } = outcome;
  checkFailure(failure, Object.keys(FAILURES));
  checkFailure(failure, reasons.map((reason) => (world.capabilities['http.failures'] === 'hidden' ? (IF_HIDDEN[reason] ?? reason) : reason)));
  checkWithout(JSON.stringify(failure), SAMPLE_USER.password, 'the failure');
  equal(typeof failure.sent, 'boolean', 'the type of `sent`');
  check(failure.sent || (await arrived(world)).length === 0, 'the failure says that nothing was sent, but it arrived');
  return failure;
}

/** What a platform that hides why a request failed can tell: whether the head of the answer was there, and no more. */
const IF_HIDDEN: { readonly [reason in HttpFailureReason]?: HttpFailureReason } = {
  dns: 'unreachable',
  refused: 'unreachable',
  reset: 'unreachable',
  tls: 'unreachable',
  encoding: 'cut-off',
};
