import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bounds } from './bounds.js';
import { everyWorld } from './every-world.js';
import { search, type Found } from './search.js';
import { stepWith } from '../../src/machine/step-with.js';
import { ALL_RUN_RULES } from '../../src/machine/all-run-rules.js';
import { resting, always } from '../../src/machine/resting.js';
import { emptyLayers } from '../../src/merge/layer.js';
import { step as real } from '../../src/machine/step.js';
import { fail } from '../../src/machine/fail.js';
import type { Step } from './world.js';

/** Which bug is planted; the modules below are the real ones otherwise. */
const bug = vi.hoisted(() => ({ planted: '' }));

vi.mock(import('../../src/machine/provider-sign-out.js'), async (original) => {
  const real = await original();
  return {
    ...real,
    signOutByProvider: (...of) => {
      const [next, commands] = real.signOutByProvider(...of);
      if (bug.planted !== 'whoever it is' || next.tag !== 'signing-out') return [next, commands];
      const { said: _about, ...anybody } = next;
      return [anybody, commands];
    },
    isSignOutStatus: (state, name, event) => (bug.planted === 'bare status' ? state.run.refresh !== undefined && event.status === 410 : real.isSignOutStatus(state, name, event)),
  };
});

vi.mock(import('../../src/document/validate-account.js'), async (original) => {
  const real = await original();
  return { ...real, validateAccount: (...of) => (bug.planted === 'no validation' ? [] : real.validateAccount(...of)) };
});

vi.mock(import('../../src/machine/merge-run.js'), async (original) => {
  const real = await original();
  return {
    ...real,
    layersAfter: (state, portal, at) => {
      if (bug.planted === 'without the user') return { ...real.layersAfter(state, portal, at), user: emptyLayers().user };
      if (bug.planted !== 'half a merge') return real.layersAfter(state, portal, at);
      const { extprov: _forgotten, ...collected } = state.run.collected;
      return real.layersAfter(state.run.refresh === undefined ? state : { ...state, run: { ...state.run, collected } }, portal, at);
    },
  };
});

vi.mock(import('../../src/machine/hold-back.js'), async (original) => {
  const real = await original();
  return { ...real, isHeld: (state) => bug.planted !== 'holds nothing' && real.isHeld(state) };
});

vi.mock(import('../../src/machine/read-again.js'), async (original) => {
  const real = await original();
  return { ...real, mayBeReadable: (always) => bug.planted !== 'blocked for ever' && real.mayBeReadable(always) };
});

vi.mock(import('../../src/machine/send.js'), async (original) => {
  const real = await original();
  return { ...real, awaiting: (run, id) => real.awaiting(run, id) ?? (bug.planted === 'stale id' ? (['provisioning', 'theme', 'global_extprov', 'extprov'] as const).find((name) => run.steps[name].status === 'running') : undefined) };
});

vi.mock(import('../../src/machine/run-wish.js'), async (original) => {
  const real = await original();
  return {
    ...real,
    onRunWish: (state, event, abandon) =>
      bug.planted === 'leaves later' && event.type === 'sign-out.requested' ? [{ ...state, after: { wish: 'sign-out' } }, []] : real.onRunWish(state, event, abandon),
  };
});

vi.mock(import('../../src/policy/due.js'), async (original) => {
  const real = await original();
  return { ...real, isSwitchedOff: (value) => bug.planted !== 'never off' && real.isSwitchedOff(value) };
});

vi.mock(import('../../src/machine/progress.js'), async (original) => {
  const real = await original();
  return {
    ...real,
    withStep: (run, name, changed) => (bug.planted === 'progress' ? real.withStep({ ...run, progress: 0 }, name, changed) : real.withStep(run, name, changed)),
  };
});

vi.mock(import('../../src/machine/book.js'), async (original) => {
  const real = await original();
  return { ...real, withinReach: (due, now, failures) => (bug.planted === 'rings' ? [...due] : real.withinReach(due, now, failures)) };
});

