/**
 * The machine: a recorded day beside the same states and events in xstate (`xstate-phone.ts`), many stored quick dials beside
 * few, and a refresh in which nothing or little changed. Only `step` is measured, whose commands nobody carries out.
 */
import { sha256, step, type MachineEvent, type State } from '@firstring/core';
import { recordDay, type Day } from './a-day.js';
import { cheapestInTurns } from '../in-turns.js';
import { next, start, statesOf } from './xstate-phone.js';

const FEW = 10;
const MANY = 10_000;
const ROUNDS = 30;
/** Of xstate's time to ours. */
const LEAST_TO_XSTATE = 1;
/** Of the time with many to that with few; above 1 is what two measurements of the same differ by. */
const MOST_OF_MANY = 1.15;
const MOST_UNCHANGED_MS = 1;

interface Stretch {
  readonly from: State;
  readonly events: readonly MachineEvent[];
}

function fold({ from, events }: Stretch): State {
  return events.reduce((state, event) => step(state, event)[0], from);
}

/** After each event both are in the same state, and both await the same requests. */
function checkSameStates({ first, events }: Day): void {
  let ours = first;
  let theirs = start();
  for (const event of events) {
    ours = step(ours, event)[0];
    theirs = next(theirs, event);
    if (statesOf(theirs)[0] !== ours.tag || theirs.context.nextId !== ours.nextId) throw new Error(`after ${event.type}: ${ours.tag}, ${statesOf(theirs).join(' ')}`);
  }
}

/** The longest stretch of a day in which nothing changed: refreshes whose answers are all 304. */
function quietHours({ first, events }: Day): Stretch {
  let state = first;
  let best: Stretch = { from: first, events: [] };
  let from = first;
  let stretch: MachineEvent[] = [];
  for (const event of events) {
    const quiet = event.type === 'clock.reached' || (event.type === 'http.answered' && event.status === 304);
    if (!quiet || (state.tag === 'ready' && stretch.length === 0)) {
      from = state;
      stretch = [];
    }
    if (quiet) stretch.push(event);
    state = step(state, event)[0];
    if (state.tag === 'ready' && from.tag === 'ready' && stretch.length > best.events.length) best = { from, events: [...stretch] };
  }
  return best;
}

/** The event that brings the global document for the second time, with 10 items that changed, and the state before it. */
function delta({ first, events }: Day): Stretch {
  let state = first;
  for (const event of events) {
    if (event.type === 'document.read' && state.tag === 'running' && state.run.refresh !== undefined && state.run.steps.global_extprov.request === event.id && state.run.steps.global_extprov.answered !== undefined) return { from: state, events: [event] };
    state = step(state, event)[0];
  }
  throw new Error('no second global document');
}

/** Prints the figures; `true` where all limits hold. */
export function reportMachine(): boolean {
  const few = recordDay(FEW);
  const many = recordDay(MANY);
  checkSameStates(few);
  const day = cheapestInTurns(
    { ours: () => fold({ from: few.first, events: few.events }), xstate: () => few.events.reduce(next, start()) },
    ROUNDS,
  );
  const toXstate = day.xstate / day.ours;
  const each = (ms: number): string => ((ms * 1000) / few.events.length).toFixed(1);
  console.log(`machine: a day of ${String(few.events.length)} events (limit: no slower than xstate's pure transition)`);
  console.log(`  step ${each(day.ours)} µs an event, xstate ${each(day.xstate)} µs, ratio ${toXstate.toFixed(2)}`);

  const [quietFew, quietMany] = [quietHours(few), quietHours(many)];
  const repeated = (stretch: Stretch) => (): void => {
    for (let times = 0; times < 20; times += 1) fold(stretch);
  };
  const stored = cheapestInTurns({ few: repeated(quietFew), many: repeated(quietMany) }, ROUNDS);
  const ofMany = stored.many / stored.few;
  const refreshes = quietMany.events.filter(({ type }) => type === 'clock.reached').length;
  const unchangedMs = stored.many / 20 / refreshes;
  console.log(`  ${String(quietMany.events.length)} events with ${String(MANY)} stored quick dials, to the same with ${String(FEW)}: ratio ${ofMany.toFixed(2)} (limit ${String(MOST_OF_MANY)})`);
  console.log(`  a refresh of 304 with ${String(MANY)} quick dials: ${unchangedMs.toFixed(3)} ms (limit ${String(MOST_UNCHANGED_MS)} ms)`);

  const changed = delta(many);
  const body = new Uint8Array(1_000_000).fill(0x61);
  const rest = cheapestInTurns({ delta: () => fold(changed), digest: () => sha256(body) }, ROUNDS);
  console.log(`  10 items changed of ${String(MANY)}: ${rest.delta.toFixed(1)} ms; a megabyte of the same bytes: ${rest.digest.toFixed(1)} ms for its digest, nothing more`);
  const sameObject = 'generation' in quietMany.from && (fold(quietMany) as { generation?: unknown }).generation === quietMany.from.generation;
  return toXstate >= LEAST_TO_XSTATE && quietFew.events.length === quietMany.events.length && ofMany <= MOST_OF_MANY && unchangedMs < MOST_UNCHANGED_MS && sameObject;
}
