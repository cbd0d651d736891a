import type { StorePort } from '@firstring/core/driver';
import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import type { World } from '../world/world.js';
import { commit, committed, CONFLICT, forget, generation, loaded, REASONS } from './committing.js';
import { checkFailure, declared, has, INSTANCE, twoOn } from './declared.js';
import { STORE_FAILURES } from './store-failures.js';

const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['JSON', '{ "b": "Žluťoučký 📞 \\u017d", "a": [1.0, 1e2, null], "a": "/" }'],
  ['nothing', ''],
  ['outer white space', ' \r\n\t trailing and leading \r\n'],
  ['a byte order mark', '\ufeffwith a byte order mark'],
  ['the word null', 'null'],
  ['half of JSON', '{"not json'],
  ['zeros and rare line ends', 'a\u0000b\u2028c\u2029d'],
  ['accents, composed and not', 'e\u0301 and \u00e9'],
  ['300 kB', 'x'.repeat(300_000)],
  ['300 kB of longer characters', 'Ž📞'.repeat(50_000)],
];

const LONG = 'x'.repeat(300);

/** Names that a file system, an object or a key-value store may treat in their own ways. */
const INSTANCES = [
  'contract', 'Contract', 'CONTRACT', '', ' ', '.', '..', '../contract', 'contract/', 'a/b', 'a\\b', 'ä/\\:*', 'con', 'nul.', 'é', 'e\u0301',
  'constructor', '__proto__', 'toString', 'hasOwnProperty', 'length', '0', 'a:b', 'a:b:c', 'a b', '%2e', LONG, `${LONG}y`, 'Ž📞'.repeat(100),
];

