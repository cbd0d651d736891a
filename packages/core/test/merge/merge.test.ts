import { describe, expect, test } from 'vitest';
import type { SafeElement } from '../../src/document/tree.js';
import { emptyLayers, withoutLayer } from '../../src/merge/layer.js';
import { applyDocument } from '../../src/merge/apply-document.js';
import { merge } from '../../src/merge/merge.js';
import { account, accountOf, apply, freeze, item, layersOf, node, quickDial, shown } from './build.js';

const tree = (text: string): SafeElement => ({ name: 'rewriting', attributes: [['v', '1']], text: '', children: [{ name: 'rule', attributes: [], text, children: [] }] });

test('M9: before anything arrived every layer is empty', () => {
  const nothing = { items: [], removed: [], sweeps: [] };
  const layer = { account: [], prefKeys: [], service: [], quickDial: nothing, dialActions: nothing };
  expect(emptyLayers()).toStrictEqual({ defaults: layer, portal: layer, global: layer, account: layer, user: layer, arrivals: [] });
});

describe('M1, M2: what an entry carries', () => {
  test.each([['defaults', 0], ['portal', 10], ['global', 20], ['account', 20], ['user', 40]] as const)('M2: %s gives priority %i and its name as source', (channel, priority) => {
    const layers = layersOf([channel, account(node('title', 'x'))]);
    expect(layers[channel].account).toStrictEqual([{ name: 'title', value: 'x', priority, source: channel, sequence: 1 }]);
  });

  test('M2: a node’s own priority and source count', () => {
    const layers = layersOf(['account', account(node('title', 'x', { priority: -3, source: 'crm' }))]);
    expect(layers.account.account).toStrictEqual([{ name: 'title', value: 'x', priority: -3, source: 'crm', sequence: 1 }]);
  });

  test('M1, M5: a subtree and a secret are values, kept as they are', () => {
    const secret = { secret: 's1' };
    const layers = layersOf(['account', account(node('rewriting', tree('a')), node('password', secret))]);
    expect(accountOf(layers)).toStrictEqual([['rewriting', tree('a')], ['password', secret]]);
  });
});

describe('M3: inside a layer', () => {
  const before = layersOf(['account', account(node('codecOrder', 'opus,pcmu', { priority: 30 }), node('title', 'Alice'))]);
  const next = (value: string, priority: number, source?: string): unknown =>
    apply(before, ['account', account(node('codecOrder', value, source === undefined ? { priority } : { priority, source }))]).account.account[0];

  test('M3: a higher priority replaces, and is carried from then on', () => {
    expect(next('pcmu', 31)).toStrictEqual({ name: 'codecOrder', value: 'pcmu', priority: 31, source: 'account', sequence: 2 });
  });
  test('M3: an equal priority replaces', () => {
    expect(next('pcmu', 30)).toStrictEqual({ name: 'codecOrder', value: 'pcmu', priority: 30, source: 'account', sequence: 2 });
  });
  test('M3: a lower priority does not', () => {
    expect(apply(before, ['account', account(node('codecOrder', 'pcmu', { priority: 29 }))])).toBe(before);
  });
  test('M3: the same value at a lower priority does not either', () => {
    expect(apply(before, ['account', account(node('codecOrder', 'opus,pcmu', { priority: 29 }))])).toBe(before);
  });
  test('M3: the same value with a higher priority is a change', () => {
    expect(next('opus,pcmu', 31)).toStrictEqual({ name: 'codecOrder', value: 'opus,pcmu', priority: 31, source: 'account', sequence: 2 });
  });
  test('M3: the same value with another source is a change', () => {
    expect(next('opus,pcmu', 30, 'crm')).toStrictEqual({ name: 'codecOrder', value: 'opus,pcmu', priority: 30, source: 'crm', sequence: 2 });
  });
  test('M3: the same value, priority and source is no change: the very same layers', () => {
    expect(apply(before, ['account', account(node('codecOrder', 'opus,pcmu', { priority: 30 }), node('title', 'Alice'))])).toBe(before);
  });
  test('M3: an equal subtree is no change, whichever object it is', () => {
    const layers = layersOf(['account', account(node('rewriting', tree('a')))]);
    expect(apply(layers, ['account', account(node('rewriting', tree('a')))])).toBe(layers);
    expect(apply(layers, ['account', account(node('rewriting', tree('b')))])).not.toBe(layers);
  });
  test('M3: a node that is not there yet is created, whatever its priority', () => {
    const layers = apply(before, ['account', account(node('host', 'sip.example', { priority: -5 }))]);
    expect(accountOf(layers)).toStrictEqual([['codecOrder', 'opus,pcmu'], ['title', 'Alice'], ['host', 'sip.example']]);
  });
  test('M3: what did not change keeps its sequence beside what did', () => {
    const layers = apply(before, ['account', account(node('codecOrder', 'opus,pcmu', { priority: 30 }), node('title', 'Bob'))]);
    expect(layers.account.account.map(({ name, sequence }) => [name, sequence])).toStrictEqual([['codecOrder', 1], ['title', 2]]);
  });
  test('M3: a list longer than any short cut behaves the same', () => {
    const many = (text: string): readonly ReturnType<typeof node>[] => Array.from({ length: 300 }, (_, n) => node(`n${n}`, `${text}${n}`, { priority: n % 3 }));
    const layers = layersOf(['account', account(...many('a'))]);
    expect(apply(layers, ['account', account(...many('a'))])).toBe(layers);
    const after = apply(layers, ['account', account(node('n4', 'low', { priority: 0 }), node('n5', 'new', { priority: 2 }), node('n300', 'more'), node('n301', 'most'))]);
    expect(after.account.account.filter(({ sequence }) => sequence === 2).map(({ name }) => name)).toStrictEqual(['n5', 'n300', 'n301']);
    expect(after.account.account.slice(-2).map(({ name }) => name)).toStrictEqual(['n300', 'n301']);
  });
});

