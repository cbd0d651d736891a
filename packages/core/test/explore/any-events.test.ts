import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problem } from '../../src/document/problem.js';
import { DOCUMENTS } from '../../src/document/tree.js';
import { deadline } from '../../src/machine/deadline.js';
import type { MachineEvent } from '../../src/machine/event.js';
import { initial } from '../../src/machine/initial.js';
import type { State } from '../../src/machine/state.js';
import { step } from '../../src/machine/step.js';
import type { Transition } from '../../src/machine/transition.js';
import { FAILURES, type FailureReason } from '../../src/policy/answer.js';
import type { Bounds } from './bounds.js';
import { acting, textOf } from './carry-out.js';
import { contentOf, digestOf, VARIANTS } from './documents.js';
import { ALICE, ENTROPY, OTHER, SETTINGS } from './installation.js';
import { make, movesOf } from './moves.js';
import { frozen } from './pure.js';
import { startOf } from './starts.js';
import { NOW, type World } from './world.js';

/** Nothing is bounded but the length of the walk. */
const FREELY: Bounds['most'] = new Proxy({}, { get: () => Infinity });

const walk = fc.array(fc.nat({ max: 9_999 }), { minLength: 1, maxLength: 60 });
const bounds = fc.record({ instances: fc.constantFrom(1 as const, 2 as const), from: fc.constantFrom('fresh' as const, 'signed-in' as const) }).map((chosen): Bounds => ({ ...chosen, most: FREELY, answers: 'all', states: 0 }));

/** A step that is taken twice: with frozen inputs, and from a state that went through JSON. Both must agree. */
function taken(state: State, event: MachineEvent): Transition {
  const copy = JSON.parse(JSON.stringify(state)) as State;
  const next = step(frozen(state), frozen(event));
  expect(step(copy, event)).toEqual(next);
  expect(JSON.parse(JSON.stringify(next))).toEqual(next);
  return next;
}

/** What one process was told on a walk through the world of the exploration. */
function logOf(choice: Bounds, steps: readonly number[], by: typeof step): readonly (readonly [instance: number, event: MachineEvent])[] {
  const doing = acting(by);
  let world: World = startOf(choice, step);
  for (const chosen of steps) {
    const moves = movesOf(world, choice);
    const move = moves[chosen % moves.length];
    if (move !== undefined) world = make(move, world, doing);
  }
  return doing.seen.map(({ instance, event }) => [instance, event]);
}

const CONTENTS = DOCUMENTS.flatMap((name) => VARIANTS[name].map((variant) => ({ content: contentOf(name, variant, (value) => `ref-${value}`), digest: digestOf(name, variant) })));
const SAVED = startOf({ instances: 1, from: 'signed-in', most: {}, answers: 'few', states: 0 }, step).store.generations.map(textOf);

const id = fc.nat({ max: 12 });
const trouble = fc.record({ reason: fc.constantFrom('full' as const, 'denied' as const, 'locked' as const, 'lost' as const, 'failed' as const), cause: fc.constant('E') });
const someProblem = fc.constantFrom(problem('network.offline'), problem('xml.not-well-formed'), problem('input.credentials-missing'), problem('redirect.refused'));
const parameters = fc.constantFrom({ ...ALICE, password: { secret: 's0' } }, { ...OTHER, password: { secret: 's9' } }, { cloudId: ALICE.cloudId });

/** Any fact at any time, whether or not anybody asked. */
const fact = fc.oneof(
  fc.record({ type: fc.constant('store.loaded' as const), generations: fc.constantFrom([], SAVED, SAVED.map((one) => ({ ...one, text: one.text.slice(1) }))), entropy: fc.constant(ENTROPY) }),
  fc.record({ type: fc.constant('store.unreadable' as const), trouble, entropy: fc.constant(ENTROPY) }),
  fc.record({ type: fc.constantFrom('secrets.opened' as const, 'retry.requested' as const, 'cancel.requested' as const, 'sign-out.requested' as const, 'store.conflicted' as const, 'store.forgotten' as const, 'clock.reached' as const, 'network.returned' as const) }),
  fc.record({ type: fc.constantFrom('secrets.failed' as const, 'store.refused' as const), trouble }),
  fc.record({ type: fc.constant('provision.requested' as const), parameters }),
  fc.record({ type: fc.constant('refresh.requested' as const), by: fc.constantFrom('person' as const, 'link' as const) }),
  fc.record({ type: fc.constant('store.committed' as const), number: fc.nat({ max: 4 }) }),
  fc.record({ type: fc.constant('http.progressed' as const), id, received: fc.nat(), total: fc.nat() }),
  fc.record({ type: fc.constant('http.answered' as const), id, status: fc.constantFrom(200, 204, 304, 401, 404, 410, 429, 503, 511, 0), headers: fc.constantFrom([], [['etag', '"x"'] as const], [['retry-after', '60'] as const]), key: fc.constant('k') }),
  fc.record({ type: fc.constant('http.failed' as const), id, reason: fc.constantFrom(...(Object.keys(FAILURES) as FailureReason[])), cause: fc.constant(''), origin: fc.constant(''), sent: fc.boolean() }),
  fc.record({ type: fc.constantFrom('http.refused' as const, 'document.refused' as const, 'account.refused' as const), id, problem: someProblem }),
  fc.tuple(id, fc.constantFrom(...CONTENTS)).map(([asked, read]) => ({ type: 'document.read' as const, id: asked, ...read })),
  fc.record({ type: fc.constant('document.unchanged' as const), id }),
  fc.record({ type: fc.constant('account.filled' as const), id, nodes: fc.constant([{ name: 'host', value: 'sip.example' }]) }),
);

const events = fc.array(fc.tuple(fact, fc.constantFrom(0, 1, 1_000, 60_000, 90_000_000, -86_400_000)), { maxLength: 40 }).map((facts) => {
  let at = NOW;
  return facts.map(([one, ms]): MachineEvent => ({ ...one, at: (at += ms) }));
});

describe('any order of events', () => {
  test('O18: on any walk through the world, a state that went through JSON behaves the same, and no input is changed', { timeout: 300_000 }, () => {
    fc.assert(fc.property(bounds, walk, (choice, steps) => void logOf(choice, steps, taken)), { numRuns: 60 });
  });

  test('O18: the same with any fact at any time, asked for or not: total, plain, and never changing its input', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(events, (all) => {
        let [state] = initial(SETTINGS);
        for (const event of all) {
          [state] = taken(state, event);
          const wanted = deadline(state);
          expect(wanted === undefined || Number.isFinite(wanted)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('O18: a log replayed twice gives equal states and commands', { timeout: 300_000 }, () => {
    const replay = (choice: Bounds, log: ReturnType<typeof logOf>, instance: number): readonly Transition[] => {
      let [state] = initial(SETTINGS);
      state = startOf(choice, step).instances[instance]?.state ?? state;
      return log.filter(([one]) => one === instance).map(([, event]) => {
        const next = step(state, event);
        [state] = next;
        return next;
      });
    };
    fc.assert(
      fc.property(bounds, walk, (choice, steps) => {
        const log = logOf(choice, steps, step);
        for (const instance of [0, 1]) expect(replay(choice, JSON.parse(JSON.stringify(log)) as typeof log, instance)).toEqual(replay(choice, log, instance));
      }),
      { numRuns: 40 },
    );
  });
});
