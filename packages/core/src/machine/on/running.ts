import { ASKED, type Asked } from '../../document/tree.js';
import { defined } from '../../document/defined.js';
import { problem } from '../../document/problem.js';
import { after } from '../dial-actions.js';
import type { EventOf, MachineEvent } from '../event.js';
import { abandon } from '../fail.js';
import { refresh } from '../refresh.js';
import type { Run } from '../run.js';
import { onRunWish } from '../run-wish.js';
import { awaiting, sendAll } from '../send.js';
import type { Running } from '../state.js';
import { stay, type Transition } from '../transition.js';
import { failed, onAnswer, skipped } from './answer.js';

/** Documents are being fetched and read. */
export function onRunning(state: Running, event: MachineEvent): Transition {
  switch (event.type) {
    case 'clock.reached':
      return onClock(state, event.at);
    case 'http.refused': {
      const name = awaiting(state.run, event.id);
      if (name === undefined) return stay(state);
      const erased = state.run.refresh !== undefined && event.problem.code === 'input.credentials-missing';
      return erased ? skipped(state, name, event.at) : failed(state, event.problem, event.at, name);
    }
    case 'refresh.requested':
      return isQuiet(state.run) ? insteadOfQuiet(state, event) : stay(state); // joins
    default:
      return onRunWish(state, event, abandon) ?? onAnswer(state, event);
  }
}

/** A refresh of nothing but dial actions is nobody's: who asks for more than that gets it at once (R14). */
function isQuiet({ refresh: of }: Run): boolean {
  return of?.asked.every((name) => name === 'dialActionWs') === true;
}

function insteadOfQuiet(state: Running, { by, only, resetCache, at }: EventOf<'refresh.requested'>): Transition {
  const documents: readonly Asked[] = only ?? ASKED;
  const [rest, stopped] = abandon(state, 'run.replaced', at);
  return rest.tag === 'ready' ? after(stopped, refresh(rest, { by, documents, resetCache }, at)) : [rest, stopped];
}

/** Nothing was heard for too long (F9), or it is time to ask again (R6); the same moment may end a request or the whole run. */
function onClock(state: Running, at: number): Transition {
  const { steps, limitAt } = state.run;
  const running = ASKED.filter((name) => steps[name].status === 'running');
  const late = running.find((name) => (steps[name].deadlineAt ?? Infinity) <= at);
  if (late !== undefined) return failed(state, problem('network.timeout', { document: late }), at, late, 'O4');
  if (limitAt <= at) {
    const [first] = running;
    return failed(state, problem('run.too-long', defined({ document: first })), at, first, 'O4');
  }
  return sendAll(state, ASKED.filter((name) => (steps[name].againAt ?? Infinity) <= at), at);
}
