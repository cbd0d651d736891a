import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import { CLOCK_MS } from './asking.js';
import { has } from './declared.js';
import { HOST_LOCKS } from './host-locks.js';
import { HOST_SIGNALS } from './host-signals.js';

/** Clocks of one machine, read in different places, one after the other. */
const APART_MS = 2_000;

const FAR = [2 ** 31 - 1, 2 ** 31, 2 ** 31 + 5, 2 ** 32, 2 ** 32 + 5, 30 * 86_400_000, 1e12];

/** What `HostPort` promises. */
export const HOST_CONTRACT: readonly Case[] = [
  {
    id: 'HOST-001',
    title: 'now is the time of the world, in milliseconds since the epoch, and goes on with it',
    clauses: ['R7'],
    run: async (world) => {
      const { host } = world.createDevice().ports;
      const apart = has(world, 'virtual-time') ? 0 : APART_MS;
      const [own, outer] = [host.now(), world.now()];
      check(Math.abs(own - outer) <= apart, `the host says ${own}, the world ${outer}`);
      await world.advance(100);
      check(host.now() - own >= 100 - CLOCK_MS, 'the clock stands still');
    },
  },
  {
    id: 'HOST-002',
    title: 'facts are there, short, and tell a locale',
    clauses: ['W6'],
    run: (world) => {
      const { facts } = world.createDevice().ports.host;
      for (const name of ['platform', 'platformVersion', 'locale', 'device', 'cpu'] as const) {
        const fact: unknown = facts[name];
        check(typeof fact === 'string' && fact.length > 0 && fact.length < 200 && fact === fact.trim(), `${name} is ${JSON.stringify(fact)}`);
      }
      check(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(facts.locale), `the locale is ${facts.locale}`);
      return Promise.resolve();
    },
  },
  {
    id: 'HOST-003',
    title: 'entropy is lower-case hex of as many bytes, another one every time',
    clauses: ['S3'],
    run: (world) => {
      const { host } = world.createDevice().ports;
      for (const bytes of [0, 1, 2, 16, 32, 1_000]) {
        const hex = host.entropy(bytes);
        check(hex.length === 2 * bytes && /^[0-9a-f]*$/.test(hex), `no hex of ${bytes} bytes: ${hex.slice(0, 80)}`);
      }
      const all = Array.from({ length: 500 }, () => host.entropy(16));
      equal(new Set(all).size, all.length, 'different texts');
      equal(new Set(all.join('').match(/../g)).size, 256, 'different bytes among 8,000');
      return Promise.resolve();
    },
  },
  {
    id: 'HOST-004',
    title: 'two devices draw different chances, and so does a device after a restart',
    clauses: ['S3'],
    run: async (world) => {
      const device = world.createDevice();
      const drawn = [device.ports.host.entropy(16), world.createDevice().ports.host.entropy(16)];
      await device.restart();
      equal(new Set([...drawn, device.ports.host.entropy(16)]).size, 3, 'different texts');
    },
  },
  {
    id: 'HOST-011',
    title: 'a timer fires once and not early',
    clauses: ['R7'],
    run: async (world) => {
      const { host } = world.createDevice().ports;
      const started = world.now();
      const fired: number[] = [];
      host.timer(120, () => fired.push(world.now() - started));
      await world.when(() => fired.length > 0, 'the timer to fire');
      check((fired[0] ?? 0) >= 120 - CLOCK_MS, `it fired after ${String(fired[0])} ms, not 120`);
      await world.advance(300);
      equal(fired.length, 1, 'times that it fired');
    },
  },
  {
    id: 'HOST-012',
    title: 'a timer that was cancelled never fires; cancelling again, or after it fired, is nothing',
    clauses: ['R7'],
    run: async (world) => {
      const { host } = world.createDevice().ports;
      const fired: string[] = [];
      const cancel = host.timer(60, () => fired.push('cancelled'));
      const cancelDue = host.timer(120, () => fired.push('due'));
      cancel();
      cancel();
      await world.when(() => fired.length > 0, 'the other timer to fire');
      cancelDue();
      host.timer(0, () => fired.push('next'));
      cancel();
      cancelDue();
      await world.when(() => fired.includes('next'), 'a later timer to fire');
      equal(fired, ['due', 'next'], 'what fired');
    },
  },
  {
    id: 'HOST-013',
    title: 'a timer of 0, or of less, fires soon, but not inside the call',
    clauses: ['R7'],
    run: async (world) => {
      const { host } = world.createDevice().ports;
      const fired: number[] = [];
      let inside = true;
      for (const delay of [0, -1, -1e12]) {
        host.timer(delay, () => {
          check(!inside, 'it fired inside the call');
          fired.push(delay);
        });
      }
      inside = false;
      const started = world.now();
      await world.when(() => fired.length === 3, 'all three to fire');
      check(world.now() - started < 2_000, 'it took long');
    },
  },
  {
    id: 'HOST-014',
    title: 'a timer for a far time does not fire at once',
    clauses: ['R7'],
    run: async (world) => {
      const { host } = world.createDevice().ports;
      const fired: number[] = [];
      const cancels = FAR.map((delay) => host.timer(delay, () => fired.push(delay)));
      await world.advance(150);
      cancels.forEach((cancel) => {
        cancel();
      });
      equal(fired, [], 'what fired');
    },
  },
  {
    id: 'HOST-015',
    title: 'timers fire in the order of their times',
    clauses: ['R7'],
    run: async (world) => {
      const { host } = world.createDevice().ports;
      const fired: number[] = [];
      for (const delay of [300, 100, 200, 0]) host.timer(delay, () => fired.push(delay));
      await world.when(() => fired.length === 4, 'all four to fire');
      equal(fired, [0, 100, 200, 300], 'the order');
    },
  },
  ...HOST_SIGNALS,
  ...HOST_LOCKS,
];
