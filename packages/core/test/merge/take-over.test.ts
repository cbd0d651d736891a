import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncomingDocument, IncomingNode } from '../../src/document/mergeable.js';
import { COLLECTIONS, SECTIONS, type Channel, type Entry, type Layers, type Stamp } from '../../src/merge/layer.js';
import { merge } from '../../src/merge/merge.js';
import { sameContent, withCredentials, withUserLayer } from '../../src/merge/take-over.js';
import { json, steps } from './any-documents.js';
import { account, apply, freeze, layersOf, node } from './build.js';

const NAMES: Readonly<Record<string, string>> = { a: 'password', b: 'username', c: 'extProvAuthUsername' };

/** Documents with the names of credentials. */
const named = steps.map((all) => all.map(([channel, document]): readonly [Channel, IncomingDocument] => {
  const renamed = (nodes: readonly IncomingNode[] = []): readonly IncomingNode[] => nodes.map((node) => ({ ...node, name: NAMES[node.name] ?? node.name }));
  return [channel, { ...document, account: renamed(document.account), service: renamed(document.service) }];
}));

/** Two that began alike. */
const twoLayers = fc.tuple(named, named, named).map(([both, one, other]): readonly [Layers, Layers] => [layersOf(...both, ...one), layersOf(...both, ...other)]);

function stamps(layers: Layers, channel: Channel): readonly Stamp[] {
  const layer = layers[channel];
  return [
    ...SECTIONS.flatMap((section): readonly Stamp[] => layer[section]),
    ...COLLECTIONS.flatMap((name) => [...layer[name].removed, ...layer[name].sweeps, ...layer[name].items.flatMap(({ created, nodes }): readonly Stamp[] => (created === undefined ? nodes : [created, ...nodes]))]),
  ];
}

/** M9: every stamp has its arrival, of its own channel, and numbers grow. */
function expectWhole(layers: Layers, channels: readonly Channel[]): void {
  const numbers = layers.arrivals.map(({ sequence }) => sequence);
  expect([...new Set(numbers)].sort((one, other) => one - other)).toEqual(numbers);
  for (const channel of channels) {
    for (const { sequence } of stamps(layers, channel)) expect(layers.arrivals.find((one) => one.sequence === sequence)).toMatchObject({ channel });
  }
}

const bare = ({ name, value, priority, source }: Entry): unknown => ({ name, value, priority, source });

describe('what a rollback takes over', () => {
  test('R10: credentials of the newer layers, and nothing else of them', () => {
    fc.assert(fc.property(twoLayers, ([older, newer]) => {
      const result = withCredentials(freeze(json(older)), freeze(json(newer)));
      const password = (layers: Layers): unknown => new Map(merge(layers).account).get('password');
      const pair = JSON.stringify(password(older)) !== JSON.stringify(password(newer));
      const taken = ({ name }: Entry): boolean => name === 'password' || name === 'extProvAuthUsername' || (pair && name === 'username');
      for (const [channel, section] of [['portal', 'account'], ['portal', 'service'], ['account', 'account']] as const) {
        const byName = (entries: readonly Entry[]): Map<string, unknown> => new Map(entries.map((entry) => [entry.name, bare(entry)]));
        expect(byName(result[channel][section].filter(taken))).toEqual(byName(newer[channel][section].filter(taken)));
        expect(result[channel][section].filter((entry) => !taken(entry))).toEqual(older[channel][section].filter((entry) => !taken(entry)));
      }
      for (const channel of ['defaults', 'global', 'user'] as const) expect(result[channel]).toEqual(older[channel]);
      expectWhole(result, ['portal', 'account', 'global', 'user', 'defaults']);
    }), { numRuns: 80 });
  });

  test('R10, M9: the user\'s own layer, whole, and the provider\'s view stays', () => {
    fc.assert(fc.property(twoLayers, ([older, newer]) => {
      const result = withUserLayer(freeze(json(older)), freeze(json(newer)));
      expect(sameContent(result.user, newer.user)).toBe(true);
      for (const channel of ['defaults', 'portal', 'global', 'account'] as const) expect(result[channel]).toEqual(older[channel]);
      expectWhole(result, ['portal', 'account', 'global', 'user', 'defaults']);
    }), { numRuns: 80 });
  });

  test('R10: from oneself nothing changes', () => {
    fc.assert(fc.property(named, (all) => {
      const layers = layersOf(...all);
      expect(withCredentials(layers, layers)).toBe(layers);
      expect(withUserLayer(layers, layers)).toEqual(layers);
    }), { numRuns: 80 });
  });
});

describe('R10: exactly', () => {
  const both = layersOf(['account', account(node('title', 'Desk'), node('username', 'bob'), node('password', { secret: 's1' }), node('host', 'a.b'), node('cloud_password', 'gone'))]);
  const listed = (layers: Layers): unknown => layers.account.account.map(({ name, value, sequence }) => [name, value, sequence]);

  test('each credential stands once, in the place of the old one or at the end, under the number of its own arrival', () => {
    const newer = layersOf(['portal', account(node('q', '1'))], ['account', account(node('password', { secret: 's2' }), node('STUNUsername', 'stun'), node('username', 'eve'), node('title', 'New'))]);
    const older = apply(both, ['portal', account(node('p', '1'))]);
    expect(listed(withCredentials(older, newer))).toEqual([['title', 'Desk', 1], ['username', 'eve', 3], ['password', { secret: 's2' }, 3], ['host', 'a.b', 1], ['STUNUsername', 'stun', 3]]);
  });

  test('what is only called like a credential is a setting, and stays', () => {
    const older = layersOf(['account', account(node('my_cloud_username', 'old'), node('stunUsernames', 'old'))]);
    const newer = layersOf(['account', account(node('my_cloud_username', 'new'), node('stunUsernames', 'new'))]);
    expect(withCredentials(older, newer)).toBe(older);
  });

  test('M9: an arrival whose number is free keeps it; where arrivals are lost the numbers stay', () => {
    const newer = apply(both, ['user', account(node('title', 'Mine'))]);
    expect(withUserLayer(both, newer)).toEqual(newer);
    expect(withUserLayer(both, { ...newer, arrivals: [] }).user).toEqual(newer.user);
  });

  test('M3: content is names, values, priorities and sources, not when they came', () => {
    const one = apply(both, ['portal', account(node('p', '1'))], ['portal', account(node('p', '2'))]);
    expect(sameContent(one.portal, layersOf(['portal', account(node('p', '2'))]).portal)).toBe(true);
    for (const other of [node('p', '1'), node('q', '2'), node('p', '2', { priority: 11 }), node('p', '2', { source: 'x' })]) expect(sameContent(one.portal, layersOf(['portal', account(other)]).portal)).toBe(false);
  });
});