describe('M3: the user against the provider', () => {
  const provider = (value: string): ReturnType<typeof account> => account(node('ringTone', value, { priority: 40 }));
  const edit = account(node('ringTone', 'mine'));

  test('M3: a re-sent 40 does not win over the user’s later edit', () => {
    expect(accountOf(layersOf(['account', provider('theirs')], ['user', edit], ['account', provider('theirs')]))).toStrictEqual([['ringTone', 'mine']]);
  });
  test('M3: a changed 40 does', () => {
    expect(accountOf(layersOf(['account', provider('theirs')], ['user', edit], ['account', provider('newer')]))).toStrictEqual([['ringTone', 'newer']]);
  });
  test('M3: an edit equal to the provider’s value is recorded, one equal to the user’s own is not', () => {
    const layers = layersOf(['account', provider('same')], ['user', account(node('ringTone', 'same'))]);
    expect(layers.user.account).toHaveLength(1);
    expect(apply(layers, ['user', account(node('ringTone', 'same'))])).toBe(layers);
  });
});

describe('M4: what is absent', () => {
  test.each(['global', 'account', 'user'] as const)('M4: stays in the %s layer', (channel) => {
    const layers = layersOf([channel, account(node('a', '1'), node('b', '2'))], [channel, account(node('b', '3'))]);
    expect(accountOf(layers)).toStrictEqual([['a', '1'], ['b', '3']]);
  });
  test('M4: built-in defaults are replaced whole, so that one that a new version of the app drops is gone', () => {
    const layers = layersOf(['defaults', account(node('a', '1'), node('b', '2'))], ['defaults', account(node('b', '2'))]);
    expect(accountOf(layers)).toStrictEqual([['b', '2']]);
  });
  test('M4: a present empty node overwrites with empty', () => {
    expect(accountOf(layersOf(['account', account(node('a', '1'))], ['account', account(node('a', ''))]))).toStrictEqual([['a', '']]);
  });
  test('M4: the portal layer is replaced: what is absent goes, a lower priority counts', () => {
    const layers = layersOf(['portal', account(node('a', '1', { priority: 30 }), node('b', '2'), node('c', '3'))], ['portal', account(node('c', '3'), node('a', '4'))]);
    expect(layers.portal.account).toStrictEqual([
      { name: 'c', value: '3', priority: 10, source: 'portal', sequence: 1 },
      { name: 'a', value: '4', priority: 10, source: 'portal', sequence: 2 },
    ]);
  });
  test('M4: the portal’s collections are replaced too, absent sections go', () => {
    const first = { account: [node('a', '1')], prefKeys: [node('k', 'on')], service: [node('extProvUrl', 'https://x')], ...quickDial([item('x'), item('y')]) };
    const layers = layersOf(['portal', first], ['portal', quickDial([item('y')])]);
    expect(merge(layers)).toStrictEqual({ account: [], prefKeys: [], service: [], quickDial: [{ id: 'y', nodes: [] }], dialActions: [] });
    expect(layers.portal.quickDial.items[0]?.created?.sequence).toBe(1);
  });
  test('M4: an installation that saw older portal documents agrees with a new one', () => {
    const newest = { ...account(node('b', '2'), node('a', '1')), ...quickDial([item('y', { uri: '2' }), item('x', { uri: '1' })]) };
    const old = layersOf(['portal', { ...account(node('a', '9', { priority: 90 }), node('z', '0')), ...quickDial([item('x', { uri: '7' }, { priority: 90 }), item('z')]) }], ['portal', newest]);
    expect(merge(old)).toStrictEqual(merge(layersOf(['portal', newest])));
  });
  test('D11: an account without nodes changes nothing', () => {
    const layers = layersOf(['account', account(node('a', '1'))]);
    expect(apply(layers, ['account', account()])).toBe(layers);
  });
});

