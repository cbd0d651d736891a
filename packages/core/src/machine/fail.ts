import { defined } from '../document/defined.js';
import { problem, type Problem } from '../document/problem.js';
import type { DocumentName, Leaf } from '../document/tree.js';
import type { Parameters } from '../input/parameters.js';
import { outcomeOf, PASSWORD_REFUSED, type OutcomeId } from '../policy/outcome.js';
import { DOCUMENTS, WAITING } from './progress.js';
import { always, inUse, resting } from './resting.js';
import type { Run, Steps } from './run.js';
import { abortAll } from './send.js';
import { settle } from './settle.js';
import type { Failure, Running, Saving } from './state.js';
import type { Transition } from './transition.js';

/**
 * A step failed: the run ends, nothing is saved, whatever is in flight is aborted, what was there before stays (F5).
 * Trying again is offered, never done by itself.
 */
export function fail(state: Running | Saving, why: Problem, at: number, where?: DocumentName, outcome?: OutcomeId): Transition {
  const parameters = keptParameters(state.run.parameters, why, where);
  return end(state, why, at, where, defined({ problem: why, at, parameters, outcome: outcome ?? outcomeOf(why) }));
}

/** Ends the run without blame: what the person typed is kept, and no problem is shown (F8). */
export function abandon(state: Running, why: 'run.cancelled' | 'run.replaced', at: number): Transition {
  return end(state, problem(why), at);
}

function end(state: Running | Saving, why: Problem, at: number, where?: DocumentName, failure?: Failure): Transition {
  const { id, progress, warnings } = state.run;
  const ended = { run: id, problem: why, steps: failedSteps(state.run, where, at), progress, warnings };
  const [next, commands] = settle(resting({ ...always(state), ended }, inUse(state), failure), at);
  return [next, [...abortAll(state.run), ...commands]];
}

/** The username stays filled in; the password goes where the provider did not accept it (O5). */
function keptParameters(parameters: Parameters<Leaf>, why: Problem, where: DocumentName | undefined): Parameters<Leaf> {
  const byProvider = where === 'global_extprov' || where === 'extprov';
  const { status } = why.details;
  if (!byProvider || status === undefined || !PASSWORD_REFUSED.includes(status)) return parameters;
  const { password: _refused, ...kept } = parameters;
  return kept;
}

function failedSteps(run: Run, where: DocumentName | undefined, at: number): Steps {
  const steps = { ...run.steps };
  for (const name of DOCUMENTS) {
    if (name === where) steps[name] = { ...shown(run, name), status: 'failed', endedAt: at };
    else if (steps[name].status === 'running') steps[name] = WAITING;
  }
  return steps;
}

function shown(run: Run, name: DocumentName): Steps[DocumentName] {
  const { request: _awaited, deadlineAt: _deadline, refusal: _refusal, answered: _answered, ...step } = run.steps[name];
  return step;
}
