import { DOCUMENTS, type Pairs } from '../document/tree.js';
import { curveOf } from '../policy/outcome.js';
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
  const { run, before, book, installId } = state;
  const { refresh } = run;
  if (refresh === undefined || before === undefined) return { schedule: nextSchedule(factsOf(state, profile, at), undefined, []), failures: [] };
  const failures = allFailures(book, before.number).filter(([name]) => !refresh.asked.some((one) => one === name));
  const schedule = nextSchedule(factsOf(state, profile, at), before.profile?.schedule, dueOf(book, before));
  const { theme } = refresh;
  if (theme === undefined) return { schedule, failures };
  const failed = failuresOf(book, before.number, 'theme') + 1;
  const again = tryTime(installId, 'theme', failed, theme, curveOf(outcomeOf(theme), theme.details.status), at);
  const due = schedule.due.map((one) => (one.document === 'theme' ? { ...one, at: again } : one));
  return { schedule: { ...schedule, due }, failures: [...failures, ['theme', failed]] };
}

function factsOf(state: Running, profile: ScheduleFacts['profile'], at: number): ScheduleFacts {
  const { run, installId } = state;
  return {
    installId,
    cloudKey: cloudKey(run.parameters.cloudId),
    profile,
    global: run.services?.global !== undefined,
    account: optionalService(profile.account, 'extProv').service !== undefined,
    asked: run.refresh?.asked ?? DOCUMENTS,
    at,
  };
}
