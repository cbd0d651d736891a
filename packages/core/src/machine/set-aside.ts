import { defined } from '../document/defined.js';
import { laterProblem } from '../document/later-problem.js';
import type { Kept } from '../merge/without-bad-edits.js';
import { noticed } from './noticed.js';
import type { Running } from './state.js';

/** What a run tells of edits that had to go, so that the update could go on (D9): a warning each, and on a refresh *attention*. */
export function toldSetAside(state: Running, { setAside, faults }: Kept): Running {
  if (setAside.length === 0) return state;
  const { run } = state;
  const document = run.collected.extprov === undefined ? 'provisioning' : 'extprov'; // what brought the values or the checks
  const warnings = [...run.warnings, ...noticed(document, setAside.map((node) => ({ code: 'edit.set-aside', node })))];
  const why = laterProblem('edit.set-aside', { document, node: setAside.join(', ').slice(0, 200), faults });
  return { ...state, run: defined({ ...run, warnings, refresh: run.refresh && { ...run.refresh, setAside: why } }) };
}
