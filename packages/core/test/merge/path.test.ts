import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPath, parsePath, paths, valueAt, type ItemPath, type Path } from '../../src/merge/path.js';
import { parseItemPath } from '../../src/merge/item-path.js';
import { merge } from '../../src/merge/merge.js';
import { account, item, layersOf, node, quickDial } from './build.js';

describe('M10: paths', () => {
  test.each<[string, Path]>([
    ['account.codecOrder', { section: 'account', name: 'codecOrder' }],
    ['prefKeys.x', { section: 'prefKeys', name: 'x' }],
    ['service.InitialProvisioningUrl', { section: 'service', name: 'InitialProvisioningUrl' }],
    ['quickDial.reception.displayName', { section: 'quickDial', id: 'reception', name: 'displayName' }],
    ['quickDial["a.b"].uri', { section: 'quickDial', id: 'a.b', name: 'uri' }],
    ['quickDial["a.b"]["c d"]', { section: 'quickDial', id: 'a.b', name: 'c d' }],
    ['dialActions["\\"q\\\\"].label', { section: 'dialActions', id: '"q\\', name: 'label' }],
    ['account.__proto__', { section: 'account', name: '__proto__' }],
    ['account.x:y-z', { section: 'account', name: 'x:y-z' }],
    ['account[""]', { section: 'account', name: '' }],
  ])('%s', (text, path) => {
    expect(parsePath(text)).toStrictEqual(path);
    expect(formatPath(path)).toBe(text);
  });

  test('M10: brackets are accepted around a plain word too', () => {
    expect(parsePath('account["codecOrder"]')).toStrictEqual({ section: 'account', name: 'codecOrder' });
  });

  test.each(['', '.', 'account', 'account.', '.account.x', 'account.a.b', 'quickDial.a', 'quickDial.a.b.c', 'other.x', 'codecOrder', 'account..x', 'account."x"', 'account["x', 'account["x"]y', 'account["x\\n"]', '["account"].x', 'account .x', 'Account.x'])(
    'M10: %j is no path',
    (text) => {
      expect(parsePath(text)).toBeUndefined();
    },
  );

  test.each<[string, ItemPath | undefined]>([
    ['quickDial.reception', { section: 'quickDial', id: 'reception' }],
    ['dialActions["a.b"]', { section: 'dialActions', id: 'a.b' }],
    ['quickDial', undefined],
    ['quickDial["a', undefined],
    ['quickDial.a.uri', undefined],
    ['account.host', undefined],
    ['', undefined],
  ])('M8: the item at %j', (text, path) => {
    expect(parseItemPath(text)).toStrictEqual(path);
    if (path !== undefined) expect(formatPath(path)).toBe(text);
  });

  test('M10: every path that can be formatted parses to itself', () => {
    const name = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'a.b', '"', '\\', '["x"]', ' ', '\n', '\u2028', '\ud800'));
    const path: fc.Arbitrary<Path> = fc.oneof(
      fc.record({ section: fc.constantFrom('account' as const, 'prefKeys' as const, 'service' as const), name }),
      fc.record({ section: fc.constantFrom('quickDial' as const, 'dialActions' as const), id: name, name }),
    );
    fc.assert(fc.property(path, (one) => {
      expect(parsePath(formatPath(one))).toStrictEqual({ ...one });
    }));
  });

  test('M10: a mebibyte of nonsense is read in no time', () => {
    for (const piece of ['["', '\\"', 'a.', '["a"]', '"']) {
      const start = process.cpuUsage();
      parsePath('account["' + piece.repeat(350_000));
      expect(process.cpuUsage(start).user / 1_000).toBeLessThan(2000);
    }
  });

  test('M10: paths lists every visible leaf in the profile’s order, valueAt finds each', () => {
    const profile = merge(layersOf(['portal', { ...account(node('title', 'T'), node('a.b', '1')), prefKeys: [node('k', 'on')], service: [node('extProvUrl', 'u')], ...quickDial([item('x', { uri: '1' }), item('empty')]) }]));
    expect(paths(profile)).toStrictEqual(['account.title', 'account["a.b"]', 'prefKeys.k', 'service.extProvUrl', 'quickDial.x.uri']);
    expect(paths(profile).map((path) => valueAt(profile, path))).toStrictEqual(['T', '1', 'on', 'u', '1']);
    expect(['account.none', 'quickDial.none.uri', 'quickDial.x.none', 'quickDial.x', 'nonsense'].map((path) => valueAt(profile, path))).toStrictEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});