vi.mock(import('../../src/merge/take-over.js'), async (original) => {
  const real = await original();
  return { ...real, withCredentials: (older, newer) => (bug.planted === 'old credentials' ? older : real.withCredentials(older, newer)) };
});

vi.mock(import('../../src/machine/failed-starts.js'), async (original) => {
  const real = await original();
  return { ...real, startsOn: (book, of) => (bug.planted === 'crashes are forgotten' ? undefined : real.startsOn(book, of)) };
});

vi.mock(import('../../src/policy/revision.js'), async (original) => {
  const real = await original();
  return { ...real, judgeRevision: (inUse, arrived) => (bug.planted === 'any revision' ? 'accepted' : real.judgeRevision(inUse, arrived)) };
});

vi.mock(import('../../src/machine/without-dial-actions.js'), async (original) => {
  const real = await original();
  return { ...real, withoutDialActions: (state, why, at, id) => (bug.planted === 'dial actions count' ? fail(state, why, at, undefined, id) : real.withoutDialActions(state, why, at, id)) };
});

vi.mock(import('./documents.js'), async (original) => {
  const real = await original();
  return {
    ...real,
    contentOf: (document, variant, keep) => {
      const content = real.contentOf(document, variant, keep);
      if (bug.planted !== 'secret in clear' || content.kind !== 'xml') return content;
      const { root } = content;
      return { ...content, root: { ...root, children: root.children.map((child) => (child.name === 'password' ? { ...child, text: `value-${variant}` } : child)) } };
    },
  };
});

/** The store refused, and the machine goes on as if it had saved. */
const unsavedIsReady: Step = stepWith(() => ({
  ...ALL_RUN_RULES,
  onSaving: (state, event) => (event.type === 'store.refused' ? [resting(always(state), state.next), []] : ALL_RUN_RULES.onSaving(state, event)),
}));

/** The oldest of the stored generations is taken. */
const oldestFirst: Step = (state, event) => real(state, event.type === 'store.loaded' ? { ...event, generations: [...event.generations].reverse() } : event);

/** The list of what is due is sorted where it lies. */
const sortsInPlace: Step = (state, event) => {
  if (event.type === 'refresh.requested' && state.tag === 'ready') (state.generation.profile?.schedule.due as unknown as { every: number }[]).sort((a, b) => a.every - b.every);
  return real(state, event);
};

/** Another window was faster, and the refresh is saved over what it saved. */
const savesOver: Step = stepWith(() => ({
  ...ALL_RUN_RULES,
  onSaving: (state, event) => {
    if (event.type !== 'store.conflicted') return ALL_RUN_RULES.onSaving(state, event);
    const next = { ...state.next, number: state.next.number + 1 };
    return [{ ...state, stored: state.next.number, next }, [{ type: 'store.commit', generation: next, expected: state.next.number }]];
  },
}));

/** The signed-out generation stands, and nobody removes what was there before. */
const forgetsToForget: Step = (state, event) => {
  const [next, commands] = real(state, event);
  const committed = state.tag === 'signing-out' && event.type === 'store.committed' && next !== state;
  return committed ? real(next, { type: 'store.forgotten', at: event.at }) : [next, commands];
};

interface Planted {
  readonly invariant: string;
  readonly bug: string;
  readonly step?: Step;
  readonly bounds: Partial<Bounds>;
  /** Moves of a shortest trace. */
  readonly length: number;
}

