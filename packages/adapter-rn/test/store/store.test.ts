import type { StoreCommit, StoreLoad, StorePort } from '@firstring/core/driver';
import { dumpNativeDisk } from '@firstring/test-kit/native';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instanceName } from '../../src/instance-name.js';
import type { NativeStorage } from '../../src/native-modules.js';
import { createStorePort } from '../../src/store.js';
import { phone, type Phone, type PhoneOptions } from '../phone.js';

const CONFLICT = { ok: false, conflict: true };

function setUp(options: PhoneOptions = {}): Phone & { readonly store: StorePort; commit(number: number, text?: string): Promise<StoreCommit>; load(): Promise<StoreLoad> } {
  const on = phone(options);
  const store = createStorePort(on.device.storage, on.device.globals);
  return {
    ...on,
    store,
    commit: (number, text = `text ${number}`) => on.until(store.commit('default', { number, text }, number === 1 ? undefined : number - 1)),
    load: () => on.until(store.load('default')),
  };
}

const keys = ({ own }: Phone): string[] => [...own.disk.items.keys()].sort();

test('says what it can do', () => {
  expect(setUp().store).toMatchObject({ durable: true, scope: 'process' });
});

test('S1: what was committed is loaded, newest first, at most two, and nothing else lies there', async () => {
  const on = setUp();
  expect(await on.load()).toEqual({ ok: true, generations: [] });
  expect(keys(on)).toEqual([]);
  for (let number = 1; number <= 4; number += 1) expect(await on.commit(number, `text ${number} é📞\r\n`)).toEqual({ ok: true });
  const generations = [4, 3].map((number) => ({ number, text: `text ${number} é📞\r\n` }));
  expect(await setUp({ of: on.own }).load()).toEqual({ ok: true, generations });
  expect(keys(on)).toEqual(['firstring/default/3', 'firstring/default/4', 'firstring/default/newest']);
});

test('S6: another expectation than the newest is a conflict and writes nothing', async () => {
  const on = setUp();
  const commit = (number: number, expected: number | undefined): Promise<StoreCommit> => on.until(on.store.commit('default', { number, text: 'late' }, expected));
  expect(await commit(1, 7)).toEqual(CONFLICT);
  await on.commit(1);
  await on.commit(2);
  const before = dumpNativeDisk(on.own.disk);
  for (const [number, expected] of [[1, undefined], [3, undefined], [2, 1], [3, 1], [4, 3]] as const) expect(await commit(number, expected)).toEqual(CONFLICT);
  expect(dumpNativeDisk(on.own.disk)).toBe(before);
});

test('S6: of many commits after the same generation exactly one is made, through any number of ports of one storage', async () => {
  const on = setUp();
  const ports = Array.from({ length: 5 }, () => createStorePort(on.device.storage, on.device.globals));
  const all = await on.until(Promise.all(ports.flatMap((port) => [1, 2, 3].map((at) => port.commit('default', { number: 1, text: `by ${at}` }, undefined)))));
  expect(all.filter(({ ok }) => ok)).toHaveLength(1);
  expect(all.filter((committed) => !committed.ok && !committed.conflict)).toEqual([]);
});

test('a number that does not follow is refused, nothing written', async () => {
  const on = setUp();
  await on.commit(1);
  const before = dumpNativeDisk(on.own.disk);
  for (const number of [0, 1, 3, 2.5, Number.NaN])
    expect(await on.until(on.store.commit('default', { number, text: 'x' }, 1))).toEqual({ ok: false, conflict: false, failure: { reason: 'failed', cause: 'out-of-range' } });
  expect(dumpNativeDisk(on.own.disk)).toBe(before);
});

test('F10: instances are apart, whatever they are called', async () => {
  const on = setUp();
  const instances = ['default', 'Default', '', '.', '../default', 'default/1', 'a/b', 'a_b', 'a_2f_b', 'é', 'e\u0301', '\ud800', 'newest', '7'];
  for (const instance of instances) expect(await on.until(on.store.commit(instance, { number: 1, text: instance }, undefined))).toEqual({ ok: true });
  for (const instance of instances) expect(await on.until(on.store.load(instance))).toEqual({ ok: true, generations: [{ number: 1, text: instance }] });
  for (const instance of instances) expect(await on.until(on.store.commit(instance, { number: 2, text: 'two' }, 1))).toEqual({ ok: true });
  expect(on.own.disk.items.size).toBe(3 * instances.length);
});

