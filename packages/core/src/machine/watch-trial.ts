import { defined } from '../document/defined.js';
import { same } from '../document/same.js';
import type { OutcomeId } from '../policy/outcome.js';
import { beganAgain, quarantinedUntil } from '../policy/quarantine.js';
import type { Book, TrialStarts } from '../store/book.js';
import type { Generation, Trial } from '../store/generation.js';
import type { MachineEvent } from './event.js';
import { failedStarts } from './failed-starts.js';
import { inUse } from './resting.js';
import type { TrialSettings } from './settings.js';
import type { Refreshed, State, TrialShown, TrialWatch } from './state.js';
import { FAILED_STARTS } from './trial-start.js';

/** How long a start may be in use before it counts against what is on trial, in ms (R10). */
const WINDOW_MS = 600_000;

/** So much later than asked, in ms, nobody was awake when the time was over: the window begins anew (R10). */
const LATE_MS = 60_000;

/** Outcomes after which nobody knows whether there is a network; any other one is the word of a server. */
const UNHEARD: readonly (OutcomeId | undefined)[] = ['O3', 'O4', 'O7', 'O13', undefined];

/**
 * What an event says about the start under way (R10): is the app online and in front, did it judge, is the time over? Counts the start
 * against what is on trial, once. The same state where nothing was seen.
 */
export function watchTrial(before: State, event: MachineEvent, state: State): State {
  const { settings } = state;
  const generation = inUse(state);
  const trial = generation?.profile?.trial;
  const heard = hear(before, event, state);
  const seen = settings.trial === undefined || trial === undefined ? { book: state.book, watch: onlyHost(heard) } : count(heard, state.book, trial, settings.trial, event);
  const book = quarantineFrom(seen.book, generation, event.at);
  const shown = settings.trial === undefined ? {} : show(book, generation, seen.watch, event.at);
  const watch: TrialWatch = defined({ ...seen.watch, shown: Object.keys(shown).length === 0 ? undefined : shown });
  const { watch: known = {}, ...rest } = state;
  if ((book === state.book || same(book, state.book)) && same(known, watch)) return state;
  return { ...(Object.keys(watch).length === 0 ? rest : { ...rest, watch }), book };
}

/** What is known of app and network, as it was heard last. */
function hear(before: State, event: MachineEvent, { watch = {}, refreshed }: State): TrialWatch {
  if (event.type === 'trial.judged') return { ...watch, judged: event.works };
  if (event.type === 'host.signalled') {
    const { signal } = event;
    const offline = signal === 'offline' || (signal !== 'online' && watch.offline === true);
    const hidden = signal === 'back' || (signal !== 'front' && watch.hidden === true);
    return defined({ ...watch, offline: offline || undefined, hidden: hidden || undefined });
  }
  const answered = event.type === 'store.committed' && before.tag === 'saving' && event.number === before.next.number;
  const proof = answered || (refreshed === undefined || refreshed === before.refreshed ? undefined : proofOf(refreshed));
  return proof === undefined ? watch : defined({ ...watch, proved: proof || undefined });
}

function proofOf({ result, outcome }: Refreshed): boolean | undefined {
  return result === 'cancelled' ? undefined : result !== 'failed' || !UNHEARD.includes(outcome);
}

function onlyHost({ proved, offline, hidden }: TrialWatch): TrialWatch {
  return defined({ proved, offline, hidden });
}

interface Seen {
  readonly book: Book;
  readonly watch: TrialWatch;
}

function count(heard: TrialWatch, book: Book, { of }: Trial, { windowMs = WINDOW_MS, alone }: TrialSettings, event: MachineEvent): Seen {
  const { judged, counted, until } = heard.of === undefined || heard.of === of ? heard : {};
  const begun = event.type === 'store.committed' && event.number === of;
  if (heard.of !== of && !begun && judged === undefined) return { book, watch: onlyHost(heard) }; // its start was not written down, so it counts for nothing
  const host = { ...onlyHost(heard), of };
  const failed = failedStarts(book, of);
  const signal = event.type === 'host.signalled' ? event.signal : undefined;
  const closed = withStarts(book, { of, failed }, signal === 'back');
  if (counted === true) return { book, watch: { ...host, counted } };
  if (judged === true) return { book: closed, watch: { ...host, judged } };
  const over = event.type === 'clock.reached' && until !== undefined && until <= event.at;
  if (judged === false || (over && event.at <= until + LATE_MS)) return { book: withStarts(book, { of, failed: failed + 1 }), watch: { ...host, counted: true } };
  const runs = host.proved === true && host.offline !== true && host.hidden !== true;
  const end = event.at + windowMs;
  const watch = runs ? { ...host, until: over ? end : Math.min(until ?? end, end) } : host; // R7: a clock that jumped back
  if (signal === 'back') return { book: closed, watch };
  return { book: signal === 'front' && alone ? withStarts(book, { of, failed, open: true }, true) : book, watch };
}

/** While another change is being saved its own start stays as it is, but for what the platform says of the app (`both`). */
function withStarts(book: Book, { of, failed, open }: TrialStarts, both = false): Book {
  const { trial } = book;
  const starts = defined({ of, failed, open });
  if (trial === undefined || trial.of === of || trial.before?.of !== of) return { ...book, trial: starts };
  return { ...book, trial: defined({ ...trial, open: both ? open : trial.open, before: starts }) };
}

/** R7: a clock that jumped back makes no quarantine everlasting. */
function quarantineFrom(book: Book, generation: Generation | undefined, at: number): Book {
  const quarantine = generation?.profile?.quarantine;
  const again = quarantine && beganAgain(quarantine, book.quarantinedAt, at);
  return again === undefined || again === book.quarantinedAt ? book : { ...book, quarantinedAt: again };
}

function show(book: Book, generation: Generation | undefined, { until }: TrialWatch, at: number): TrialShown {
  const { trial, quarantine } = generation?.profile ?? {};
  const ends = quarantine && quarantinedUntil(quarantine, book.quarantinedAt, at);
  const failed = trial === undefined ? 0 : failedStarts(book, trial.of);
  const fallback = trial?.fallback !== undefined;
  return defined({
    trial: trial === undefined ? undefined : defined({ since: trial.since, until, failedStarts: failed, fallback, attention: failed >= FAILED_STARTS && !fallback }),
    quarantine: quarantine === undefined || ends === undefined ? undefined : { until: ends, documents: quarantine.documents.map(({ document }) => document) },
  });
}
