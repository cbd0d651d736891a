import type { Bounds } from './bounds.js';

/** One bounded world that is looked at whole. */
export interface Exploration {
  readonly name: string;
  readonly bounds: Bounds;
  /** A good end (INV-5) is tried from every so manieth state, and purity (INV-12) shown on every so manieth. */
  readonly sample: { readonly deadEnd: number; readonly pure: number };
}

type Most = Bounds['most'];

const one = (name: string, from: Bounds['from'], most: Most, more: Partial<Bounds> = {}): Exploration => ({
  name,
  bounds: { most, instances: 1, answers: 'few', from, states: 2_000_000, ...more },
  sample: { deadEnd: 25, pure: 100 },
});

const two = (name: string, from: Bounds['from'], most: Most, more: Partial<Bounds> = {}): Exploration => one(name, from, most, { instances: 2, ...more });

/** With `npm test`. No time passes where the app holds: what waits is compared by moments that canonicalisation leaves out. */
export const SHORT: readonly Exploration[] = [
  one('a first run', 'fresh', { submits: 1, retries: 1, cancels: 1, returns: 1, storeFaults: 1, crashes: 1, revisions: 1, faults: 1 }),
  one('every answer there is, on a first run', 'fresh', { submits: 1, revisions: 1, faults: 1 }, { answers: 'all' }),
  one('every answer there is, on a refresh', 'signed-in', { refreshes: 1, revisions: 1, faults: 1 }, { answers: 'all' }),
  one('time', 'signed-in', { waits: 2, jumps: 1, returns: 1, faults: 1 }),
  one('leaving', 'signed-in', { refreshes: 1, signOuts: 1, storeFaults: 1, crashes: 1, revisions: 1 }),
  one('damage', 'signed-in', { refreshes: 2, damages: 1, crashes: 1, revisions: 1 }),
  one('edits', 'signed-in', { edits: 2, refreshes: 1, crashes: 1 }),
  one('edits and a store that fails', 'signed-in', { edits: 1, signOuts: 1, storeFaults: 2, crashes: 1 }),
  one('held', 'signed-in', { holds: 2, refreshes: 1, signOuts: 1, revisions: 1 }),
  one('dial actions', 'signed-in', { refreshes: 1, revisions: 1, faults: 1 }, { dialActions: true }),
  one('on trial', 'on trial', { judgements: 2, crashes: 2, storeFaults: 1 }, { trial: 'alone' }),
  one('on trial, and the platform speaks', 'on trial', { signals: 1, judgements: 1, crashes: 1, waits: 1, faults: 0 }, { trial: 'alone' }),
  one('leaving what is on trial', 'on trial', { judgements: 2, crashes: 1, signOuts: 1, edits: 1 }, { trial: 'alone' }),
  two('two windows', 'signed-in', { refreshes: 1, signOuts: 1, revisions: 1 }),
  two('two windows, and somebody else', 'signed-in', { submits: 1, refreshes: 1, revisions: 1 }),
];

const thorough = (all: readonly Exploration[]): readonly Exploration[] => all.map((each) => ({ ...each, sample: { deadEnd: 10, pure: 50 } }));

/** With `npm run explore`. */
export const FULL: readonly Exploration[] = thorough([
  one('first runs', 'fresh', { submits: 2, retries: 1, cancels: 1, returns: 1, storeFaults: 1, crashes: 1, revisions: 1, faults: 1 }),
  one('a first run that leaves', 'fresh', { submits: 2, signOuts: 1, waits: 1, storeFaults: 1, crashes: 1, revisions: 1, faults: 1 }),
  one('every answer there is, twice', 'signed-in', { refreshes: 1, waits: 1, revisions: 2, faults: 2 }, { answers: 'all' }),
  one('time', 'signed-in', { waits: 2, jumps: 1, links: 1, returns: 1, revisions: 1, faults: 1 }),
  one('leaving', 'signed-in', { submits: 1, refreshes: 1, signOuts: 2, storeFaults: 1, crashes: 1, revisions: 1, faults: 1 }),
  one('damage', 'signed-in', { refreshes: 2, damages: 1, storeFaults: 1, crashes: 2, revisions: 2, faults: 1 }),
  one('edits', 'signed-in', { edits: 2, refreshes: 1, signOuts: 1, storeFaults: 1, crashes: 1, revisions: 1, faults: 1 }),
  one('held', 'signed-in', { holds: 2, edits: 1, refreshes: 2, signOuts: 1, storeFaults: 1, revisions: 1, faults: 1 }),
  one('dial actions', 'signed-in', { refreshes: 1, waits: 1, revisions: 2, faults: 1 }, { dialActions: true }),
  one('what came back', 'on trial', { judgements: 2, crashes: 1, refreshes: 1, revisions: 1, faults: 0 }, { trial: 'alone' }),
  two('two windows that edit', 'signed-in', { edits: 2, refreshes: 1, signOuts: 1, revisions: 1 }),
  two('two windows', 'signed-in', { refreshes: 2, signOuts: 1, revisions: 1 }),
  two('two windows and a store that fails', 'signed-in', { refreshes: 1, signOuts: 1, crashes: 1, storeFaults: 1, revisions: 1 }),
  two('two windows of nobody', 'fresh', { submits: 2, signOuts: 1, revisions: 1 }),
  two('two windows, and somebody else who leaves', 'signed-in', { submits: 1, refreshes: 1, signOuts: 1, revisions: 1 }),
  two('two windows, somebody else, and a crash', 'signed-in', { submits: 1, refreshes: 1, crashes: 1, revisions: 1 }),
]);
