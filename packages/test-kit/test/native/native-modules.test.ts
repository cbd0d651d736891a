import { expect, test } from 'vitest';
import { createAppSignals, createAsyncStorage, createNativeDisk, createNativeSecureEntries, createSecureStore, createVirtualClock, createVirtualWork, dumpNativeDisk } from '../../src/native/index.js';

function setUp(alive: () => boolean = () => true) {
  const clock = createVirtualClock(0);
  const work = createVirtualWork(clock);
  const until = async <T>(promise: Promise<T>): Promise<T> => {
    while (clock.fireNext(Infinity)) await Promise.resolve();
    return promise;
  };
  const disk = createNativeDisk();
  const entries = createNativeSecureEntries();
  return { clock, until, disk, entries, storage: createAsyncStorage(disk, work, alive), keychain: createSecureStore(entries, work, alive) };
}

test('AsyncStorage lands in the order of its calls, and not at once', async () => {
  const { storage, disk, until } = setUp();
  const all = Promise.all([storage.setItem('a', '1'), storage.setItem('a', '2'), storage.setItem('b', '3'), storage.removeItem('b'), storage.getItem('a'), storage.getItem('b'), storage.getAllKeys()]);
  expect(dumpNativeDisk(disk)).toBe('');
  expect((await until(all)).slice(4)).toEqual(['2', null, ['a']]);
  expect(dumpNativeDisk(disk)).toBe('a\n2\n');
});

test('AsyncStorage fails as it was told to: writes, or everything', async () => {
  const { storage, disk, until } = setUp();
  disk.failures = ['full'];
  await expect(until(storage.setItem('a', '1'))).rejects.toThrow('SQLITE_FULL');
  await until(storage.setItem('a', 'x'.repeat(2_100_000)));
  await expect(until(storage.getItem('a'))).rejects.toThrow('Row too big');
  disk.broken = true;
  for (const call of [storage.getItem('a'), storage.setItem('a', '1'), storage.removeItem('a'), storage.getAllKeys()]) await expect(until<unknown>(call)).rejects.toThrow('SQLITE_IOERR');
  expect(disk.items.get('a')).toHaveLength(2_100_000);
});

test('after a kill nothing lands and nobody hears', async () => {
  let alive = true;
  const { storage, keychain, disk, entries, until, clock } = setUp(() => alive);
  await until(storage.setItem('a', '1'));
  let heard = 0;
  const hear = (): void => {
    heard += 1;
  };
  storage.setItem('a', '2').then(hear, hear);
  keychain.setItemAsync('k', '2').then(hear, hear);
  alive = false;
  while (clock.fireNext(Infinity)) await Promise.resolve();
  for (let tick = 0; tick < 20; tick += 1) await Promise.resolve();
  expect([heard, disk.items.get('a'), entries.items.size]).toEqual([0, '1', 0]);
});

test('SecureStore takes few characters in a key, and refuses while the device is locked', async () => {
  const { keychain, entries, until } = setUp();
  await until(keychain.setItemAsync('a.b-c_1', 'x'));
  expect(await until(keychain.getItemAsync('a.b-c_1'))).toBe('x');
  expect(await until(keychain.getItemAsync('b'))).toBeNull();
  for (const key of ['', 'a/b', 'é', 'a b']) await expect(keychain.setItemAsync(key, 'x')).rejects.toThrow('Invalid key');
  entries.locked = true;
  await expect(until(keychain.getItemAsync('a.b-c_1'))).rejects.toThrow('User interaction is not allowed');
});

test('NetInfo tells the present state after the call, AppState does not', async () => {
  const signals = createAppSignals(null, () => true);
  const told: unknown[] = [];
  const end = signals.netInfo.addEventListener(({ isConnected }) => told.push(isConnected));
  const subscription = signals.appState.addEventListener('change', (state) => told.push(state));
  expect(told).toEqual([]);
  await Promise.resolve();
  signals.setConnected(true);
  signals.setState('background');
  end();
  subscription.remove();
  signals.setConnected(false);
  signals.setState('active');
  expect(told).toEqual([null, true, 'background']);
});
