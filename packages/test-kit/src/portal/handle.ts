import type { Asked } from '@firstring/core';
import { textOf, utf8 } from '../text/utf8.js';
import type { Behaviour, MockAnswer, MockRequest } from './exchange.js';
import type { LoggedRequest, MockState } from './mock-state.js';
import { answerPortal, portalDocument } from './portal-answer.js';
import { answerProvider, providerDocument } from './provider-answer.js';
import { revalidated } from './etag.js';
import { FOR_WEB_APPS, header, type PlainAnswer } from './plain-answer.js';

/**
 * The mock portal and provider as one pure function: a request goes in, the answer and the next state come out. Whoever
 * binds it to a network carries out what `transport` says and reports the end with `ended`.
 */
export function handle(state: MockState, request: MockRequest): readonly [MockState, MockAnswer] {
  const document = request.method === 'OPTIONS' ? undefined : documentOf(state, request); // a preflight asks for nothing yet (P5)
  const sequence = state.sequence + 1;
  const entry: LoggedRequest = { ...request, sequence, ...(document === undefined ? {} : { document }) };
  const planned = document === undefined ? [] : (state.behaviours[document] ?? []);
  const [behaviour = {}, ...later] = planned;
  const logged: MockState = {
    ...state,
    sequence,
    log: [...state.log, entry],
    behaviours: document !== undefined && later.length > 0 ? { ...state.behaviours, [document]: later } : state.behaviours,
  };
  return [logged, changed(ordinary(state, request), behaviour)];
}

function documentOf(state: MockState, request: MockRequest): Asked | undefined {
  return request.side === 'portal' ? portalDocument(request) : providerDocument(state, request);
}

/** Plans what happens to the next requests for a document; without a behaviour, the ordinary answers come back. */
export function behave(state: MockState, document: Asked, ...behaviours: readonly Behaviour[]): MockState {
  return { ...state, behaviours: { ...state.behaviours, [document]: behaviours } };
}

function ordinary(state: MockState, request: MockRequest): PlainAnswer {
  const answer = request.side === 'portal' ? answerPortal(state, request) : answerProvider(state, request);
  return request.method === 'GET' && answer.status === 200
    ? revalidated(answer, header(request.headers, 'if-none-match'))
    : answer;
}

function changed(answer: PlainAnswer, behaviour: Behaviour): MockAnswer {
  const body = behaviour.body ?? answer.body;
  const headers = behaviour.headers ?? answer.headers;
  return {
    status: behaviour.status ?? answer.status,
    headers: behaviour.forWebApps === false ? headers : [...headers, ...FOR_WEB_APPS.filter(([name]) => header(headers, name) === undefined)],
    body: typeof body === 'string' ? utf8(body) : body,
    transport: behaviour.transport ?? {},
  };
}

/** The body of an answer as text, for a look at it. */
export function bodyText(answer: MockAnswer): string {
  return textOf(answer.body);
}
