import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { ACCOUNT_NODES } from '../../src/document/account-nodes.js';
import { builtInDefaults } from '../../src/document/built-in-defaults.js';
import { typeOfNode } from '../../src/document/node-types.js';
import { PREF_KEYS } from '../../src/document/pref-keys.js';
import { accountNode, prefKey, type AccountNodeName, type PrefKeyName } from '../../src/document/typed-nodes.js';
import type { Leaf, Pairs, SafeElement, SecretRef } from '../../src/document/tree.js';
import type { ProfileValue } from '../../src/merge/profile.js';
import { freeze } from './fixtures.js';

const profile = (...account: Pairs<ProfileValue>): { readonly account: Pairs<ProfileValue> } => freeze({ account });
const preferences = (...prefKeys: Pairs<ProfileValue>): { readonly prefKeys: Pairs<ProfileValue> } => freeze({ prefKeys });
const tree = (name: string, ...children: SafeElement[]): SafeElement => ({ name, attributes: [], text: '', children });
const leaf = (name: string, text: Leaf): SafeElement => ({ name, attributes: [], text, children: [] });

test('D4: an unknown key is text, and absent where it was not sent', () => {
  const unknown = 'ringtone' as PrefKeyName;
  expect(prefKey(preferences(['ringtone', ' bell ']), unknown)).toBe(' bell ');
  expect(prefKey(preferences(), unknown)).toBeUndefined();
});

