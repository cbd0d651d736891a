import { describe, expect, test } from 'vitest';
import { encodeGeneration } from '../../src/store/text.js';
import { ENTROPY, Machine } from './drive.js';
import { DAY, inUse, signedIn } from './signed-in.js';

/** A newer version of the app saved the next generation, and this one runs again: what it saved itself is still beside it. */
function besideNewer(): Machine {
  const generation = inUse(signedIn());
  const newest = encodeGeneration({ ...generation, number: 2 }, 'sealed');
  const text = newest.text.replace(/^firstring-generation \d+/, 'firstring-generation 999');
  const machine = new Machine();
  machine.at += DAY;
  return machine.tell({ type: 'store.loaded', generations: [{ number: 2, text }, encodeGeneration(generation, 'sealed')], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
}

describe('S5: beside a generation of a newer format the older one is in use', () => {
  test('S5, R1: and nobody is asked by itself, since nothing that comes of it could be saved', () => {
    const machine = besideNewer();
    expect(machine.state).toMatchObject({ tag: 'ready', generation: { number: 1 }, blocked: { code: 'storage.newer-format' } });
    machine.at += DAY;
    expect(machine.tell({ type: 'clock.reached' }).commands).toEqual([]);
    expect(machine.state).toMatchObject({ tag: 'ready', generation: { number: 1 } });
    expect(machine.state).not.toHaveProperty('refreshed');
  });

  test.each(['person', 'link'] as const)('S5, R9: a %s that asks hears why', (by) => {
    const machine = besideNewer().tell({ type: 'refresh.requested', by });
    expect(machine.sent()).toEqual([]);
    expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { by, result: 'failed', problem: { code: 'storage.newer-format' } } });
  });
});
