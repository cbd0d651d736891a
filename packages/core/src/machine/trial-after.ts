import { defined } from '../document/defined.js';
import { withoutLayer, type Layers } from '../merge/layer.js';
import { plan } from '../merge/plan.js';
import { withCredentials, withUserLayer } from '../merge/take-over.js';
import type { TrialStarts } from '../store/book.js';
import type { Fallback, SavedProfile, Trial } from '../store/generation.js';
import { failedStarts, startsOn } from './failed-starts.js';
import { mayStandOpen } from './trial-start.js';
import { isLifted, quarantineAt } from './quarantined.js';
import type { Running } from './state.js';

/** What the next generation says of trial and quarantine (R10). */
export function trialAfter(state: Running, { layers, schedule }: Pick<SavedProfile, 'layers' | 'schedule'>, number: number, at: number): Partial<Pick<SavedProfile, 'trial' | 'quarantine' | 'schedule'>> {
  const { settings, before, run } = state;
  const saved = before?.profile;
  if (settings.trial === undefined) return {};
  if (run.refresh === undefined || saved === undefined) return { trial: { of: number, since: at } };
  const quarantine = quarantineAt(state, at);
  const trial = nextTrial(state, saved, layers, number, at);
  if (quarantine === undefined || !isLifted(quarantine, run)) return defined({ trial, quarantine });
  const due = schedule.due.map((one) => (one.at !== undefined && run.refresh?.quarantined?.includes(one.document) === true ? { ...one, at } : one));
  return defined({ trial, schedule: { ...schedule, due } }); // what was in quarantine before the change arrived is asked for at once
}

/** A new trial has begun with the commit itself: the app may end right after it. Right before it, what it replaces is still on trial. */
export function startsOf(state: Running, trial: Trial | undefined, number: number): TrialStarts | undefined {
  const { book, before } = state;
  const of = before?.profile?.trial?.of;
  const known = of === undefined ? undefined : startsOn(book, of);
  const starts = known && defined({ of: known.of, failed: known.failed, open: known.open });
  if (trial?.of !== number) return starts;
  return defined({ of: number, failed: 0, open: mayStandOpen(state), before: starts });
}

/**
 * A change that weighs more than `hot` begins a trial; what comes back is always the last one known to work, never what is itself on
 * trial. Lighter changes, and new credentials, which nothing would bring back, leave a trial as it is.
 */
function nextTrial({ watch, book }: Running, saved: SavedProfile, layers: Layers, number: number, at: number): Trial | undefined {
  const { trial } = saved;
  const works = trial === undefined || (watch?.of === trial.of && watch.judged === true);
  if (!weighs(saved.layers, layers)) return works ? undefined : trial;
  if (works) return { of: number, since: at, fallback: fallbackOf(saved) };
  const { fallback } = trial;
  if (fallback !== undefined && !weighs(fallback.layers, layers)) return undefined; // what works is back
  // After a sign-in nothing is known to work, but what has not failed yet is better than nothing.
  const first = fallback === undefined && failedStarts(book, trial.of) === 0 ? fallbackOf(saved) : fallback;
  return defined({ of: number, since: at, fallback: first });
}

/** M11, but for what a rollback would keep anyway. */
function weighs(older: Layers, newer: Layers): boolean {
  if (older === newer) return false;
  const { impact = 'hot' } = plan(withUserLayer(withCredentials(older, newer), newer), newer);
  return impact !== 'hot';
}

function fallbackOf({ layers, theme, documents, validators, schedule }: SavedProfile): Fallback {
  return defined({ layers: withoutLayer(layers, 'user'), theme, documents, validators, schedule });
}
