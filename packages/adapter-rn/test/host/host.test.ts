import type { HostPort, HostSignal } from '@firstring/core/driver';
import { describe, expect, test } from 'vitest';
import { createNativePortsOn } from '../../src/create-native-ports.js';
import { phone, type Phone, type PhoneOptions } from '../phone.js';

function setUp(options: PhoneOptions = {}): Phone & { readonly host: HostPort; readonly told: HostSignal[]; readonly unlisten: () => void } {
  const on = phone(options);
  const { globals, ...modules } = on.device;
  const { host } = createNativePortsOn(globals, { ...modules, followedRedirects: 'accepted' });
  const told: HostSignal[] = [];
  return { ...on, host, told, unlisten: host.listen((signal) => told.push(signal)) };
}

test('the clock and the dice are those of the platform', () => {
  const { host, clock } = setUp();
  expect(host.now()).toBe(clock.now());
  expect(host.entropy(16)).toMatch(/^[0-9a-f]{32}$/);
  expect(host.entropy(0)).toBe('');
  expect(host.entropy(32)).not.toBe(host.entropy(32));
});

test('R7: a timer fires once, not before its time, and not at all when cancelled', async () => {
  const { host, pass } = setUp();
  const fired: string[] = [];
  host.timer(100, () => fired.push('first'));
  host.timer(50, () => fired.push('cancelled'))();
  host.timer(-5, () => fired.push('at once'));
  await pass(99);
  expect(fired).toEqual(['at once']);
  await pass(1000);
  expect(fired).toEqual(['at once', 'first']);
});

test('R7: a delay beyond 2^31-1 ms does not fire at once', async () => {
  const { host, pass } = setUp();
  let fired = 0;
  host.timer(2 ** 31 + 5, () => (fired += 1));
  await pass(2 ** 31 - 2);
  expect(fired).toBe(0);
  await pass(10);
  expect(fired).toBe(1);
});

test('W6: facts tell the kind of device, never whose it is', () => {
  expect(setUp().host.facts).toEqual({ platform: 'android', platformVersion: '14', locale: 'cs-CZ', device: 'Virtual One', cpu: 'unknown' });
});

test.each([
  [{ OS: 'ios', Version: '26.0', constants: { interfaceIdiom: 'phone', osVersion: '26.0' } }, { platform: 'ios', platformVersion: '26.0', device: 'phone' }],
  [{ OS: 'android', Version: 34 }, { platform: 'android', platformVersion: '34', device: 'unknown' }],
  [{ OS: 'android', Version: 34, constants: { Release: ' ', Model: '' } }, { platform: 'android', platformVersion: '34', device: 'unknown' }],
  [{ OS: 'web', constants: { reactNativeVersion: {} } }, { platform: 'web', platformVersion: 'unknown', device: 'unknown' }],
])('W6: facts of %j', (platform, expected) => {
  const { globals, locale: _locale, ...modules } = phone().device;
  const facts = (intl: object) => createNativePortsOn({ ...globals, ...intl }, { ...modules, platform, followedRedirects: 'accepted' }).host.facts;
  expect(facts({})).toEqual({ ...expected, locale: 'und', cpu: 'unknown' });
  expect(facts({ Intl: { DateTimeFormat: () => ({ resolvedOptions: () => ({ locale: 'de-AT' }) }) } }).locale).toBe('de-AT');
});

