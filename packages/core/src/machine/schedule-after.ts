import type { Problem } from '../document/problem.js';
import { ASKED, type Asked, type Pairs } from '../document/tree.js';
import { curveOf, type OutcomeId } from '../policy/outcome.js';
import { outcomeOf } from '../policy/outcome-of.js';
import type { Schedule } from '../store/generation.js';
import { allFailures, dueOf, failuresOf } from './book.js';
import { cloudKey, tryTime } from './keep.js';
import { nextSchedule, type ScheduleFacts } from './next-schedule.js';
import { optionalService } from './optional-service.js';
import type { Running } from './state.js';

export interface ScheduleAfter {
  readonly schedule: Schedule;
  /** Of what was not asked now, and of a theme that failed now (R6, R9). */
  readonly failures: Pairs<number>;
}

/** When what is asked for after this run has ended well. */
export function scheduleAfter(state: Running, profile: ScheduleFacts['profile'], at: number): ScheduleAfter {
  const { run, before, book } = state;
  const { refresh } = run;
  if (refresh === undefined || before === undefined) return { schedule: nextSchedule(factsOf(state, profile, at), undefined, []), failures: [] };
  const failures = allFailures(book, before.number).filter(([name]) => !refresh.asked.some((one) => one === name));
  const schedule = nextSchedule(factsOf(state, profile, at), before.profile?.schedule, dueOf(book, before));
  const { theme, dialActions } = refresh;
  const afterTheme = theme === undefined ? { schedule, failures } : again(state, 'theme', theme, outcomeOf(theme), { schedule, failures }, at);
  return dialActions === undefined ? afterTheme : again(state, 'dialActionWs', dialActions.problem, dialActions.outcome, afterTheme, at);
}

/** What failed beside the rest is tried again by itself (R6). */
function again({ book, before, installId }: Running, document: Asked, why: Problem, outcome: OutcomeId | undefined, { schedule, failures }: ScheduleAfter, at: number): ScheduleAfter {
  const failed = before === undefined ? 1 : failuresOf(book, before.number, document) + 1;
  const curve = curveOf(outcome, why.details.status);
  const tried = tryTime(installId, document, failed, why, curve, at);
  const next = (regular: number | undefined): number => (curve === 'regular' ? Math.max(tried, regular ?? tried) : tried);
  const due = schedule.due.map((one) => (one.document === document ? { ...one, at: next(one.at) } : one));
  return { schedule: { ...schedule, due }, failures: [...failures, [document, failed]] };
}

function factsOf(state: Running, profile: ScheduleFacts['profile'], at: number): ScheduleFacts {
  const { run, installId } = state;
  return {
    installId,
    cloudKey: cloudKey(run.parameters.cloudId),
    profile,
    global: run.services?.global !== undefined,
    account: optionalService(profile.account, 'extProv').service !== undefined,
    dialActions: run.services?.dialActions !== undefined,
    asked: run.refresh?.asked ?? ASKED,
    at,
  };
}
