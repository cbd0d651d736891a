import { DOCUMENTS } from '../../document/tree.js';
import { defined } from '../../document/defined.js';
import { problem } from '../../document/problem.js';
import type { MachineEvent } from '../event.js';
import { abandon, fail } from '../fail.js';
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
    default:
      return onRunWish(state, event, abandon) ?? onAnswer(state, event);
  }
}

/** Nothing was heard for too long (F9), or it is time to ask again (R6); the same moment may end a request or the whole run. */
function onClock(state: Running, at: number): Transition {
  const { steps, limitAt } = state.run;
  const running = DOCUMENTS.filter((name) => steps[name].status === 'running');
  const late = running.find((name) => (steps[name].deadlineAt ?? Infinity) <= at);
  if (late !== undefined) return failed(state, problem('network.timeout', { document: late }), at, late, 'O4');
  if (limitAt <= at) return fail(state, problem('run.too-long', defined({ document: running[0] })), at, running[0], 'O4');
  return sendAll(state, DOCUMENTS.filter((name) => (steps[name].againAt ?? Infinity) <= at), at);
}
