import type { SecretsPort } from '@firstring/core/driver';
import { describe, expect, test } from 'vitest';
import { fromKeychain, type GenericPasswords } from '../../src/keychain.js';
import type { NativeKeychain } from '../../src/native-modules.js';
import { createSecretsPort } from '../../src/secrets.js';
import { phone, type Phone, type PhoneOptions } from '../phone.js';

const CONTEXT = 'default/7';

function portOn(on: Phone, keychain: NativeKeychain = on.device.keychain): SecretsPort {
  return createSecretsPort({ keychain, random: on.device.random, level: 'keystore', timers: on.device.globals });
}

function setUp(options: PhoneOptions = {}): Phone & { readonly secrets: SecretsPort; seal(plain: string, context?: string, instance?: string): Promise<string> } {
  const on = phone(options);
  const secrets = portOn(on);
  return {
    ...on,
    secrets,
    seal: async (plain, context = CONTEXT, instance = 'default') => {
      const sealing = await on.until(secrets.seal(instance, plain, context));
      if (!sealing.ok) throw new Error(sealing.failure.cause);
      return sealing.sealed;
    },
  };
}

test('S3: says how secrets are kept, as the app knows it', () => {
  expect(setUp().secrets.level).toBe('keystore');
  const { device } = phone();
  expect(createSecretsPort({ keychain: device.keychain, random: device.random, level: 'hardware', timers: device.globals }).level).toBe('hardware');
});

test.each(['', 'x', '007', 'heslo žluťoučké 📞', 'a\u0000b\r\n', '\ud800', '\udc00\ud800', '"}{'.repeat(2000)])('S3: what was sealed is opened by the next start: %#', async (plain) => {
  const on = setUp();
  const sealed = await on.seal(plain);
  expect(sealed).toMatch(/^v1\.[0-9a-f]+$/);
  const again = setUp({ of: on.own });
  expect(await again.until(again.secrets.open('default', sealed, CONTEXT))).toEqual({ ok: true, plain });
});

test('S3: the keychain holds one small key an instance, and nothing of what was sealed', async () => {
  const on = setUp();
  const sealed = [await on.seal('canary'), await on.seal('canary'), await on.seal('canary', CONTEXT, 'a/b')];
  expect([...on.own.keychain.items].map(([key, value]) => [key, value.length])).toEqual([['firstring.default', 64], ['firstring.a_2f_b', 64]]);
  expect(new Set(sealed).size).toBe(3); // never the same text twice
  for (const text of sealed) expect(text).not.toContain('canary');
});

test('another context, another instance, a changed text: lost, whatever it is', async () => {
  const on = setUp();
  const sealed = await on.seal('plain');
  await on.seal('plain', CONTEXT, 'other');
  const open = (text: string, context = CONTEXT, instance = 'default') => on.until(on.secrets.open(instance, text, context));
  expect(await open(sealed, 'default/8')).toEqual({ ok: false, failure: { reason: 'lost', cause: 'wrong-key' } });
  expect(await open(sealed, CONTEXT, 'other')).toEqual({ ok: false, failure: { reason: 'lost', cause: 'wrong-key' } });
  for (let at = 3; at < sealed.length; at += 7) {
    const flipped = sealed.slice(0, at) + (sealed[at] === '0' ? '1' : '0') + sealed.slice(at + 1);
    expect(await open(flipped)).toEqual({ ok: false, failure: { reason: 'lost', cause: 'wrong-key' } });
  }
  for (const text of ['v1.', 'v1.00', sealed.slice(0, 60), `${sealed}0`, sealed.toUpperCase().replace('V1', 'v1')])
    expect(await open(text)).toMatchObject({ ok: false, failure: { reason: 'lost' } });
  for (const text of ['', 'v2.00', 'plain']) expect(await open(text)).toEqual({ ok: false, failure: { reason: 'failed', cause: 'unknown-version' } });
});

test('open never makes a key: without one everything is lost, and stays told as such', async () => {
  const on = setUp();
  const sealed = await on.seal('plain');
  on.own.keychain.items.clear();
  for (let times = 0; times < 2; times += 1) expect(await on.until(on.secrets.open('default', sealed, CONTEXT))).toEqual({ ok: false, failure: { reason: 'lost', cause: 'no-key' } });
  expect(on.own.keychain.items.size).toBe(0);
});