test('instance names: different texts, different names, of characters that a keychain takes', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 20 }), (one, other) => {
      return /^[A-Za-z0-9_-]*$/.test(instanceName(one)) && (instanceName(one) === instanceName(other)) === (one === other);
    }),
  );
  for (const [one, other] of [['a_', 'a'], ['_5f_', '_'], ['A', 'a'], ['é', '_e9_']] as const) expect(instanceName(one)).not.toBe(instanceName(other));
});

test('keys of others are neither read nor removed', async () => {
  const on = setUp();
  const theirs = ['theirs', 'firstring', 'firstring/default', 'firstring/default/7x', 'firstring/default2/7', 'firstring/other/newest'];
  for (const key of theirs) on.own.disk.items.set(key, 'theirs');
  await on.commit(1);
  await on.commit(2);
  await on.until(on.store.forget('default'));
  for (const key of theirs) expect(on.own.disk.items.get(key)).toBe('theirs');
});

describe('R12: forget', () => {
  test('leaves the newest generation and nothing else, strays included', async () => {
    const on = setUp();
    expect(await on.until(on.store.forget('default'))).toEqual({ ok: true });
    await on.commit(1);
    await on.commit(2);
    on.own.disk.items.set('firstring/default/3', 'left by a kill');
    expect(await on.until(on.store.forget('default'))).toEqual({ ok: true });
    expect(keys(on)).toEqual(['firstring/default/2', 'firstring/default/newest']);
    expect(await on.load()).toEqual({ ok: true, generations: [{ number: 2, text: 'text 2' }] });
  });

  test('that fails says so, and the next one removes the rest', async () => {
    const on = setUp();
    await on.commit(1);
    await on.commit(2);
    on.own.disk.broken = true;
    expect(await on.until(on.store.forget('default'))).toEqual({ ok: false, failure: { reason: 'failed', cause: 'SQLITE_IOERR' } });
    on.own.disk.broken = false;
    expect(await on.until(on.store.forget('default'))).toEqual({ ok: true });
    expect(dumpNativeDisk(on.own.disk)).not.toContain('text 1');
  });
});

describe('S1: killed', () => {
  /** Starts `doing` on a phone with two generations and kills the app after so many calls of AsyncStorage have landed. */
  async function killedAfter(calls: number, doing: (store: StorePort) => Promise<unknown>): Promise<{ readonly after: StoreLoad; readonly whole: boolean; readonly on: Phone }> {
    const first = setUp();
    await first.commit(1);
    await first.commit(2);
    let landed = 0;
    const on = setUp({ of: first.own, alive: () => landed < calls });
    const counting = new Proxy(on.device.storage, {
      get: (storage, name: keyof NativeStorage) => async (...given: never[]) => {
        const answer: unknown = await (storage[name] as (...all: never[]) => Promise<unknown>)(...given);
        landed += 1;
        return landed < calls ? answer : new Promise(() => undefined);
      },
    });
    let ended = false;
    void doing(createStorePort(counting, on.device.globals)).then(() => (ended = true));
    await on.pass(60_000);
    const again = setUp({ of: first.own });
    return { after: await again.load(), whole: ended, on: again };
  }

  const OLD = [{ number: 2, text: 'text 2' }, { number: 1, text: 'text 1' }];
  const NEW = [{ number: 3, text: 'text 3' }, { number: 2, text: 'text 2' }];

  test('between any two calls of a commit, the old or the new generation is there, whole, and the one before it too', async () => {
    const seen: string[] = [];
    for (let calls = 1; ; calls += 1) {
      const { after, whole, on } = await killedAfter(calls, (store) => store.commit('default', { number: 3, text: 'text 3' }, 2));
      expect([{ ok: true, generations: OLD }, { ok: true, generations: NEW }]).toContainEqual(after);
      seen.push(after.ok && after.generations[0]?.number === 3 ? 'new' : 'old');
      // What the kill left is in nobody's way, and goes with the next commit.
      const follow = after.ok ? (after.generations[0]?.number ?? 0) + 1 : 0;
      const port = createStorePort(on.device.storage, on.device.globals);
      expect(await on.until(port.commit('default', { number: follow, text: 'next' }, follow - 1))).toEqual({ ok: true });
      expect(keys(on)).toEqual([`firstring/default/${follow - 1}`, `firstring/default/${follow}`, 'firstring/default/newest']);
      if (whole) break;
    }
    expect(seen.length).toBeGreaterThan(5);
    expect(new Set(seen)).toEqual(new Set(['old', 'new']));
    expect(seen.indexOf('new')).toBe(seen.lastIndexOf('old') + 1); // one moment divides them
  });

  test('between any two calls of forget, the newest generation is there, whole', async () => {
    for (let calls = 1; ; calls += 1) {
      const { after, whole } = await killedAfter(calls, (store) => store.forget('default'));
      expect([{ ok: true, generations: OLD }, { ok: true, generations: OLD.slice(0, 1) }]).toContainEqual(after);
      if (whole) break;
    }
  });
});

