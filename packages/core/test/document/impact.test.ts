import { expect, test } from 'vitest';
import { ACCOUNT_NODES, ACCOUNT_SERVICES } from '../../src/document/account-nodes.js';
import { impactOf } from '../../src/document/impact.js';
import { PREF_KEYS } from '../../src/document/pref-keys.js';

test('M11: what a client carries of the weights is what the tables say', () => {
  for (const [name, , , impact] of ACCOUNT_NODES) expect([name, impactOf('account', name)]).toEqual([name, impact]);
  for (const [name, , , , impact] of PREF_KEYS) expect([name, impactOf('prefKeys', name)]).toEqual([name, impact]);
});

test('M11: what is not known, a service or an item of a collection is hot', () => {
  for (const [prefix] of ACCOUNT_SERVICES) expect(impactOf('account', `${prefix}Url`)).toBe('hot');
  for (const name of ['', ' ', 'id type', 'Host', '__proto__', 'constructor', 'X-custom']) expect([name, impactOf('account', name)]).toEqual([name, 'hot']);
  for (const section of ['service', 'quickDial', 'dialActions'] as const) expect(impactOf(section, 'host')).toBe('hot');
  expect(impactOf('prefKeys', 'host')).toBe('hot');
  expect(impactOf('account', 'useCallKit')).toBe('hot');
});

test('M11: the four weights, each where a client would look for it', () => {
  expect(impactOf('account', 'title')).toBe('hot');
  expect(impactOf('account', 'host')).toBe('reregister');
  expect(impactOf('account', 'password')).toBe('reregister');
  expect(impactOf('account', 'id')).toBe('restart');
  expect(impactOf('account', 'cloud_password')).toBe('relogin');
});
