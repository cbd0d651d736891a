import { expect, test } from 'vitest';
import { createAlarm } from '../../src/driver/alarm.js';
import type { HostPort } from '../../src/driver/ports.js';
import { deadline } from '../../src/machine/deadline.js';
import { signedIn } from '../machine/signed-in.js';

test('R7, R6: a timer that comes a millisecond early, just before the clock ticks, is set again', () => {
  const { state } = signedIn();
  const at = deadline(state) ?? NaN;
  const timers: (() => void)[] = [];
  let now = at - 5;
  const host = {
    now: () => now,
    timer: (_ms: number, call: () => void) => {
      timers.push(call);
      return () => undefined;
    },
  } as unknown as HostPort;
  let told = 0;
  const alarm = createAlarm(host, () => state, () => {
    told += 1;
    now += 1; // nothing comes of it yet, and the clock ticks meanwhile
  });
  alarm.set();
  now = at - 1;
  timers[0]?.();
  expect([told, timers.length]).toEqual([1, 2]);
  now = at;
  timers[1]?.();
  expect([told, timers.length]).toEqual([2, 2]); // nothing came of it in time: it waits for something else
});

test('R7: no timer is longer than platforms bear, however far ahead the deadline is', () => {
  const { state } = signedIn();
  const asked: number[] = [];
  const host = {
    now: () => (deadline(state) ?? NaN) - 2 ** 31,
    timer: (ms: number) => {
      asked.push(ms);
      return () => undefined;
    },
  } as unknown as HostPort;
  createAlarm(host, () => state, () => undefined).set();
  expect(asked).toEqual([2 ** 31 - 1]);
});
