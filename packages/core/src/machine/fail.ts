import { defined } from '../document/defined.js';
import type { Problem } from '../document/problem.js';
import type { DocumentName, Leaf } from '../document/tree.js';
import type { Parameters } from '../input/parameters.js';
import { PASSWORD_REFUSED, type OutcomeId } from '../policy/outcome.js';
import { outcomeOf } from '../policy/outcome-of.js';
import { againAt } from './again.js';
import { abandonRun, endRun, failedSteps, over, shown } from './end-run.js';
import { keep, stopRefresh } from './keep.js';
import { withStep } from './progress.js';
import type { Run } from './run.js';
import { abortOne } from './send.js';
import type { Running, Saving } from './state.js';
import type { Transition } from './transition.js';

/**
 * A step failed. On a first run the run ends, nothing is saved, whatever is in flight is aborted, what was there before stays
 * (F5); the portal's documents may be asked for again by themselves before (R6). On a refresh the last good profile stays and
 * the curves of R6 decide (R9).
 *
 * @param sent `false` only where the port proves that no byte of the request left.
 */
export function fail(state: Running | Saving, why: Problem, at: number, where?: DocumentName, id?: OutcomeId, sent = true): Transition {
  const outcome = id ?? outcomeOf(why);
  if (state.tag === 'running' && where !== undefined) {
    const next = againAt(state, { why, where, outcome, sent }, at);
    if (next !== undefined) return waitFor(state, where, next);
  }
  if (state.run.refresh !== undefined) return over(state, keep(state, state.run.refresh, { why, where, outcome }, failedSteps(state.run, where, at), at), at);
  const parameters = keptParameters(state.run.parameters, why, where);
  return endRun(state, why, at, where, defined({ problem: why, at, parameters, outcome, spent: mayBeSpent(state.run, where, sent), returns: state.run.returns }));
}

/** Ends the run without blame (F8): no problem is shown. A cancel also calls off what waits for a network (F11). */
export function abandon(state: Running, why: 'run.cancelled' | 'run.replaced', at: number): Transition {
  const { refresh } = state.run;
  if (refresh === undefined) return abandonRun(state, why, at);
  const failure = refresh.failure && ({ ...refresh.failure, spent: true } as const);
  const stopped = why === 'run.cancelled' ? defined({ ...refresh, failure }) : refresh;
  return over(state, stopRefresh(state, stopped, failedSteps(state.run, undefined, at), at), at);
}

function waitFor(state: Running, name: DocumentName, next: number): Transition {
  const step = { ...shown(state.run, name), status: 'waiting', againAt: next } as const;
  return [{ ...state, run: withStep(state.run, name, step) }, abortOne(state.run, name)];
}

/** R6: whether a request with what was submitted may have left. */
function mayBeSpent({ steps }: Run, where: DocumentName | undefined, sent: boolean): true | undefined {
  return (['global_extprov', 'extprov'] as const).some((name) => steps[name].attempt > (name === where && !sent ? 1 : 0)) || undefined;
}

/** The username stays filled in; the password goes where the provider did not accept it (O5). */
function keptParameters(parameters: Parameters<Leaf>, why: Problem, where: DocumentName | undefined): Parameters<Leaf> {
  const byProvider = where === 'global_extprov' || where === 'extprov';
  const { status } = why.details;
  if (!byProvider || status === undefined || !PASSWORD_REFUSED.includes(status)) return parameters;
  const { password: _refused, ...kept } = parameters;
  return kept;
}
