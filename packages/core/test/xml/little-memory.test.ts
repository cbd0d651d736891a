import { expect, test } from 'vitest';
import { nastyOf } from './nasty-kinds.js';
import { runProgram } from './run-program.js';

test('F9, D1: a process with 96 MiB of old space survives a megabyte of each kind', async () => {
  const child = await runProgram('survive', ['--max-old-space-size=96']);
  expect({ status: child.status, signal: child.signal, complaints: child.stderr.slice(-2000) }).toEqual({ status: 0, signal: null, complaints: '' });
  expect(child.stdout.trimEnd().split('\n')).toEqual(nastyOf(1 << 20).map(([name, , outcome]) => `${name}: ${outcome}`));
}, 240_000);
