import { describe, expect, test } from 'vitest';
import type { Book } from '../../src/store/book.js';
import type { Generation } from '../../src/store/generation.js';
import type { OutcomeId } from '../../src/policy/outcome.js';
import type { Ready, Refreshed, Saving, State, TrialWatch } from '../../src/machine/state.js';
import { watchTrial } from '../../src/machine/watch-trial.js';
import { type Fact, Machine, SETTINGS } from './drive.js';
import { DAY, inUse, MINUTE, signedIn } from './signed-in.js';

const AT = 1_000_000;
const UNTIL = AT + 2 * MINUTE;
const SEEN: TrialWatch = { of: 1, proved: true, until: UNTIL, shown: { trial: { since: AT, until: UNTIL, failedStarts: 0, fallback: false, attention: false } } };
/** Nothing was seen in this start. */
const NONE: TrialWatch = {};
const OPEN: Book = { trial: { of: 1, failed: 0, open: true } };

const settings = { ...SETTINGS, trial: { windowMs: 2 * MINUTE, alone: true } };
const saved = inUse(signedIn());

/** Signed in, with the first generation on trial. */
function onTrial(watch: TrialWatch = SEEN, book: Book = OPEN, more: Partial<Ready> = {}): Ready {
  const { profile, ...rest } = saved;
  if (profile === undefined) throw new Error('nobody');
  const generation: Generation = { ...rest, profile: { ...profile, trial: { of: 1, since: AT } } };
  return { tag: 'ready', settings, nextId: 9, installId: saved.installId, stored: 1, generation, book, ...(watch !== NONE && { watch }), ...more };
}

const told = (state: State, fact: Fact, { at = AT, before = state }: { at?: number; before?: State } = {}): State => watchTrial(before, { ...fact, at }, state);
const signal = (name: 'online' | 'offline' | 'front' | 'back' | 'wake'): Fact => ({ type: 'host.signalled', signal: name });
const judged = (works: boolean): Fact => ({ type: 'trial.judged', works });
const CLOCK: Fact = { type: 'clock.reached' };

/** How a refresh ended. */
function ended(result: Refreshed['result'], outcome?: OutcomeId): Refreshed {
  const steps = signedIn().tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] }).tell({ type: 'cancel.requested' }).state.refreshed?.steps;
  if (steps === undefined) throw new Error('no refresh');
  return { run: 3, by: 'person', at: AT, result, steps, warnings: [], ...(outcome && { outcome }) };
}

describe('where nothing was seen', () => {
  test('R10: the state is the same', () => {
    for (const state of [onTrial(), onTrial(SEEN, { ...OPEN, quarantinedAt: 5 }), new Machine({ trial: settings.trial }).fresh().state]) {
      expect(told(state, CLOCK)).toBe(state);
      expect(told(state, { type: 'store.committed', number: 77 })).toBe(state);
    }
  });

  test('R10: off, nothing is counted or shown of what was on trial before', () => {
    const state = onTrial(NONE, {}, { settings: SETTINGS });
    expect(told(state, CLOCK)).toBe(state);
    expect(told(state, judged(false))).toBe(state);
  });

  test('R10, R11: a theme that stays after a sign-out is on no trial', () => {
    const { profile: _gone, ...signedOut } = saved;
    const state: State = { tag: 'empty', settings, nextId: 9, installId: saved.installId, generation: signedOut, book: {} };
    expect(told(state, CLOCK)).toBe(state);
  });

  test('R10: once the trial is over nothing of it stays', () => {
    const state: Ready = { ...onTrial({ of: 1, judged: true, shown: SEEN.shown ?? {} }), generation: saved };
    expect(told(state, CLOCK)).not.toHaveProperty('watch');
  });
});

describe('what the platform says', () => {
  test('R10: what it said of the app stays until it says something else of the app, and so with the network', () => {
    const behind = told(onTrial(), signal('back'));
    expect(behind.watch).toMatchObject({ hidden: true });
    for (const name of ['online', 'offline', 'wake'] as const) expect(told(behind, signal(name)).watch?.hidden, name).toBe(true);
    expect(told(behind, signal('front')).watch).not.toHaveProperty('hidden');
    const offline = told(onTrial(), signal('offline'));
    for (const name of ['front', 'back', 'wake'] as const) expect(told(offline, signal(name)).watch?.offline, name).toBe(true);
    for (const name of ['front', 'online', 'wake'] as const) expect(told(onTrial(), signal(name)), name).toEqual(onTrial());
  });

  test('R10: an app that comes to the front stands open again, although nothing else changes', () => {
    const next = told(onTrial(SEEN, { trial: { of: 1, failed: 1 } }), signal('front'));
    expect(next.book.trial).toEqual({ of: 1, failed: 1, open: true });
  });
});

describe('what a server said', () => {
  const { proved: _proved, until: _until, ...unproved } = SEEN;
  const proves = (refreshed: Refreshed): boolean | undefined => told(onTrial(unproved, OPEN, { refreshed }), CLOCK, { before: onTrial(unproved) }).watch?.proved;

  test('R10: an answer proves that there is a network, a refusal too', () => {
    for (const refreshed of [ended('unchanged'), ended('changed'), ended('held'), ended('failed', 'O5'), ended('failed', 'O6'), ended('failed', 'O10')]) expect(proves(refreshed), refreshed.result).toBe(true);
  });

  test('R10: a refresh that heard nobody proves nothing, nor does one that was stopped or could not be saved', () => {
    for (const refreshed of [ended('cancelled'), ended('failed'), ...(['O3', 'O4', 'O7', 'O13'] as const).map((outcome) => ended('failed', outcome))]) expect(proves(refreshed), refreshed.outcome).toBeUndefined();
  });

  test('R10: what a refresh said is heard once', () => {
    const state = onTrial(SEEN, OPEN, { refreshed: ended('failed', 'O3') });
    expect(told(state, CLOCK)).toBe(state);
    expect(told(state, CLOCK, { before: onTrial() }).watch).not.toHaveProperty('proved');
  });

  test('R10: a sign-in that was saved proves it, the word of another commit does not', () => {
    const { watch, ...rest } = onTrial();
    expect(watch).toBeDefined();
    const saving = { ...rest, tag: 'saving', next: rest.generation, run: {} } as unknown as Saving;
    expect(told(rest, { type: 'store.committed', number: 1 }, { before: saving }).watch).toMatchObject({ of: 1, proved: true, until: UNTIL });
    expect(told(onTrial(unproved), { type: 'store.committed', number: 7 }, { before: saving }).watch).not.toHaveProperty('proved');
  });
});