describe('accountNode', () => {
  test('D6: the types that a client carries are those of the table', () => {
    for (const [name, type] of ACCOUNT_NODES) expect([name, typeOfNode(name)]).toEqual([name, type]);
    for (const name of ['', '__proto__', 'Host', 'expires ptime']) expect([name, typeOfNode(name)]).toEqual([name, 'text']);
  });

  test('D6: a name has the type that its row says, undefined only without a default', () => {
    const none = profile();
    expectTypeOf(accountNode(none, 'expires')).toEqualTypeOf<number>();
    expectTypeOf(accountNode(none, 'opusOptions.bitrate')).toEqualTypeOf<number | undefined>();
    expectTypeOf(accountNode(none, 'keepAlive')).toEqualTypeOf<boolean>();
    expectTypeOf(accountNode(none, 'subscribeForVoicemail')).toEqualTypeOf<boolean | undefined>();
    expectTypeOf(accountNode(none, 'codecOrder')).toEqualTypeOf<readonly string[]>();
    expectTypeOf(accountNode(none, 'host')).toEqualTypeOf<string | undefined>();
    expectTypeOf(accountNode(none, 'transport')).toEqualTypeOf<string>();
    expectTypeOf(accountNode(none, 'listeningPort')).toEqualTypeOf<number | undefined>();
    expectTypeOf(accountNode(none, 'rtpPortRangeStart')).toEqualTypeOf<number>();
    expectTypeOf(accountNode(none, 'password')).toEqualTypeOf<SecretRef | undefined>();
    expectTypeOf(accountNode(none, 'vpnStartupUrl')).toEqualTypeOf<Leaf | undefined>();
    expectTypeOf(accountNode(none, 'blf')).toEqualTypeOf<SafeElement | undefined>();
    expectTypeOf(accountNode(none, 'title')).toEqualTypeOf<string | undefined>();
    expectTypeOf<'hosts'>().not.toExtend<AccountNodeName>();
    // @ts-expect-error no such node
    accountNode(none, 'hosts');
  });

  test('D6: without a profile there are the documented defaults, by type', () => {
    const none = profile();
    expect(accountNode(none, 'expires')).toBe(600);
    expect(accountNode(none, 'keepAlive')).toBe(true);
    expect(accountNode(none, 'allowMessage')).toBe(false);
    expect(accountNode(none, 'dtmfOrder')).toEqual(['rfc2833', 'info', 'audio']);
    expect(accountNode(none, 'rtpPortRangeEnd')).toBe(65_535);
    expect(accountNode(none, 'transport')).toBe('udp');
    expect(accountNode(none, 'periodicRingtone')).toBe('sil.wav');
    expect(accountNode(none, 'host')).toBeUndefined();
    expect(accountNode(none, 'password')).toBeUndefined();
  });

  test('D6: every default of the table is of its type, and the built-in profile reads the same as an empty one', () => {
    const defaults = profile(...(builtInDefaults().account ?? []).map(({ name, value }) => [name, value] as const));
    for (const [name, , fallback] of ACCOUNT_NODES) {
      const read = accountNode(profile(), name);
      expect([name, read === undefined]).toEqual([name, fallback === '']);
      expect(accountNode(defaults, name)).toEqual(read);
    }
  });

  test('D2a: typed nodes ignore outer white space; texts and flags keep theirs', () => {
    const sent = profile(['expires', '\n 0300 '], ['host', ' h:5060 '], ['transport', ' TLS\n'], ['codecOrder', ' 0, 8 ,9'], ['title', ' A '], ['keepAlive', ' 0 '], ['listeningPort', ' 5060'], ['vpnStartupUrl', ' https://a.example ']);
    expect(accountNode(sent, 'expires')).toBe(300);
    expect(accountNode(sent, 'host')).toBe('h:5060');
    expect(accountNode(sent, 'transport')).toBe('TLS');
    expect(accountNode(sent, 'codecOrder')).toEqual(['0', '8', '9']);
    expect(accountNode(sent, 'title')).toBe(' A ');
    expect(accountNode(sent, 'keepAlive')).toBe(true); // malformed, so the default
    expect(accountNode(sent, 'listeningPort')).toBe(5060);
    expect(accountNode(sent, 'vpnStartupUrl')).toBe('https://a.example');
  });

  test('D6, D2a: what is malformed gives the default, or nothing', () => {
    for (const text of ['', '1e5', '600.5', '٣', 'NaN', '9'.repeat(16)]) expect([text, accountNode(profile(['expires', text]), 'expires')]).toEqual([text, 600]);
    for (const text of ['0', '65536', '-1', 'x', '']) expect([text, accountNode(profile(['listeningPort', text]), 'listeningPort')]).toEqual([text, undefined]);
    for (const text of ['true', 'on', '']) expect([text, accountNode(profile(['allowVideo', text]), 'allowVideo')]).toEqual([text, true]);
    expect(accountNode(profile(['ptime', tree('ptime')]), 'ptime')).toBe(20);
    expect(accountNode(profile(['blf', '']), 'blf')).toBeUndefined();
  });

  test('M4: an empty text or list is a value', () => {
    expect(accountNode(profile(['codecOrder', ' ']), 'codecOrder')).toEqual([]);
    expect(accountNode(profile(['periodicRingtone', '']), 'periodicRingtone')).toBe('');
    expect(accountNode(profile(['host', '']), 'host')).toBeUndefined();
    expect(accountNode(profile(['transport', '']), 'transport')).toBe('udp');
  });

  test('S3: a secret is a reference where one belongs, and in a URL; elsewhere it cannot be read', () => {
    const ref = { secret: 's1', shown: 'https://a.example/x' };
    const sent = profile(['password', ref], ['vpnStartupUrl', ref], ['title', ref], ['expires', ref], ['keepAlive', ref], ['authUsername', '']);
    expect(accountNode(sent, 'password')).toBe(ref);
    expect(accountNode(sent, 'vpnStartupUrl')).toBe(ref);
    expect(accountNode(sent, 'title')).toBeUndefined();
    expect(accountNode(sent, 'expires')).toBe(600);
    expect(accountNode(sent, 'keepAlive')).toBe(true);
    expect(accountNode(sent, 'authUsername')).toBeUndefined();
  });

  test('D6: a dotted name is read from its subtree, or as it is written', () => {
    expect(accountNode(profile(['opusOptions.complexity', '3']), 'opusOptions.complexity')).toBe(3);
    const nested = profile(['opusOptions.class', 'wb'], ['opusOptions', tree('opusOptions', leaf('class', ' fb '))]);
    expect(accountNode(nested, 'opusOptions.class')).toBe('fb');
    expect(accountNode(nested, 'opusOptions.bandwidth')).toBe('wb');
    expect(accountNode(nested, 'opusOptions')).toMatchObject({ children: [{ text: ' fb ' }] });
  });

  test('D6: total for any text, and of the type that was promised', () => {
    const kinds: { readonly [type: string]: (value: unknown) => boolean } = {
      int: (value) => Number.isSafeInteger(value),
      port: (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65_535,
      flag: (value) => typeof value === 'boolean',
      list: (value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string'),
    };
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(' 1 ', '-0', '+5', '1,,2', '%', '[::1]:5060'), fc.integer().map(String));
    fc.assert(
      fc.property(fc.constantFrom(...ACCOUNT_NODES), texts, ([name, type, fallback], text) => {
        const read = accountNode(profile([name, text]), name);
        if (read === undefined) expect(fallback).toBe('');
        else expect((kinds[type] ?? ((value) => typeof value === 'string'))(read)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('prefKey', () => {
  test('D4: types come from the table', () => {
    const none = preferences();
    expectTypeOf(prefKey(none, 'useCallKit')).toEqualTypeOf<boolean>();
    expectTypeOf(prefKey(none, 'immediateDnd')).toEqualTypeOf<boolean | undefined>();
    expectTypeOf(prefKey(none, 'keypadVolume')).toEqualTypeOf<number>();
    expectTypeOf(prefKey(none, 'contactSources')).toEqualTypeOf<readonly string[]>();
    expectTypeOf(prefKey(none, 'doNotDisturb')).toEqualTypeOf<SafeElement | undefined>();
    expectTypeOf<'x'>().not.toExtend<PrefKeyName>();
  });

  test('D4: true is only on, in any case, and 1; whatever else was sent is false, also where the default is true', () => {
    for (const text of ['on', 'ON', 'oN', '1']) expect([text, prefKey(preferences(['playDtmfEvenIfMuted', text]), 'playDtmfEvenIfMuted')]).toEqual([text, true]);
    for (const text of ['true', 'yes', ' 1 ', 'on ', '', '0', 'off', '01']) expect([text, prefKey(preferences(['useCallKit', text]), 'useCallKit')]).toEqual([text, false]);
    expect(prefKey(preferences(['useCallKit', { secret: 's1' }]), 'useCallKit')).toBe(false);
  });

  test('D4: what is absent or malformed gives the default, or nothing', () => {
    expect(prefKey(preferences(), 'useCallKit')).toBe(true);
    expect(prefKey(preferences(), 'voicemailEnabled')).toBe(false);
    expect(prefKey(preferences(), 'immediateDnd')).toBeUndefined();
    expect(prefKey(preferences(['keypadVolume', 'loud']), 'keypadVolume')).toBe(10);
    expect(prefKey(preferences(['missedCount', 'many']), 'missedCount')).toBeUndefined();
    expect(prefKey(preferences(), 'contactSources')).toEqual([]);
    expect(prefKey(preferences(['contactSources', 'ab, ws']), 'contactSources')).toEqual(['ab', 'ws']);
    for (const [name, type, , fallback] of PREF_KEYS) {
      if (type !== 'list') expect([name, prefKey(preferences(), name) === undefined]).toEqual([name, fallback === '']);
    }
  });
});
