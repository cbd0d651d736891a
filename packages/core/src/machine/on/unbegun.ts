import { problem } from '../../document/problem.js';
import { outcomeOf } from '../../policy/outcome-of.js';
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
      const outcome = outcomeOf(event.problem);
      return endRun(state, event.problem, event.at, where, outcome === undefined ? failure : { ...failure, outcome });
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
