import { expect, test } from 'vitest';
import { nastyOf } from './nasty-kinds.js';
import { runProgram } from './run-program.js';

/** 4 times as much costs 4 times as much where growth is linear, and 16 times where it is quadratic: halfway between. */
const GROWTH = 8;

/**
 * In a process whose young generation holds all that a reading makes: where it does not, the collector copies what lives on
 * once more, which costs a megabyte, and not a quarter of it, up to half as much again.
 */
test('F9, D1: from 256 KiB to a megabyte the cost of each kind is linear', async () => {
  const child = await runProgram('growth', ['--min-semi-space-size=256', '--max-semi-space-size=256']);
  expect({ status: child.status, complaints: child.stderr.slice(-2000) }).toEqual({ status: 0, complaints: '' });
  const lines = child.stdout.trimEnd().split('\n');
  expect(lines.map((line) => line.slice(line.indexOf(' ') + 1))).toEqual(nastyOf(1).map(([name]) => name));
  expect(lines.filter((line) => !(Number.parseFloat(line) <= GROWTH))).toEqual([]);
}, 240_000);
