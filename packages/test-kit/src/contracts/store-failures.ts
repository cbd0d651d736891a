import type { Case } from '../run/case.js';
import { check, equal, present } from '../run/check.js';
import { commit, committed, forget, generation, loaded, REASONS } from './committing.js';
import { checkFailure, INSTANCE } from './declared.js';

/** More than any commit takes. */
const LONGEST_MS = 2_000;

/** Crashes, and storages that refuse (S1, O13). */
export const STORE_FAILURES: readonly Case[] = [
  {
    id: 'STORE-061',
    title: 'killed at any moment of a commit, the store holds the old or the new state, whole, and goes on from there',
    clauses: ['S1'],
    needs: ['faults.crash', 'store.durable', 'virtual-time'],
    run: async (world) => {
      const seen = new Set<string>();
      for (let ms = 0; ; ms += 1) {
        check(ms < LONGEST_MS, 'a commit never ends');
        const device = world.createDevice();
        await committed(world, device.ports.store, 1);
        await committed(world, device.ports.store, 2);
        let ended = false;
        void device.ports.store.commit(INSTANCE, generation(3), 2).then(() => {
          ended = true;
        });
        await world.advance(ms);
        present(device.crash, 'crash')();
        await world.advance(100);
        await device.restart();
        const numbers = (await loaded(world, device.ports.store)).map(({ number, text }) => (text === `text ${number}` ? number : 'damaged'));
        const state = numbers.join();
        check(state === '2,1' || state === '3,2', `the store holds ${state} after ${ms} ms`);
        check(!ended || state === '3,2', 'the commit was reported, but is not there');
        await committed(world, device.ports.store, state === '2,1' ? 3 : 4);
        seen.add(state);
        if (ended) break;
      }
      equal(Array.from(seen).sort(), ['2,1', '3,2'], 'both sides of the commit');
    },
  },
  ...REASONS.map((reason, at): Case => ({
    id: `STORE-07${at + 1}`,
    title: `a commit that fails because the storage is ${reason}: told so, no conflict, nothing written, the next one works`,
    clauses: ['O13', 'S1'],
    needs: ['faults.storage'],
    run: async (world) => {
      const device = world.createDevice();
      const { store } = device.ports;
      await committed(world, store, 1);
      await committed(world, store, 2);
      present(device.failCommits, 'failCommits')(reason, 2);
      for (let times = 0; times < 2; times += 1) {
        const outcome = await commit(world, store, generation(3), 2);
        check(!outcome.ok && !outcome.conflict, `the commit is ${outcome.ok ? 'made' : 'a conflict'}`);
        checkFailure(outcome.failure, [reason]);
        equal(await loaded(world, store), [2, 1].map(generation), 'generations');
      }
      await committed(world, store, 3);
      equal(await loaded(world, store), [3, 2].map(generation), 'generations in the end');
    },
  })),
  {
    id: 'STORE-075',
    title: 'a storage that is broken: every call is a failure, none rejects, and once it is mended everything is there',
    clauses: ['O13', 'S2'],
    needs: ['faults.storage-broken'],
    run: async (world) => {
      const device = world.createDevice();
      const { store } = device.ports;
      await committed(world, store, 1);
      await committed(world, store, 2);
      await present(device.breakStorage, 'breakStorage')();
      const load = await world.until(store.load(INSTANCE));
      check(!load.ok, 'a broken storage was read');
      checkFailure(load.failure, REASONS);
      const outcome = await commit(world, store, generation(3), 2);
      check(!outcome.ok && !outcome.conflict, `the commit is ${outcome.ok ? 'made' : 'a conflict'}`);
      checkFailure(outcome.failure, REASONS);
      const forgotten = await forget(world, store);
      check(!forgotten.ok, 'a broken storage was cleared');
      checkFailure(forgotten.failure, REASONS);
      await present(device.mendStorage, 'mendStorage')();
      equal(await loaded(world, store), [2, 1].map(generation), 'generations');
      await committed(world, store, 3);
    },
  },
];
