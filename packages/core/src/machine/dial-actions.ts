import { same } from '../document/same.js';
import type { Command } from './command.js';
import { shown } from './end-run.js';
import { withStep } from './progress.js';
import type { Services } from './run.js';
import { abortOne, sendAll } from './send.js';
import type { Running } from './state.js';
import type { Transition } from './transition.js';

/** R13: where the new document defines the service in another way, what was asked for is asked for again, or no more (M4). */
export function withDialActions(state: Running, before: Services | undefined, at: number): Transition & readonly [Running, unknown] {
  const { run } = state;
  const service = run.services?.dialActions;
  if (same(before?.dialActions, service) || run.refresh?.asked.includes('dialActionWs') !== true) return [state, []];
  const { dialActionWs: _outdated, ...collected } = run.collected;
  const aborted = abortOne(run, 'dialActionWs');
  const skipped: Running = { ...state, run: { ...withStep(run, 'dialActionWs', { ...shown(run, 'dialActionWs'), status: 'skipped', endedAt: at }), collected } };
  const [next, commands] = sendAll(skipped, ['dialActionWs'], at); // of a service that is gone nothing is asked
  return [next, [...aborted, ...commands]];
}

/** The same transition, with something to be done before. */
export function after(commands: readonly Command[], [state, others]: Transition): Transition {
  return [state, [...commands, ...others]];
}
