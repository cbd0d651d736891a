import { defined } from '../../document/defined.js';
import { problem } from '../../document/problem.js';
import { MOST_CONFLICTS } from '../../policy/limits.js';
import type { Generation } from '../../store/generation.js';
import type { EventOf, MachineEvent } from '../event.js';
import { fail } from '../fail.js';
import { overtaken } from '../hold-back.js';
import { readAgain } from '../read-again.js';
import { always, resting } from '../resting.js';
import { sameParameters } from '../same-parameters.js';
import { settle, wishFor, withoutWish } from '../settle.js';
import { forAnother } from '../book.js';
import { besides } from '../quarantined.js';
import type { Saving, Unsaved } from '../state.js';
import { stay, type Transition } from '../transition.js';
import { storageProblem } from './starting.js';

/**
 * The commit is under way. It is one atomic step that cannot be called back: a cancel comes too late, other wishes are
 * begun after it.
 */
export function onSaving(state: Saving, event: MachineEvent): Transition {
  switch (event.type) {
    case 'store.committed':
      return event.number === state.next.number ? committed(state, event.at) : stay(state);
    case 'store.conflicted':
      return conflicted(state, event.at);
    case 'store.refused':
      return refused(state, event);
    case 'provision.requested':
      return sameParameters(state.run.parameters, event.parameters) ? stay(withoutWish(state)) : wishFor(state, event); // F8
    case 'sign-out.requested':
    case 'cancel.requested':
      return wishFor(state, event);
    default:
      return stay(state);
  }
}

function committed(state: Saving, at: number): Transition {
  const { run, next } = state;
  const { secretsLost: _renewed, waiting: _outdated, ...kept } = always(state);
  const { id, steps, warnings, refresh } = run;
  if (refresh === undefined) {
    const base = { ...kept, stored: next.number, book: forAnother(kept.book), ended: { run: id, steps, progress: 1, warnings } };
    return settle(resting(base, next), at);
  }
  const refreshed = defined({ run: id, by: refresh.by, at, result: 'changed' as const, steps, ...besides(state, at), warnings });
  return settle(resting({ ...kept, stored: next.number, refreshed }, next, refresh.failure), at);
}

/** Another process was faster: what it saved is read, and the person may try again on top of it (S6). */
function conflicted(state: Saving, at: number): Transition {
  const { after, before, run } = state;
  if (run.refresh !== undefined) {
    // What is in use then is newer than what this refresh started from; what it found is merged into that.
    const refreshed = { run: run.id, by: run.refresh.by, at, result: 'changed', steps: run.steps, warnings: run.warnings } as const;
    const tries = (run.refresh.rebased ?? 0) + 1;
    const waiting = tries > MOST_CONFLICTS ? undefined : overtaken(state, tries);
    return readAgain(defined({ ...always(state), refreshed, waiting }), { before, after, failure: run.refresh.failure });
  }
  const [ended] = fail(withoutWish(state), problem('storage.conflict'), at);
  return readAgain(always(ended), { before, after, failure: 'failure' in ended ? ended.failure : undefined });
}

/** O13: the validated generation stays in memory. */
function refused(state: Saving, event: EventOf<'store.refused'>): Transition {
  const why = storageProblem(event.trouble);
  const { run, next, before } = state;
  if (run.refresh !== undefined) return fail(state, why, event.at, undefined, 'O13');
  const unsaved: Unsaved = defined({
    ...always(state),
    tag: 'unsaved',
    run,
    next,
    before,
    ended: { run: run.id, problem: why, steps: run.steps, progress: run.progress, warnings: run.warnings },
    failure: { problem: why, outcome: 'O13', at: event.at, parameters: run.parameters },
  });
  if (unsaved.after === undefined) return stay(unsaved);
  return settle(resting(always(unsaved), before), event.at);
}

/** Repeats only the save (O13). */
export function saveAgain(state: Unsaved): Transition {
  const { failure: _settled, ended: _ended, tag: _tag, ...kept } = state;
  const next: Generation = { ...state.next, number: (state.stored ?? 0) + 1 };
  return [{ ...kept, tag: 'saving', next }, [{ type: 'store.commit', generation: next, expected: state.stored }]];
}
