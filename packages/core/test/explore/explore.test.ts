import { describe, expect, test } from 'vitest';
import { everyWorld } from './every-world.js';
import { FULL, SHORT } from './explorations.js';
import { search } from './search.js';

const full = process.env['FIRSTRING_EXPLORE'] === 'full';

describe(full ? 'the full exploration' : 'the short exploration', () => {
  test.each(full ? FULL : SHORT)('O18, F5, F8, S1, R9, R12: no order of events breaks an invariant: $name', { timeout: full ? 6 * 3_600_000 : 600_000 }, ({ name, bounds, sample }) => {
    const found = search(bounds, { onWorld: everyWorld(bounds, sample) });
    const { states, transitions, depth, ms, closed, broken } = found;
    console.log(`${name} (${bounds.instances} at once, ${JSON.stringify(bounds.most)}): ${states} states, ${transitions} transitions, depth ${depth}, ${Math.round(ms / 1000)} s${closed ? '' : ', not closed'}`);
    if (broken !== undefined) expect.fail([`${broken.invariant}: ${broken.why}`, ...broken.trace].join('\n  '));
    expect(closed || (bounds.instances === 2 && states >= bounds.states), 'all was seen, or of two processes as much as can be').toBe(true);
    expect(states).toBeGreaterThan(100);
  });
});
