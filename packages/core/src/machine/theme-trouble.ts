import { defined, type Defined } from '../document/defined.js';
import type { Problem } from '../document/problem.js';
import { rowOf } from '../policy/outcome.js';
import { outcomeOf } from '../policy/outcome-of.js';
import type { Refreshed } from './state.js';

type Trouble = Defined<{ readonly [field in 'problem' | 'outcome' | 'attention']: Refreshed[field] | undefined }>;

/** What is told of a theme that failed beside a refresh that did not (R9): its row says whether somebody should look at it (O). */
export function themeTrouble(problem: Problem | undefined): Trouble {
  if (problem === undefined) return {};
  const outcome = outcomeOf(problem);
  return defined({ problem, outcome, attention: rowOf(outcome)[2] === 'attention' || undefined });
}
