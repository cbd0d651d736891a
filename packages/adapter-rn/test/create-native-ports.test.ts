import { followRedirect, type HttpPort } from '@firstring/core/driver';
import { afterEach, expect, test, vi } from 'vitest';
import { createNativePorts, type NativePortsOptions } from '../src/index.js';
import { portsOn } from './native-world.js';
import { phone } from './phone.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

function modules(): NativePortsOptions {
  const { globals: _globals, ...rest } = phone().device;
  return { ...rest, followedRedirects: 'accepted' };
}

test('all five ports are there, and making them touches nothing', () => {
  const on = phone();
  const untouched = new Proxy({}, { get: (_target, name) => { throw new Error(`touched ${String(name)}`); } });
  const { globals, platform, random } = on.device;
  const ports = portsOn({ globals, platform, random, locale: 'cs', storage: untouched, keychain: { AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY: 1 }, appState: untouched, netInfo: untouched } as never);
  expect(Object.keys(ports).sort()).toEqual(['host', 'http', 'secrets', 'store', 'xml']);
  expect(ports).toMatchObject({ http: { redirects: 'detected', bodyCap: 'progress' }, store: { durable: true, scope: 'process' }, secrets: { level: 'keystore' } });
  expect(on.clock.next()).toBeUndefined();
});

test('without random bytes it throws at once, and names both ways to get some', () => {
  vi.stubGlobal('crypto', undefined);
  const { random: _random, ...without } = modules();
  expect(() => createNativePorts(without)).toThrow(/react-native-get-random-values.*expo-crypto/);
  vi.stubGlobal('crypto', {});
  expect(() => createNativePorts(without)).toThrow(TypeError);
  expect(() => createNativePorts(modules())).not.toThrow();
});

test('with react-native-get-random-values its bytes are used', () => {
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(0xab) });
  const { random: _random, ...without } = modules();
  expect(createNativePorts(without).host.entropy(3)).toBe('ababab');
});

test('W11: an app says that it accepts followed redirects, or brings its own http', () => {
  const { followedRedirects: _accepted, ...silent } = modules();
  expect(() => createNativePorts(silent)).toThrow(/followedRedirects: 'accepted'.*http/);
  const { http } = createNativePorts(modules());
  const own: HttpPort = { send: http.send.bind(http), bodyCap: 'streamed', failures: 'told', resends: false, redirects: 'controlled', redirectRule: followRedirect };
  expect(createNativePorts({ ...silent, http: own }).http).toBe(own);
});

test('S3: an app that knows its keychain better says so', () => {
  expect(createNativePorts({ ...modules(), secretLevel: 'hardware' }).secrets.level).toBe('hardware');
});

test('D1: the XML port is the strict one', () => {
  const { xml } = createNativePorts(modules());
  if (typeof xml === 'function') throw new Error('is loaded later');
  const limits = { depth: 64, nodes: 100, attributes: 10 };
  expect(xml.read(Buffer.from('<account><title>a</title></account>'), limits)).toMatchObject({ ok: true, root: { name: 'account' } });
  expect(xml.read(Buffer.from('<account><title>a</title></accoun'), limits)).toMatchObject({ ok: false, code: 'xml.not-well-formed' });
});
