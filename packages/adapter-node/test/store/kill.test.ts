import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStorePort } from '../../src/store.js';
import { type Bundle, bundleProgram, run, type Running } from '../child.js';
import { temporaryFolder } from '../temporary-folder.js';
import { generationText } from './generation-text.js';
import { seeded } from './seeded.js';

const KILLS = 50;
/** A kill may fall between two commits; such a one is checked too and does not count. */
const MOST_ATTEMPTS = 120;
const EACH_SIDE = 3;

let bundle: Bundle;
beforeAll(async () => {
  bundle = await bundleProgram('commit-loop');
});
afterAll(() => {
  bundle.remove();
});

async function printed(child: Running, text: string): Promise<void> {
  while (!child.output().includes(text)) await new Promise((resolve) => child.process.stdout?.once('data', resolve));
}

/** Precise where setTimeout is not. */
function waste(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test('S1, O18: killed inside a commit, 50 of 50: the old or the new generation, whole, and the one before it', { timeout: 60_000 }, async () => {
  const seed = Number(process.env['FIRSTRING_SEED'] ?? Date.now() % 1_000_000);
  const random = seeded(seed);
  const stateDir = temporaryFolder();
  const store = createStorePort(stateDir);
  const sides = { old: 0, new: 0, between: 0 };
  let stored = 0;

  const enough = (): boolean => sides.old + sides.new >= KILLS && sides.old >= EACH_SIDE && sides.new >= EACH_SIDE;
  for (let attempt = 0; !enough() && attempt < MOST_ATTEMPTS; attempt += 1) {
    const child = run(bundle, [stateDir]);
    await printed(child, `begin ${stored + 1}\n`);
    const began = performance.now();
    await printed(child, `done ${stored + 2}\n`);
    const commitMs = (performance.now() - began) / 2;
    const more = stored + 3 + Math.floor(random() * 3);
    await printed(child, `begin ${more}\n`);
    // The name is given late in a commit: aim at the side that was met less often.
    waste((sides.new < sides.old ? 0.5 + random() * 0.7 : random()) * commitMs);
    child.process.kill('SIGKILL');
    expect((await child.ended).signal).toBe('SIGKILL');

    const [last = '', number] = child.output().trim().split('\n').at(-1)?.split(' ') ?? [];
    const under = Number(number);
    const loaded = await store.load('default');
    if (!loaded.ok) throw new Error(`seed ${seed}: ${loaded.failure.cause}`);
    const [newest, previous] = loaded.generations;
    const where = `seed ${seed}, attempt ${attempt}, ${last} ${under}`;
    expect([under, under - 1], where).toContain(newest?.number);
    if (last === 'done') expect(newest?.number, where).toBe(under);
    expect(newest?.text === generationText(newest?.number ?? 0), where).toBe(true);
    expect(previous?.number, where).toBe((newest?.number ?? 0) - 1);
    expect(previous?.text === generationText(previous?.number ?? 0), where).toBe(true);
    sides[last === 'done' ? 'between' : newest?.number === under ? 'new' : 'old'] += 1;
    stored = newest?.number ?? 0;
  }

  console.log(`seed ${seed}: ${JSON.stringify(sides)}`);
  expect(sides.old + sides.new).toBeGreaterThanOrEqual(KILLS);
  expect(Math.min(sides.old, sides.new)).toBeGreaterThanOrEqual(EACH_SIDE);

  // What the kills left behind goes with the first commit after its time.
  const folder = join(stateDir, 'instance-default');
  for (const name of readdirSync(folder)) if (name.startsWith('temporary-')) utimesSync(join(folder, name), 0, 0);
  expect(await store.commit('default', { number: stored + 1, text: 'x' }, stored)).toEqual({ ok: true });
  expect(readdirSync(folder)).toHaveLength(2);
});
