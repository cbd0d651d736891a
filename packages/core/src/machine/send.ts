import { defined } from '../document/defined.js';
import { ASKED, type Asked } from '../document/tree.js';
import { MAX_BYTES } from '../policy/limits.js';
import type { Command, Target } from './command.js';
import { withStep } from './progress.js';
import { conditionsOf } from './conditions.js';
import type { Run, Step } from './run.js';
import type { Running } from './state.js';
import { targetOf } from './target.js';
import type { Transition } from './transition.js';

/** Asks for one document: the state that awaits its answer, and the command. */
function send(state: Running, target: Target, at: number): readonly [Running, Command] {
  const id = state.nextId;
  const { requestMs } = state.settings;
  const deadlineMs = target.to === 'provider' ? (target.service.timeoutMs ?? requestMs) : requestMs; // F9
  const step: Step = {
    status: 'running',
    received: 0,
    attempt: state.run.steps[target.document].attempt + 1,
    startedAt: at,
    request: id,
    deadlineAt: at + deadlineMs,
  };
  return [
    { ...state, nextId: id + 1, run: withStep(state.run, target.document, step) },
    httpSend(state, id, target, deadlineMs),
  ];
}

export function httpSend(state: Running, id: number, target: Target, deadlineMs: number): Command {
  const { document } = target;
  return defined({ type: 'http.send', id, target, deadlineMs, maxBytes: MAX_BYTES[document], installId: state.installId, validators: conditionsOf(state, document) });
}

/** Asks for several at the same moment; what has no target is left out. */
export function sendAll(state: Running, names: readonly Asked[], at: number): Transition & readonly [Running, unknown] {
  let next = state;
  const commands: Command[] = [];
  for (const name of names) {
    const target = targetOf(next, name);
    if (target === undefined) continue;
    const [sent, command] = send(next, target, at);
    next = sent;
    commands.push(command);
  }
  return [next, commands];
}

/** The document whose answer is awaited under this id; `undefined` for a late answer, which changes nothing. */
export function awaiting(run: Run, id: number): Asked | undefined {
  return ASKED.find((name) => run.steps[name].request === id);
}

/** Stops everything in flight (F5). */
export function abortAll(run: Run): readonly Command[] {
  return ASKED.flatMap((name) => abortOne(run, name));
}

export function abortOne(run: Run, name: Asked): readonly Command[] {
  const { request } = run.steps[name];
  return request === undefined ? [] : [{ type: 'http.abort', id: request }];
}