const BUGS: readonly Planted[] = [
  { invariant: 'INV-1', bug: 'bare status', bounds: { most: { refreshes: 1 } }, length: 4 },
  { invariant: 'INV-2', bug: 'unsaved is ready', step: unsavedIsReady, bounds: { most: { refreshes: 1, storeFaults: 1 } }, length: 3 },
  { invariant: 'INV-2', bug: 'half a merge', bounds: { most: { refreshes: 1, revisions: 2 } }, length: 4 },
  { invariant: 'INV-3', bug: 'no validation', bounds: { from: 'fresh', most: { submits: 1 } }, length: 6 },
  { invariant: 'INV-4', bug: 'oldest first', step: oldestFirst, bounds: { most: { refreshes: 1, crashes: 1 } }, length: 4 },
  { invariant: 'INV-4', bug: 'any revision', bounds: { most: { refreshes: 2, faults: 0 } }, length: 10 },
  { invariant: 'INV-5', bug: 'blocked for ever', bounds: { from: 'fresh', most: { submits: 1, storeFaults: 1 } }, length: 1 },
  { invariant: 'INV-6', bug: 'stale id', bounds: { most: { refreshes: 1 } }, length: 1 },
  { invariant: 'INV-7', bug: 'leaves later', bounds: { from: 'fresh', most: { submits: 1, signOuts: 1 } }, length: 5 },
  { invariant: 'INV-8', bug: 'never off', bounds: { from: 'fresh', most: { submits: 1, waits: 1 } }, length: 8 },
  { invariant: 'INV-9', bug: 'progress', bounds: { from: 'fresh', most: { submits: 1 } }, length: 3 },
  { invariant: 'INV-10', bug: 'secret in clear', bounds: { from: 'fresh', most: { submits: 1 } }, length: 5 },
  { invariant: 'INV-11', bug: 'rings', bounds: { most: {} }, length: 0 },
  { invariant: 'INV-12', bug: 'sorts in place', step: sortsInPlace, bounds: { most: { refreshes: 1 } }, length: 0 },
  { invariant: 'INV-13', bug: 'saves over', step: savesOver, bounds: { instances: 2, most: { refreshes: 1, signOuts: 1, faults: 0 } }, length: 8 },
  { invariant: 'INV-14', bug: 'without the user', bounds: { most: { edits: 1, refreshes: 1, faults: 0 } }, length: 5 },
  { invariant: 'INV-15', bug: 'holds nothing', bounds: { most: { holds: 1, refreshes: 1, faults: 0 } }, length: 3 },
  { invariant: 'INV-16', bug: 'crashes are forgotten', bounds: { from: 'on trial', trial: 'alone', most: { judgements: 1, crashes: 2 } }, length: 4 },
  { invariant: 'INV-17', bug: 'old credentials', bounds: { from: 'on trial', trial: 'alone', most: { judgements: 2, crashes: 1 } }, length: 4 },
  { invariant: 'INV-18', bug: 'dial actions count', bounds: { dialActions: true, most: { refreshes: 1 } }, length: 2 },
  { invariant: 'INV-19', bug: 'forgets to forget', step: forgetsToForget, bounds: { most: { signOuts: 1 } }, length: 2 },
  { invariant: 'INV-20', bug: 'whoever it is', bounds: { instances: 2, most: { refreshes: 1, submits: 1, faults: 0 } }, length: 14 },
];

const NEVER = Infinity;

function searchFor({ bounds, invariant, step = real }: Planted): Found {
  const all: Bounds = { instances: 1, answers: 'few', from: 'signed-in', states: 50_000, ...bounds, most: { revisions: 1, faults: 1, ...bounds.most } };
  return search(all, { step, onWorld: everyWorld(all, { deadEnd: invariant === 'INV-5' ? 1 : NEVER, pure: invariant === 'INV-12' ? 1 : NEVER }) });
}

describe('planted bugs', () => {
  beforeEach(() => {
    bug.planted = '';
  });

  test.each(BUGS)('O18: $invariant finds "$bug" by a shortest trace of $length moves', { timeout: 300_000 }, (planted) => {
    bug.planted = planted.bug;
    const { broken, states } = searchFor(planted);
    console.log([`${planted.bug}: ${broken?.invariant ?? 'nothing'}, ${broken?.why ?? ''} (${states} states)`, ...(broken?.trace ?? [])].join('\n  '));
    expect(broken?.invariant).toBe(planted.invariant);
    expect(broken?.trace).toHaveLength(planted.length);
  });
});
