import { problem, type Problem } from '../document/problem.js';
import { ASKED, type Asked } from '../document/tree.js';
import { WAITING } from './progress.js';
import { always, inUse, resting } from './resting.js';
import type { Run, Steps } from './run.js';
import { abortAll } from './send.js';
import { settle } from './settle.js';
import type { Failure, Resting, Running, Saving } from './state.js';
import type { Transition } from './transition.js';

/** Ends a first run: nothing is saved, whatever is in flight is aborted, what was there before stays (F5). */
export function endRun(state: Running | Saving, why: Problem, at: number, where?: Asked, failure?: Failure): Transition {
  const { id, progress, warnings } = state.run;
  const ended = { run: id, problem: why, steps: failedSteps(state.run, where, at), progress, warnings };
  return over(state, resting({ ...always(state), ended }, inUse(state), failure), at);
}

/** Ends it without blame: what the person typed is kept, and no problem is shown (F8). */
export function abandonRun(state: Running, why: 'run.cancelled' | 'run.replaced', at: number): Transition {
  return endRun(state, problem(why), at);
}

/** Stops whatever is in flight, and begins what waited. */
export function over({ run }: Running | Saving, rest: Resting, at: number): Transition {
  const [next, commands] = settle(rest, at);
  return [next, [...abortAll(run), ...commands]];
}

export function failedSteps(run: Run, where: Asked | undefined, at: number): Steps {
  const steps = { ...run.steps };
  for (const name of ASKED) {
    if (name === where) steps[name] = { ...shown(run, name), status: 'failed', endedAt: at };
    else if (steps[name].status === 'running' || steps[name].againAt !== undefined) steps[name] = WAITING;
  }
  return steps;
}

/** A step without what is awaited of it. */
export function shown(run: Run, name: Asked): Steps[Asked] {
  const { request: _awaited, deadlineAt: _deadline, againAt: _again, refusal: _refusal, answered: _answered, authentication: _signed, ...step } = run.steps[name];
  return step;
}