describe('S2: damage', () => {
  test('a text that is gone reads as an empty one, which the core takes for damage', async () => {
    const on = setUp();
    await on.commit(1);
    await on.commit(2);
    on.own.disk.items.delete('firstring/default/2');
    expect(await on.load()).toEqual({ ok: true, generations: [{ number: 2, text: '' }, { number: 1, text: 'text 1' }] });
    expect(await on.commit(3)).toEqual({ ok: true });
    expect(await on.load()).toMatchObject({ generations: [{ number: 3, text: 'text 3' }, { number: 2 }] });
  });

  test.each(['', 'x', '7 x', '2 1 0', '{}', '-1', '99999999999999999999'])('a pointer that says %j hides nothing: damage above what lies there, and commits go on', async (text) => {
    const on = setUp();
    await on.commit(1);
    await on.commit(2);
    on.own.disk.items.set('firstring/default/newest', text);
    expect(await on.load()).toEqual({ ok: true, generations: [{ number: 3, text: '' }, { number: 2, text: 'text 2' }] });
    expect(await on.until(on.store.commit('default', { number: 4, text: 'mended' }, 3))).toEqual({ ok: true });
    expect(await on.load()).toMatchObject({ generations: [{ number: 4, text: 'mended' }, {}] });
  });

  test('a damaged pointer where nothing lies is damage, not an empty store', async () => {
    const on = setUp();
    on.own.disk.items.set('firstring/default/newest', 'x');
    expect(await on.load()).toEqual({ ok: true, generations: [{ number: 1, text: '' }] });
  });
});