describe('NetInfo', () => {
  test('is not known until it has spoken, then as it says; `null` is not known', async () => {
    const { host, pass, setConnected, told } = setUp();
    expect(host.online()).toBeUndefined();
    await pass(0);
    expect([host.online(), told]).toEqual([true, []]);
    setConnected(false);
    expect([host.online(), told]).toEqual([false, ['offline']]);
    setConnected(null);
    expect([host.online(), told]).toEqual([undefined, ['offline']]);
    setConnected(true);
    setConnected(true);
    expect([host.online(), told]).toEqual([true, ['offline', 'online']]);
  });

  test('that starts without a network says `offline`', async () => {
    const { host, pass, told } = setUp({ connected: false });
    await pass(0);
    expect([host.online(), told]).toEqual([false, ['offline']]);
  });

  test('is optional: nothing is known then', async () => {
    const on = phone();
    const { globals, netInfo: _netInfo, ...modules } = on.device;
    const { host } = createNativePortsOn(globals, { ...modules, followedRedirects: 'accepted' });
    host.listen(() => undefined);
    await on.pass(0);
    expect(host.online()).toBeUndefined();
  });
});

test('AppState: away is `back`, here again is `wake` and `front`; a passing moment is nothing', () => {
  const { signals, told } = setUp();
  for (const state of ['inactive', 'background', 'background', 'inactive', 'active', 'inactive', 'active'] as const) signals.setState(state);
  expect(told).toEqual(['back', 'wake', 'front', 'front']);
});

test('one native subscription for all listeners; none is left behind', async () => {
  const on = phone();
  let open = 0;
  const counting = <T extends () => void>(end: T): T => {
    open += 1;
    return (() => {
      open -= 1;
      end();
    }) as T;
  };
  const { globals, ...modules } = on.device;
  const { host } = createNativePortsOn(globals, {
    ...modules,
    followedRedirects: 'accepted',
    netInfo: { addEventListener: (listener) => counting(on.device.netInfo.addEventListener(listener)) },
    appState: { addEventListener: (type, listener) => ({ remove: counting(() => { on.device.appState.addEventListener(type, listener).remove(); }) }) },
  });
  expect(open).toBe(0);
  const listener = (): void => undefined;
  const [one, other] = [host.listen(listener), host.listen(listener)];
  await on.pass(0);
  expect([open, host.online()]).toEqual([2, true]);
  one();
  one();
  expect(open).toBe(2);
  other();
  expect([open, host.online()]).toEqual([0, undefined]);
  host.listen(listener);
  expect(open).toBe(2);
});

describe('S6: exclusively', () => {
  test('one after the other, by name, for all ports on one storage', async () => {
    const on = setUp();
    const { globals, ...modules } = on.device;
    const other = createNativePortsOn(globals, { ...modules, followedRedirects: 'accepted' }).host;
    const seen: string[] = [];
    const work = (name: string) => async (): Promise<string> => {
      seen.push(`${name} begins`);
      await new Promise<void>((resolve) => void on.host.timer(100, resolve));
      seen.push(`${name} ends`);
      return name;
    };
    const all = [on.host.exclusively('a', 5_000, work('1')), other.exclusively('a', 5_000, work('2')), on.host.exclusively('b', 5_000, work('3'))];
    expect(await on.until(Promise.all(all))).toEqual(['1', '2', '3']);
    expect(seen.slice(0, 3)).toEqual(['1 begins', '3 begins', '1 ends']); // another name waits for nobody
    expect(seen.filter((line) => !line.startsWith('3'))).toEqual(['1 begins', '1 ends', '2 begins', '2 ends']);
  });

  test.each([[0, 0], [500, 500], [60_000, 10_000]])('waits %i ms for %i, then runs anyway', async (asked, waited) => {
    const on = setUp();
    void on.host.exclusively('a', 0, () => new Promise(() => undefined));
    await on.pass(0);
    const began = on.clock.now();
    expect(await on.until(on.host.exclusively('a', asked, () => Promise.resolve(on.clock.now() - began)))).toBe(waited);
  });

  test('work that fails frees the way and fails for its caller alone', async () => {
    const on = setUp();
    const failing = on.host.exclusively('a', 1_000, () => Promise.reject(new Error('its own')));
    const next = on.host.exclusively('a', 1_000, () => Promise.resolve('next'));
    await expect(on.until(failing)).rejects.toThrow('its own');
    expect(await on.until(next)).toBe('next');
  });
});