/** What `StorePort` promises. */
export const STORE_CONTRACT: readonly Case[] = [
  {
    id: 'STORE-001',
    title: 'the port says of itself what was declared of it',
    clauses: ['S1', 'S6'],
    run: (world) => {
      const { store } = world.createDevice().ports;
      equal(store.durable, has(world, 'store.durable'), 'durable');
      equal(store.scope, declared(world, 'store.scope', ['process', 'origin', 'host']), 'scope');
      return Promise.resolve();
    },
  },
  {
    id: 'STORE-002',
    title: 'an empty list where nothing was ever committed, also after a look',
    clauses: ['S1'],
    run: async (world) => {
      const { store } = world.createDevice().ports;
      equal(await loaded(world, store), [], 'generations');
      equal(await loaded(world, store), [], 'generations at the second look');
    },
  },
  {
    id: 'STORE-003',
    title: 'newest first, at most two, the previous one kept',
    clauses: ['S1'],
    run: async (world) => {
      const { store } = world.createDevice().ports;
      for (let number = 1; number <= 4; number += 1) {
        await committed(world, store, number);
        equal(await loaded(world, store), [number, number - 1].filter((one) => one > 0).map(generation), `generations after ${number}`);
      }
    },
  },
  ...TEXTS.map(([what, text], at): Case => ({
    id: `STORE-01${at}`,
    title: `a text is never altered: ${what}`,
    clauses: ['S1'],
    run: async (world) => {
      const { store } = world.createDevice().ports;
      await committed(world, store, 1, text);
      await committed(world, store, 2, `${text}.`);
      const texts = (await loaded(world, store)).map((one) => one.text);
      check(texts.length === 2 && texts[0] === `${text}.` && texts[1] === text, 'the texts are other ones');
    },
  })),
  {
    id: 'STORE-021',
    title: 'another expectation than the newest is a conflict, and nothing is written',
    clauses: ['S6'],
    run: async (world) => {
      const { store } = world.createDevice().ports;
      equal(await commit(world, store, { number: 8, text: 'late' }, 7), CONFLICT, 'a commit after what never was');
      equal(await loaded(world, store), [], 'generations');
      await committed(world, store, 1);
      await committed(world, store, 2);
      for (const [number, expected] of [[1, undefined], [3, undefined], [0, undefined], [2, 1], [3, 1], [4, 3], [9, 1]] as const)
        equal(await commit(world, store, { number, text: 'late' }, expected), CONFLICT, `number ${number} after ${String(expected)}`);
      equal(await loaded(world, store), [2, 1].map(generation), 'generations');
      await committed(world, store, 3);
    },
  },
  {
    id: 'STORE-022',
    title: 'a number that does not follow is a failure, and nothing is written',
    clauses: ['S1', 'S6'],
    run: async (world) => {
      const { store } = world.createDevice().ports;
      await committed(world, store, 1);
      for (const number of [0, 1, 3, 1.5, -1, NaN, Infinity]) {
        const outcome = await commit(world, store, { number, text: 'x' }, 1);
        check(!outcome.ok && !outcome.conflict, `number ${number} after 1 was committed, or is a conflict`);
        checkFailure(outcome.failure, REASONS);
      }
      equal(await loaded(world, store), [generation(1)], 'generations');
      await committed(world, store, 2);
    },
  },
  {
    id: 'STORE-023',
    title: 'of commits after the same generation, at once, exactly one is made; the others are conflicts',
    clauses: ['S6'],
    run: (world) => {
      const { store } = world.createDevice().ports;
      return race(world, [store, store, store, store]);
    },
  },
  {
    id: 'STORE-024',
    title: 'what one window commits the other one loads, and follows',
    clauses: ['S6'],
    run: async (world) => {
      const [one, other] = twoOn(world).map(({ ports }) => ports.store) as [StorePort, StorePort];
      equal(await loaded(world, other), [], 'generations before');
      await committed(world, one, 1);
      equal(await loaded(world, other), [generation(1)], 'generations after');
      await committed(world, other, 2);
      equal(await loaded(world, one), [2, 1].map(generation), 'generations for the first');
      equal(await commit(world, one, generation(2), 1), CONFLICT, 'a late commit of the first');
    },
  },
  {
    id: 'STORE-025',
    title: 'the same in two windows or processes, where there can be two',
    clauses: ['S6'],
    needs: ['store.scope=origin|host'],
    run: (world) => {
      const [one, other] = twoOn(world);
      return race(world, [one.ports.store, other.ports.store, one.ports.store, other.ports.store]);
    },
  },
  {
    id: 'STORE-031',
    title: 'instances are apart, whatever they are called',
    clauses: ['F10'],
    run: async (world) => {
      const { store } = world.createDevice().ports;
      for (const instance of INSTANCES) equal(await loaded(world, store, instance), [], `generations of ${JSON.stringify(instance.slice(0, 20))}`);
      for (const instance of INSTANCES) equal(await commit(world, store, { number: 1, text: `of ${instance}` }, undefined, instance), { ok: true }, 'a commit');
      const last = INSTANCES[INSTANCES.length - 1] ?? '';
      equal(await commit(world, store, { number: 2, text: 'second' }, 1, last), { ok: true }, 'a second commit');
      equal(await forget(world, store, last), { ok: true }, 'forget');
      for (const instance of INSTANCES)
        equal(await loaded(world, store, instance), [instance === last ? { number: 2, text: 'second' } : { number: 1, text: `of ${instance}` }], `generations of ${JSON.stringify(instance.slice(0, 20))}`);
    },
  },
  {
    id: 'STORE-032',
    title: 'two devices know nothing of one another',
    clauses: ['S6'],
    run: async (world) => {
      const [one, other] = [world.createDevice().ports.store, world.createDevice().ports.store];
      await committed(world, one, 1);
      equal(await loaded(world, other), [], 'generations of the other');
    },
  },
  {
    id: 'STORE-041',
    title: 'forget keeps the newest generation alone, whole, as often as it is called',
    clauses: ['R12'],
    run: async (world) => {
      const { store } = world.createDevice().ports;
      equal(await forget(world, store), { ok: true }, 'forget where nothing is');
      equal(await loaded(world, store), [], 'generations where nothing is');
      await committed(world, store, 1);
      equal(await forget(world, store), { ok: true }, 'forget with one generation');
      equal(await loaded(world, store), [generation(1)], 'generations after one');
      await committed(world, store, 2);
      for (let times = 0; times < 2; times += 1) {
        equal(await forget(world, store), { ok: true }, 'forget with two generations');
        equal(await loaded(world, store), [generation(2)], 'generations after two');
      }
    },
  },
  {
    id: 'STORE-042',
    title: 'what was forgotten is nowhere in the storage',
    clauses: ['R12'],
    run: async (world) => {
      const device = world.createDevice();
      const { store } = device.ports;
      await committed(world, store, 1, 'forgotten-5b1e');
      await committed(world, store, 2, 'kept-5b1e');
      await forget(world, store);
      const dump = await device.storageDump();
      check(dump.includes('kept-5b1e'), 'the storage lacks what was kept, so a look at it says nothing');
      check(!dump.includes('forgotten-5b1e'), 'the storage still holds what was forgotten');
    },
  },
  {
    id: 'STORE-043',
    title: 'after forget, the next generation follows the one that was kept, and an old expectation is a conflict',
    clauses: ['R12', 'S6'],
    run: async (world) => {
      const { store } = world.createDevice().ports;
      await committed(world, store, 1);
      await committed(world, store, 2);
      await forget(world, store);
      equal(await commit(world, store, generation(1), undefined), CONFLICT, 'a commit as on an empty store');
      equal(await commit(world, store, generation(2), 1), CONFLICT, 'a commit after what was forgotten');
      await committed(world, store, 3);
      equal(await loaded(world, store), [3, 2].map(generation), 'generations');
    },
  },
  {
    id: 'STORE-051',
    title: 'after a restart the same generations where the store is durable, none where it is not',
    clauses: ['S1'],
    run: async (world) => {
      const device = world.createDevice();
      await committed(world, device.ports.store, 1);
      await committed(world, device.ports.store, 2);
      const before = device.ports.store;
      await device.restart();
      check(device.ports.store !== before, 'the restart made no new ports');
      equal(await loaded(world, device.ports.store), has(world, 'store.durable') ? [2, 1].map(generation) : [], 'generations');
      if (has(world, 'store.durable')) await committed(world, device.ports.store, 3);
    },
  },
  ...STORE_FAILURES,
];

async function race(world: World, stores: readonly StorePort[]): Promise<void> {
  for (let number = 1; number <= 5; number += 1) {
    const expected = number === 1 ? undefined : number - 1;
    const outcomes = await world.until(Promise.all(stores.map((store, at) => store.commit(INSTANCE, { number, text: `by ${at}` }, expected))));
    const winner = outcomes.findIndex(({ ok }) => ok);
    equal(outcomes.filter(({ ok }) => !ok), [CONFLICT, CONFLICT, CONFLICT], `those who lost round ${number}`);
    for (const store of stores) equal((await loaded(world, store))[0], { number, text: `by ${winner}` }, `the newest after round ${number}`);
  }
}
