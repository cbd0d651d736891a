import { defined } from '../document/defined.js';
import type { Problem } from '../document/problem.js';
import { outcomeOf } from '../policy/outcome-of.js';
import type { OutcomeId } from '../policy/outcome.js';
import { advance } from './advance.js';
import { after } from './dial-actions.js';
import { shown } from './end-run.js';
import { withStep } from './progress.js';
import { abortOne } from './send.js';
import type { Running } from './state.js';
import type { Transition } from './transition.js';

/** Dial actions that could not be refreshed hold nothing back and are shown to nobody: a warning for who reads logs (R14). */
export function withoutDialActions(state: Running, why: Problem, at: number, id?: OutcomeId): Transition {
  const { run } = state;
  const failed = withStep(run, 'dialActionWs', { ...shown(run, 'dialActionWs'), status: 'failed', endedAt: at });
  const refresh = run.refresh && { ...run.refresh, dialActions: { problem: why, outcome: id ?? outcomeOf(why) } };
  const warnings = [...run.warnings, { document: 'dialActionWs', code: 'dial-actions.not-refreshed', node: why.code } as const];
  return after(abortOne(run, 'dialActionWs'), advance({ ...state, run: defined({ ...failed, refresh, warnings }) }, at));
}
