import type { HostPort } from '@firstring/core/driver';
import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import type { World } from '../world/world.js';
import { CLOCK_MS, PROMPT_MS } from './asking.js';
import { INSTANCE, twoOn } from './declared.js';

const NAME = `${INSTANCE}/refresh`;

/** `exclusively`: one at a time, but nobody waits for ever (S6). */
export const HOST_LOCKS: readonly Case[] = [
  {
    id: 'HOST-031',
    title: 'one at a time under one name',
    clauses: ['S6'],
    run: async (world) => {
      const { host } = world.createDevice().ports;
      equal(await mostAtOnce(world, [host, host, host, host], () => NAME), 1, 'works at the same time');
    },
  },
  {
    id: 'HOST-032',
    title: 'one at a time in two windows too',
    clauses: ['S6'],
    needs: ['host.locks'],
    run: async (world) => {
      const [one, other] = hostsOf(world);
      equal(await mostAtOnce(world, [one, other, one, other], () => NAME), 1, 'works at the same time');
    },
  },
  {
    id: 'HOST-033',
    title: 'other names do not wait for one another',
    clauses: ['S6'],
    run: async (world) => {
      const { host } = world.createDevice().ports;
      const names = ['contract/a', 'contract/A', 'contract/b', ''];
      equal(await mostAtOnce(world, [host, host, host, host], (at) => names[at] ?? ''), 4, 'works at the same time');
    },
  },
  {
    id: 'HOST-034',
    title: 'the result of the work comes through, its rejection too, and the lock is free again after either',
    clauses: ['S6'],
    run: async (world) => {
      const { host } = world.createDevice().ports;
      equal(await world.until(host.exclusively(NAME, 10_000, () => Promise.resolve({ seven: 7 }))), { seven: 7 }, 'the result');
      const reason = new Error('the work failed');
      const rejection = await world.until(host.exclusively(NAME, 10_000, () => Promise.reject(reason)).then(() => undefined, (error: unknown) => error));
      check(rejection === reason, 'the rejection did not come through');
      const before = world.now();
      equal(await world.until(host.exclusively(NAME, 10_000, () => Promise.resolve('next'))), 'next', 'the result after the rejection');
      check(world.now() - before < PROMPT_MS, 'the lock was not free');
    },
  },
  {
    id: 'HOST-035',
    title: 'after the wait the work runs anyway, and the lock stays with its owner',
    clauses: ['S6'],
    run: async (world) => {
      const { host } = world.createDevice().ports;
      const owner = holding(host);
      await world.when(owner.holds, 'the lock to be held');
      for (const round of ['first', 'second']) {
        const before = world.now();
        equal(await world.until(host.exclusively(NAME, 150, () => Promise.resolve(round))), round, 'the result');
        const took = world.now() - before;
        check(took >= 150 - CLOCK_MS && took < 150 + PROMPT_MS, `the ${round} waited ${took} ms, not 150`);
      }
      const before = world.now();
      for (const waitMs of [0, -1]) equal(await world.until(host.exclusively(NAME, waitMs, () => Promise.resolve(waitMs))), waitMs, 'the result without a wait');
      check(world.now() - before < PROMPT_MS, 'a wait of nothing took long');
      owner.release();
      await world.until(owner.done);
    },
  },
  {
    id: 'HOST-036',
    title: 'no wait is longer than 10 s, whatever is asked for',
    clauses: ['S6'],
    needs: ['virtual-time'],
    run: async (world) => {
      const { host } = world.createDevice().ports;
      const owner = holding(host);
      await world.when(owner.holds, 'the lock to be held');
      const before = world.now();
      equal(await world.until(host.exclusively(NAME, 3_600_000, () => Promise.resolve('ran'))), 'ran', 'the result');
      const took = world.now() - before;
      check(took >= 9_000 && took <= 11_000, `it waited ${took} ms`);
      owner.release();
    },
  },
  {
    id: 'HOST-037',
    title: 'who waits goes on as soon as the owner is done',
    clauses: ['S6'],
    run: async (world) => {
      const { host } = world.createDevice().ports;
      const owner = holding(host);
      await world.when(owner.holds, 'the lock to be held');
      const order: string[] = [];
      const waiting = host.exclusively(NAME, 10_000, () => Promise.resolve(order.push('waited')));
      await world.advance(100);
      order.push('released');
      const before = world.now();
      owner.release();
      await world.until(waiting);
      equal(order, ['released', 'waited'], 'the order');
      check(world.now() - before < PROMPT_MS, 'it went on late');
    },
  },
];

function hostsOf(world: World): readonly [HostPort, HostPort] {
  const [one, other] = twoOn(world);
  return [one.ports.host, other.ports.host];
}

/** How many of these works ran at the same time; each takes 100 ms. */
async function mostAtOnce(world: World, hosts: readonly HostPort[], nameOf: (at: number) => string): Promise<number> {
  let inside = 0;
  let most = 0;
  const works = hosts.map((host, at) =>
    host.exclusively(nameOf(at), 10_000, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise<void>((resolve) => {
        host.timer(100, resolve);
      });
      inside -= 1;
      return at;
    }),
  );
  equal(await world.until(Promise.all(works)), hosts.map((_, at) => at), 'the results');
  return most;
}

/** Takes the lock and keeps it until `release`. */
function holding(host: HostPort): { readonly holds: () => boolean; readonly release: () => void; readonly done: Promise<void> } {
  let held = false;
  let release = (): void => undefined;
  const done = host.exclusively(NAME, 10_000, () => {
    held = true;
    return new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  return {
    holds: () => held,
    release: () => {
      release();
    },
    done,
  };
}