describe('a start', () => {
  test('R10: that was not written down counts for nothing', () => {
    const known: TrialWatch = { proved: true, ...(SEEN.shown?.trial && { shown: { trial: { since: AT, failedStarts: 0, fallback: false, attention: false } } }) };
    const state = onTrial(known, {});
    for (const fact of [CLOCK, signal('front'), { type: 'store.committed', number: 7 }] as const) expect(told(state, fact), fact.type).toBe(state);
    const other = onTrial({ ...known, of: 8, counted: true }, {});
    expect(told(other, CLOCK)).toEqual(state);
  });

  test('R10: counts all the same once the app judged', () => {
    const works = told(onTrial(NONE, {}), judged(true));
    expect([works.watch?.judged, works.book.trial]).toEqual([true, { of: 1, failed: 0 }]);
    const fails = told(onTrial(NONE, {}), judged(false));
    expect([fails.watch?.counted, fails.book.trial]).toEqual([true, { of: 1, failed: 1 }]);
  });

  test('R10: with the commit of what is on trial it begins', () => {
    expect(told(onTrial({ of: 8, proved: true, counted: true }), { type: 'store.committed', number: 1 }).watch).toMatchObject({ of: 1, proved: true, until: UNTIL });
  });

  test('R10: only the clock says that the window passed', () => {
    expect(told(onTrial(), signal('wake'), { at: UNTIL }).watch).toMatchObject({ until: UNTIL });
    expect(told(onTrial(), CLOCK, { at: UNTIL - 1 }).watch).toMatchObject({ until: UNTIL });
    expect(told(onTrial(), CLOCK, { at: UNTIL })).toMatchObject({ watch: { counted: true }, book: { trial: { failed: 1 } } });
  });

  test('R10: up to a minute after the window somebody was awake, after that nobody knows', () => {
    expect(told(onTrial(), CLOCK, { at: UNTIL + MINUTE })).toMatchObject({ watch: { counted: true }, book: { trial: { failed: 1 } } });
    expect(told(onTrial(), CLOCK, { at: UNTIL + MINUTE + 1 })).toMatchObject({ watch: { until: UNTIL + MINUTE + 1 + 2 * MINUTE }, book: { trial: { failed: 0 } } });
  });
});

describe('the starts that are written down', () => {
  const of = (book: Book, fact: Fact): unknown => told(onTrial(SEEN, book), fact).book.trial;

  test('R10: those of another trial are over, unless this one is still to be saved', () => {
    expect(of({}, judged(false))).toEqual({ of: 1, failed: 1 });
    expect(of({ trial: { of: 3, failed: 2, open: true } }, judged(false))).toEqual({ of: 1, failed: 1 });
    expect(of({ trial: { of: 3, failed: 2, before: { of: 2, failed: 1 } } }, judged(false))).toEqual({ of: 1, failed: 1 });
    expect(of({ trial: { of: 1, failed: 1, open: true } }, judged(false))).toEqual({ of: 1, failed: 2 });
  });

  test('R10: while a change is being saved its own start stays as it is, but for what the platform says of the app', () => {
    const book = (open: boolean): Book => ({ trial: { of: 9, failed: 0, ...(open && { open }), before: { of: 1, failed: 0, ...(open && { open }) } } });
    expect(of(book(true), judged(false))).toEqual({ of: 9, failed: 0, open: true, before: { of: 1, failed: 1 } });
    expect(of(book(true), signal('back'))).toEqual({ of: 9, failed: 0, before: { of: 1, failed: 0 } });
    expect(of(book(false), signal('front'))).toEqual({ of: 9, failed: 0, open: true, before: { of: 1, failed: 0, open: true } });
  });
});

describe('a quarantine', () => {
  const quarantined = (book: Book): Ready => {
    const { profile } = saved;
    if (profile === undefined) throw new Error('nobody');
    return { ...onTrial(NONE, book), generation: { ...saved, profile: { ...profile, quarantine: { since: AT, documents: [{ document: 'extprov', digest: 'd' }] } } } };
  };

  test('R10: is shown for a day, with its documents', () => {
    expect(told(quarantined({}), CLOCK).watch).toEqual({ shown: { quarantine: { until: AT + DAY, documents: ['extprov'] } } });
    expect(told(quarantined({}), CLOCK, { at: AT + DAY })).not.toHaveProperty('watch');
  });

  test('R10, R7: begins again where the clock says that it has not begun yet, and once only', () => {
    expect(told(quarantined({}), CLOCK, { at: AT - 9 }).book).toEqual({ quarantinedAt: AT - 9 });
    expect(told(quarantined({ quarantinedAt: AT - 9 }), CLOCK, { at: AT - 5 }).book).toEqual({ quarantinedAt: AT - 9 });
    expect(told(quarantined({}), CLOCK).book).toEqual({});
  });
});