test('a damaged key opens nothing and is replaced by the next seal', async () => {
  const on = setUp();
  const sealed = await on.seal('plain');
  on.own.keychain.items.set('firstring.default', 'damaged');
  expect(await on.until(on.secrets.open('default', sealed, CONTEXT))).toEqual({ ok: false, failure: { reason: 'lost', cause: 'damaged-key' } });
  const next = await on.seal('next');
  expect(await on.until(on.secrets.open('default', next, CONTEXT))).toEqual({ ok: true, plain: 'next' });
});

test('R12: after destroy nothing opens; destroying nothing is fine', async () => {
  const on = setUp();
  expect(await on.until(on.secrets.destroy('default'))).toEqual({ ok: true });
  const sealed = await on.seal('plain');
  const other = await on.seal('other', CONTEXT, 'other');
  expect(await on.until(on.secrets.destroy('default'))).toEqual({ ok: true });
  expect(await on.until(on.secrets.open('default', sealed, CONTEXT))).toMatchObject({ ok: false, failure: { reason: 'lost' } });
  await on.seal('new key');
  expect(await on.until(on.secrets.open('default', sealed, CONTEXT))).toMatchObject({ ok: false, failure: { reason: 'lost' } });
  expect(await on.until(on.secrets.open('other', other, CONTEXT))).toEqual({ ok: true, plain: 'other' });
});

test('of many first seals at once all open: one key was made', async () => {
  const on = setUp();
  const ports = [on.secrets, portOn(on), portOn(on)];
  const all = await on.until(Promise.all(ports.flatMap((port) => [port.seal('default', 'one', CONTEXT), port.seal('default', 'two', CONTEXT)])));
  for (const sealing of all) expect(await on.until(on.secrets.open('default', sealing.ok ? sealing.sealed : '', CONTEXT))).toMatchObject({ ok: true });
});

describe('the keychain refuses', () => {
  test('while the device is locked: locked, and fine afterwards', async () => {
    const on = setUp();
    const sealed = await on.seal('plain');
    on.own.keychain.locked = true;
    const locked = { ok: false, failure: { reason: 'locked', cause: 'ERR_KEY_CHAIN' } };
    expect(await on.until(on.secrets.open('default', sealed, CONTEXT))).toEqual(locked);
    expect(await on.until(on.secrets.seal('default', 'plain', CONTEXT))).toEqual(locked);
    expect(await on.until(on.secrets.destroy('default'))).toEqual(locked);
    on.own.keychain.locked = false;
    expect(await on.until(on.secrets.open('default', sealed, CONTEXT))).toEqual({ ok: true, plain: 'plain' });
  });

  test.each([
    [new Error('The operation couldn’t be completed. (OSStatus error -25308.)'), 'locked'],
    [Object.assign(new Error('Could not Authenticate the user: canary'), { code: 'ERR_AUTHENTICATION' }), 'locked'],
    [new Error('android.security.keystore.UserNotAuthenticatedException: canary'), 'locked'],
    [Object.assign(new Error('An error occurred when writing to key: canary'), { code: 'ERR_WRITE' }), 'failed'],
  ])('%s: %s, without its words', async (error, reason) => {
    const on = phone();
    const failing = { ...on.device.keychain, getItemAsync: () => Promise.reject(error) };
    const opening = await on.until(portOn(on, failing).open('default', 'v1.00', CONTEXT));
    expect(opening).toMatchObject({ ok: false, failure: { reason } });
    expect(JSON.stringify(opening)).not.toContain('canary');
  });

  test('a keychain that forgets seals nothing', async () => {
    const on = phone();
    const forgetful = { ...on.device.keychain, setItemAsync: () => Promise.resolve() };
    expect(await on.until(portOn(on, forgetful).seal('default', 'plain', CONTEXT))).toEqual({ ok: false, failure: { reason: 'failed', cause: 'KeychainForgets' } });
  });

  test('S6: one that does not answer is `locked` after 10 s, and its late key is the one that is used', async () => {
    const on = phone();
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = { ...on.device.keychain, setItemAsync: async (key: string, value: string) => {
      await released;
      await on.device.keychain.setItemAsync(key, value);
    } };
    const secrets = portOn(on, slow);
    const began = on.clock.now();
    const late = { ok: false, failure: { reason: 'locked', cause: 'timeout' } };
    const [one, other, end] = [secrets.seal('default', 'one', CONTEXT), secrets.seal('default', 'two', CONTEXT), secrets.destroy('default')];
    expect([await on.until(one), await on.until(other), await on.until(end)]).toEqual([late, late, late]);
    expect(on.clock.now() - began).toBe(10_000);
    release();
    await on.pass(100);
    const [key] = on.own.keychain.items.values();
    expect(key).toMatch(/^[0-9a-f]{64}$/); // and what was refused behind it is not done after all
    const sealed = await on.until(secrets.seal('default', 'three', CONTEXT));
    expect([...on.own.keychain.items.values()]).toEqual([key]);
    expect(await on.until(secrets.open('default', sealed.ok ? sealed.sealed : '', CONTEXT))).toEqual({ ok: true, plain: 'three' });
  });
});

