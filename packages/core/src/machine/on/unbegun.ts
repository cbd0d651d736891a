import { problem } from '../../document/problem.js';
import { abandonRun, endRun } from '../end-run.js';
import type { MachineEvent } from '../event.js';
import { onRunWish } from '../run-wish.js';
import { awaiting } from '../send.js';
import type { Running } from '../state.js';
import { stay, type Transition } from '../transition.js';

/** A first run whose rules are still being loaded: nothing has left, so nothing is answered, and only wishes and time count. */
export function onUnbegun(state: Running, event: MachineEvent): Transition {
  const { run } = state;
  switch (event.type) {
    case 'http.refused': {
      const where = awaiting(run, event.id);
      if (where === undefined) return stay(state);
      const failure = { problem: event.problem, at: event.at, parameters: run.parameters };
      // Of what can be refused before the rules are there, only this has a row; the table comes with the rules.
      return endRun(state, event.problem, event.at, where, event.problem.code === 'network.offline' ? { ...failure, outcome: 'O3' } : failure);
    }
    case 'clock.reached': {
      if (run.limitAt > event.at) return stay(state);
      const why = problem('run.too-long');
      return endRun(state, why, event.at, undefined, { problem: why, at: event.at, parameters: run.parameters, outcome: 'O4' }); // F9
    }
    default:
      return onRunWish(state, event, abandonRun) ?? stay(state);
  }
}