describe('M9: the profile is computed from layers', () => {
  test('M9: the highest priority wins whatever arrived last', () => {
    const layers = layersOf(['user', account(node('a', 'user'))], ['account', account(node('a', 'account'))], ['portal', account(node('a', 'portal'))]);
    expect(accountOf(layers)).toStrictEqual([['a', 'user']]);
  });
  test('M9: at equal priority the later change wins', () => {
    const one = layersOf(['global', account(node('a', 'global'))], ['account', account(node('a', 'account'))]);
    const other = layersOf(['account', account(node('a', 'account'))], ['global', account(node('a', 'global'))]);
    expect([accountOf(one), accountOf(other)]).toStrictEqual([[['a', 'account']], [['a', 'global']]]);
  });
  test('M9: without the user’s layer, the provider’s view', () => {
    const provider = layersOf(['portal', account(node('a', '1'))], ['account', account(node('a', '2'))]);
    const edited = apply(provider, ['user', account(node('a', '3'), node('own', '4'))]);
    expect(withoutLayer(edited, 'user')).toStrictEqual(provider);
  });
  test('M9: the order of nodes does not depend on which layer arrived first', () => {
    const portal = ['portal', account(node('p', '1'), node('both', '1'))] as const;
    const global = ['account', account(node('both', '2'), node('g', '2'))] as const;
    const expected = [['p', '1'], ['both', '2'], ['g', '2']];
    expect(accountOf(layersOf(portal, global))).toStrictEqual(expected);
    expect(accountOf(layersOf(global, portal))).toStrictEqual(expected);
  });
  test('M9: arrivals tell revision and time; those that nothing refers to are forgotten', () => {
    const layers = layersOf(['account', account(node('a', '1'), node('b', '1'))], ['portal', account(node('p', '1'))], ['account', account(node('a', '2'))]);
    expect(layers.arrivals).toStrictEqual([
      { sequence: 1, channel: 'account', document: 'extprov', revision: '1.1', at: 1000 },
      { sequence: 2, channel: 'portal', document: 'provisioning', revision: '1.2', at: 2000 },
      { sequence: 3, channel: 'account', document: 'extprov', revision: '1.3', at: 3000 },
    ]);
    const later = apply(layers, ['account', account(node('b', '2'))]);
    expect(later.arrivals.map(({ sequence }) => sequence)).toStrictEqual([2, 3, 4]);
  });
  test('M9: every reference finds its arrival, those of marks and items too', () => {
    const layers = layersOf(
      ['global', quickDial([item('x', { a: '1', b: '1' })])],
      ['global', quickDial([item('x', [node('a', '2')])])],
      ['global', quickDial([{ id: 'gone', nodes: [], remove: true }])],
      ['global', quickDial([], 5)],
    );
    expect(layers.arrivals.map(({ sequence }) => sequence)).toStrictEqual([1, 2, 3, 4]);
  });
  test('M9: nothing but plain data: JSON keeps layers, and what is merged after it', () => {
    const layers = layersOf(['portal', { ...account(node('__proto__', 'x')), ...quickDial([item('constructor', { toString: '1' })], 5) }], ['user', account(node('a', '1'))]);
    const copy = JSON.parse(JSON.stringify(layers)) as typeof layers;
    expect(copy).toStrictEqual(layers);
    expect(merge(copy)).toStrictEqual(merge(layers));
  });
});

test('D1: __proto__, constructor and prototype are ordinary names everywhere', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty'];
  const incoming = {
    account: names.map((name) => node(name, `a ${name}`)),
    quickDial: { items: names.map((name) => ({ id: name, nodes: names.map((child) => node(child, child)) })) },
    warnings: [],
  };
  const layers = layersOf(['global', incoming]);
  expect(accountOf(layers)).toStrictEqual(names.map((name) => [name, `a ${name}`]));
  expect(merge(layers).quickDial).toStrictEqual(names.map((id) => ({ id, nodes: names.map((name) => [name, name]) })));
  expect(apply(layers, ['global', incoming])).toBe(layers);
  expect(({} as Record<string, unknown>)['a']).toBeUndefined();
});

test('M13: no argument is changed, not even its own empty layers', () => {
  const empty = freeze(emptyLayers());
  applyDocument(empty, 'global', freeze(quickDial([item('x', { a: '1' })], 3)), freeze({ document: 'global_extprov', revision: '', at: 0 }));
  expect(empty).toStrictEqual(emptyLayers());
  expect(shown(empty)).toStrictEqual([]);
});