test('expo-secure-store is told to keep the key on this device, readable once it was unlocked', async () => {
  const on = phone();
  const seen: unknown[] = [];
  const { keychain } = on.device;
  const expo: NativeKeychain = {
    AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY: 3,
    getItemAsync: (key, options) => (seen.push(options), keychain.getItemAsync(key)),
    setItemAsync: (key, value, options) => (seen.push(options), keychain.setItemAsync(key, value)),
    deleteItemAsync: (key, options) => (seen.push(options), keychain.deleteItemAsync(key)),
  };
  const secrets = portOn(on, expo);
  await on.until(secrets.seal('default', 'plain', CONTEXT));
  await on.until(secrets.destroy('default'));
  expect(seen).toHaveLength(4);
  expect(new Set(seen.map((options) => JSON.stringify(options)))).toEqual(new Set(['{"keychainAccessible":3}']));
});

describe('react-native-keychain', () => {
  /** Its promises as its types and its documentation have them: `false` for nothing there, and for what was not kept. */
  function genericPasswords(keeps = true): GenericPasswords & { readonly items: Map<string, string>; readonly accessible: unknown[] } {
    const items = new Map<string, string>();
    const accessible: unknown[] = [];
    return {
      items,
      accessible,
      ACCESSIBLE: { AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY: 'AccessibleAfterFirstUnlockThisDeviceOnly' },
      getGenericPassword: ({ service = '' } = {}) => {
        const password = items.get(service);
        return Promise.resolve(password === undefined ? false : { password, username: 'x', service, storage: 'keychain' });
      },
      setGenericPassword: (_username, password, options = {}) => {
        accessible.push(options.accessible);
        if (keeps) items.set(options.service ?? '', password);
        return Promise.resolve(keeps ? { service: options.service ?? '', storage: 'keychain' } : false);
      },
      resetGenericPassword: ({ service = '' } = {}) => Promise.resolve(items.delete(service)),
    };
  }

  test('serves as it is', async () => {
    const on = phone();
    const keychain = genericPasswords();
    const secrets = portOn(on, fromKeychain(keychain));
    expect(await on.until(secrets.open('default', 'v1.00', CONTEXT))).toMatchObject({ failure: { reason: 'lost', cause: 'no-key' } });
    const sealing = await on.until(secrets.seal('default', 'plain', CONTEXT));
    expect(await on.until(secrets.open('default', sealing.ok ? sealing.sealed : '', CONTEXT))).toEqual({ ok: true, plain: 'plain' });
    expect([...keychain.items.keys()]).toEqual(['firstring.default']);
    expect(keychain.accessible).toEqual(['AccessibleAfterFirstUnlockThisDeviceOnly']);
    expect(await on.until(secrets.destroy('default'))).toEqual({ ok: true });
    expect(keychain.items.size).toBe(0);
    expect(await on.until(secrets.destroy('default'))).toEqual({ ok: true });
  });

  test('that keeps nothing is a failure', async () => {
    const on = phone();
    expect(await on.until(portOn(on, fromKeychain(genericPasswords(false))).seal('default', 'plain', CONTEXT))).toEqual({ ok: false, failure: { reason: 'failed', cause: 'KeychainRefused' } });
  });
});