describe('O13: the storage refuses', () => {
  test.each([
    ['database or disk is full (code 13 SQLITE_FULL[13])', 'full', 'SQLITE_FULL'],
    ['Error code: 13, message: database or disk is full', 'full', 'Error'],
    ['The quota has been exceeded.', 'full', 'Error'],
    ['Row too big to fit into CursorWindow requiredPos=0, totalPos=1', 'full', 'Error'],
    ['Error Domain=NSCocoaErrorDomain Code=640 "not enough space"', 'full', 'Error'],
    ['attempt to write a readonly database (code 1032 SQLITE_READONLY_DBMOVED)', 'denied', 'SQLITE_READONLY_DBMOVED'],
    ['Error Domain=NSCocoaErrorDomain Code=513', 'denied', 'Error'],
    ['database is locked (code 5 SQLITE_BUSY)', 'locked', 'SQLITE_BUSY'],
    ['disk I/O error (code 778 SQLITE_IOERR_WRITE)', 'failed', 'SQLITE_IOERR_WRITE'],
    ['something about firstring/default/1 with canary', 'failed', 'Error'],
  ])('%s: %s', async (message, reason, cause) => {
    const on = setUp();
    const failing = { ...on.device.storage, setItem: () => Promise.reject(new Error(message)) };
    const refused = await on.until(createStorePort(failing, on.device.globals).commit('default', { number: 1, text: 'canary' }, undefined));
    expect(refused).toMatchObject({ ok: false, conflict: false, failure: { reason } });
    expect(JSON.stringify(refused)).toContain(cause);
    expect(JSON.stringify(refused)).not.toContain('canary');
  });

  test('an error without any word has none here either', async () => {
    const on = setUp();
    const failing = { ...on.device.storage, getItem: () => Promise.reject(Object.assign(new Error('canary'), { name: 'canary canary' })) };
    expect(await on.until(createStorePort(failing, on.device.globals).load('default'))).toEqual({ ok: false, failure: { reason: 'failed', cause: 'unnamed' } });
  });

  test('a module that throws instead of rejecting is a failure like any other', async () => {
    const on = setUp();
    const throwing = { ...on.device.storage, getItem: () => { throw new TypeError('no native module'); } };
    expect(await on.until(createStorePort(throwing, on.device.globals).load('default'))).toEqual({ ok: false, failure: { reason: 'failed', cause: 'TypeError' } });
  });

  test('a text that Android could write and not read is refused, the old generation stays', async () => {
    const on = setUp();
    await on.commit(1);
    expect(await on.commit(2, 'x'.repeat(2_100_000))).toMatchObject({ ok: false, conflict: false, failure: { reason: 'full' } });
    expect(await on.load()).toEqual({ ok: true, generations: [{ number: 1, text: 'text 1' }] });
    expect(await on.commit(2)).toEqual({ ok: true });
  });

  test('a storage that forgets what it took is found out before anything depends on it', async () => {
    const on = setUp();
    const forgetful = { ...on.device.storage, setItem: () => Promise.resolve() };
    expect(await on.until(createStorePort(forgetful, on.device.globals).commit('default', { number: 1, text: 'x' }, undefined))).toEqual({ ok: false, conflict: false, failure: { reason: 'failed', cause: 'read-back' } });
  });
});

describe('S6: a storage that does not answer', () => {
  /** The storage of a phone whose answers to one method come when `release` is called. */
  function slow(on: Phone, method: 'setItem' | 'getItem' | 'removeItem', which: (key: string) => boolean): { readonly storage: NativeStorage; release: () => void } {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { storage } = on.device;
    return {
      storage: { ...storage, [method]: async (key: string, value: string) => {
        if (which(key)) await released;
        return storage[method](key, value);
      } },
      release: () => {
        release();
      },
    };
  }
  const LATE = { ok: false, conflict: false, failure: { reason: 'locked', cause: 'timeout' } };

  test('is `locked` after 10 s, and so is everything behind it; nothing overtakes what is under way', async () => {
    const on = setUp();
    await on.commit(1);
    const { storage, release } = slow(on, 'setItem', (key) => key.endsWith('/2'));
    const store = createStorePort(storage, on.device.globals);
    const began = on.clock.now();
    const [one, other, loaded] = [store.commit('default', { number: 2, text: 'late' }, 1), store.commit('default', { number: 2, text: 'behind' }, 1), store.load('default')];
    expect(await on.until(one)).toEqual(LATE);
    expect(on.clock.now() - began).toBe(10_000);
    expect(await on.until(other)).toEqual(LATE);
    expect(await on.until(loaded)).toMatchObject({ ok: false, failure: { reason: 'locked' } });
    expect(on.clock.now() - began).toBe(10_000);
    release();
    await on.pass(100);
    // The late text has landed, the late commit went no further, and the one behind was never begun.
    expect(on.own.disk.items.get('firstring/default/newest')).toBe('1');
    expect(await on.until(store.commit('default', { number: 2, text: 'again' }, 1))).toEqual({ ok: true });
    expect(await on.until(store.load('default'))).toMatchObject({ generations: [{ text: 'again' }, { text: 'text 1' }] });
  });

  test('a commit whose pruning hangs is a commit', async () => {
    const on = setUp();
    await on.commit(1);
    await on.commit(2);
    const { storage } = slow(on, 'removeItem', () => true);
    expect(await on.until(createStorePort(storage, on.device.globals).commit('default', { number: 3, text: 'three' }, 2))).toEqual({ ok: true });
    expect(await setUp({ of: on.own }).load()).toMatchObject({ generations: [{ number: 3 }, { number: 2 }] });
  });
});
