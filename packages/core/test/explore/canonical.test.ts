import { describe, expect, test } from 'vitest';
import { step } from '../../src/machine/step.js';
import type { Bounds } from './bounds.js';
import { canonical } from './canonical.js';
import { acting } from './carry-out.js';
import { opened, sealedOf } from './envelope.js';
import { make, movesOf } from './moves.js';
import { startOf } from './starts.js';
import type { World } from './world.js';

const BOUNDS: readonly Bounds[] = [
  { most: { revisions: 2, faults: 2, submits: 2, cancels: 2, retries: 1, storeFaults: 1, crashes: 1 }, instances: 1, answers: 'few', from: 'fresh', states: 1_500 },
  { most: { revisions: 2, faults: 2, refreshes: 3, waits: 2, jumps: 1, crashes: 1, signOuts: 1 }, instances: 1, answers: 'few', from: 'signed-in', states: 1_500 },
  { most: { revisions: 1, faults: 1, refreshes: 2, waits: 2, submits: 1, storeFaults: 1, signOuts: 1 }, instances: 2, answers: 'few', from: 'signed-in', states: 1_500 },
  { most: { judgements: 2, signals: 1, waits: 1, storeFaults: 1, crashes: 2, edits: 1, signOuts: 1 }, instances: 1, answers: 'few', from: 'on trial', trial: 'alone', states: 1_500 },
  { most: { revisions: 2, faults: 1, refreshes: 2, waits: 1, holds: 1, crashes: 1 }, instances: 1, answers: 'few', from: 'signed-in', dialActions: true, states: 1_500 },
];

interface Way {
  readonly world: World;
  readonly label: string;
}

/** Worlds that were reached in two ways, with the same canonical text and not the same themselves. */
function twins(bounds: Bounds): { readonly pairs: readonly (readonly [World, World])[]; readonly states: number } {
  const start = startOf(bounds, step);
  const first = new Map<string, World>([[canonical(start), start]]);
  const pairs: (readonly [World, World])[] = [];
  const queue: World[] = [start];
  for (let world = queue.shift(); world !== undefined && first.size < bounds.states; world = queue.shift()) {
    for (const { world: after } of successors(world, bounds)) {
      const text = canonical(after);
      const known = first.get(text);
      if (known === undefined) {
        first.set(text, after);
        queue.push(after);
      } else if (JSON.stringify(known) !== JSON.stringify(after)) pairs.push([known, after]);
    }
  }
  return { pairs, states: first.size };
}

function successors(world: World, bounds: Bounds): readonly Way[] {
  return movesOf(world, bounds).map((move) => ({ label: move.label, world: make(move, world, acting(step)) }));
}

/** Evenly spread over all. */
function some<T>(all: readonly T[], count: number): readonly T[] {
  const apart = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, i) => i % apart === 0);
}

describe('canonicalisation loses no behaviour', () => {
  test.each(BOUNDS)('O18: equal canonical forms have equal canonical successors, whatever happens ($instances at once, $from)', (bounds) => {
    const { pairs, states } = twins(bounds);
    const sample = some(pairs, 250);
    let moves = 0;
    for (const [one, other] of sample) {
      const [ways, others] = [successors(one, bounds), successors(other, bounds)];
      expect(others.map(({ label }) => label).sort()).toEqual(ways.map(({ label }) => label).sort());
      for (const { label, world } of ways) {
        const twin = others.find((way) => way.label === label)?.world;
        moves += 1;
        if (twin === undefined || canonical(twin) !== canonical(world)) expect.fail(`${label} tells them apart:\n${canonical(one)}\n${canonical(world)}\n${twin === undefined ? '' : canonical(twin)}`);
      }
    }
    console.log(`${sample.length} of ${pairs.length} pairs of ${states} states, ${moves} moves: no difference`);
    expect(sample.length).toBeGreaterThan(50);
  });

  test('O18: a moment, a number, an id or a reference that only moved is the same world, and another document is not', () => {
    const bounds: Bounds = { most: { refreshes: 1 }, instances: 1, answers: 'few', from: 'signed-in', states: 1 };
    const world = startOf(bounds, step);
    const renamed = JSON.parse(JSON.stringify(world).replaceAll('"s0"', '"t0"').replaceAll('"s1"', '"t1"')) as World;
    const resealed = renamed.store.generations.map((kept) => ({ ...kept, sealed: sealedOf(opened(kept.sealed ?? '').map(([reference, value]) => [reference.replace('s', 't'), value])) }));
    expect(canonical({ ...renamed, store: { ...renamed.store, generations: resealed } })).toBe(canonical(world));
    expect(canonical(JSON.parse(JSON.stringify(world).replaceAll('"mark","value":"A"', '"mark","value":"B"')) as World)).not.toBe(canonical(world));
  });
});
