import type { Ports } from '@firstring/core/driver';
import { expect, test } from 'vitest';
import { createNativeWorld, type NativeDevice } from '../../src/native/index.js';
import { present as presentAs } from '../../src/run/check.js';
import { createVirtualWorld } from '../../src/world/virtual-world.js';

const present = (device: NativeDevice | undefined): NativeDevice => presentAs(device, 'a start');

/** A world whose ports are of no interest, and what every start of an app was given. */
function setUp() {
  const { ports } = createVirtualWorld().createDevice();
  const starts: NativeDevice[] = [];
  const world = createNativeWorld((device): Ports => {
    starts.push(device);
    return ports;
  });
  return { world, starts };
}

test('provisioners on one phone share the modules of their process, those on two phones do not', () => {
  const { world, starts } = setUp();
  const one = world.createDevice();
  world.createDevice({ sharing: one });
  world.createDevice();
  const [first, second, third] = starts;
  expect(second?.storage).toBe(first?.storage);
  expect(second?.keychain).toBe(first?.keychain);
  expect(third?.storage).not.toBe(first?.storage);
});

test('who ends one of them ends them all; the next one starts a process, which finds what was stored', async () => {
  const { world, starts } = setUp();
  const one = world.createDevice();
  world.createDevice({ sharing: one });
  await world.until(present(starts[1]).storage.setItem('a', '1'));
  let fired = 0;
  present(starts[1]).globals.setTimeout(() => (fired += 1), 10);
  await one.restart();
  await world.advance(100);
  expect([starts.length, fired]).toEqual([3, 0]);
  expect(starts[2]?.storage).not.toBe(starts[1]?.storage);
  expect(await world.until(present(starts[2]).storage.getItem('a'))).toBe('1');
  world.createDevice({ sharing: one });
  expect(starts[3]?.storage).toBe(starts[2]?.storage);
});
