import { describe, expect, test } from 'vitest';
import { emptyLayers, type Layers } from '../../src/merge/layer.js';
import { merge } from '../../src/merge/merge.js';
import { apply, item, layersOf, node, quickDial, remove, shown } from './build.js';

describe('M5: items', () => {
  test('M5: are matched by id, their children merge node by node', () => {
    const layers = layersOf(['global', quickDial([item('a', { displayName: 'A', uri: 'sip:a' })])], ['global', quickDial([item('a', { uri: 'sip:b' })])]);
    expect(shown(layers)).toStrictEqual([['a', { displayName: 'A', uri: 'sip:b' }]]);
  });
  test('M5: the item’s priority is the default for its children, the source is not (M2)', () => {
    const layers = layersOf(['global', quickDial([item('a', [node('uri', 'x'), node('own', 'y', { priority: 5 })], { priority: 30, source: 'crm' })])]);
    expect(layers.global.quickDial.items).toStrictEqual([
      {
        id: 'a',
        created: { priority: 30, source: 'crm', sequence: 1 },
        nodes: [{ name: 'uri', value: 'x', priority: 30, source: 'global', sequence: 1 }, { name: 'own', value: 'y', priority: 5, source: 'global', sequence: 1 }],
      },
    ]);
  });
  test('M5, M3: each child is tested for itself', () => {
    const layers = layersOf(
      ['global', quickDial([item('a', [node('high', '1', { priority: 50 }), node('low', '1', { priority: 5 })])])],
      ['global', quickDial([item('a', { high: '2', low: '2', more: '2' })])],
    );
    expect(shown(layers)).toStrictEqual([['a', { high: '1', low: '2', more: '2' }]]);
  });
  test('M5: across layers too', () => {
    const layers = layersOf(['portal', quickDial([item('a', { displayName: 'P', portraitUrl: 'p' })])], ['global', quickDial([item('a', { displayName: 'G' })])]);
    expect(shown(layers)).toStrictEqual([['a', { displayName: 'G', portraitUrl: 'p' }]]);
  });
  test('M5: quick dials and dial actions are apart', () => {
    const layers = layersOf(['global', { dialActions: { items: [item('a', { uri: '1' })] }, warnings: [] }]);
    expect([shown(layers), shown(layers, 'dialActions')]).toStrictEqual([[], [['a', { uri: '1' }]]]);
  });
  test('D1: of items with one id in one document the first counts', () => {
    expect(shown(layersOf(['global', quickDial([item('a', { uri: '1' }), item('a', { uri: '2', more: '2' })])]))).toStrictEqual([['a', { uri: '1' }]]);
  });
  test('M3: an item’s creating entry follows M3: higher or equal replaces, lower does not', () => {
    const priorityOf = (priority: number): number | undefined =>
      layersOf(['global', quickDial([item('a', {}, { priority: 20 })])], ['global', quickDial([item('a', {}, { priority })])]).global.quickDial.items[0]?.created?.priority;
    expect([priorityOf(30), priorityOf(10)]).toStrictEqual([30, 20]);
  });
});

describe('M6: action="remove"', () => {
  const both = layersOf(['portal', quickDial([item('a', { uri: 'p' }), item('b')])], ['global', quickDial([item('a', { uri: 'g' })])]);

  test('M6: hides the item in every layer', () => {
    expect(shown(apply(both, ['global', quickDial([remove('a')])]))).toStrictEqual([['b', {}]]);
  });
  test('M6: an equal priority is hidden, a higher one is not', () => {
    expect(shown(apply(both, ['account', quickDial([remove('a', { priority: 10 })])]))).toStrictEqual([['a', { uri: 'g' }], ['b', {}]]);
    expect(shown(apply(both, ['account', quickDial([remove('a', { priority: 20 })])]))).toStrictEqual([['b', {}]]);
    expect(shown(apply(both, ['account', quickDial([remove('a', { priority: 9 })])]))).toStrictEqual(shown(both));
  });
  test('M6: hides what arrives later, as long as it is not higher', () => {
    const removed = layersOf(['global', quickDial([remove('a')])]);
    expect(shown(apply(removed, ['portal', quickDial([item('a', { uri: 'p' })])]))).toStrictEqual([]);
    expect(shown(apply(removed, ['account', quickDial([item('a', { uri: 'x' })])]))).toStrictEqual([]);
    expect(shown(apply(removed, ['user', quickDial([item('a', { uri: 'u' })])]))).toStrictEqual([['a', { uri: 'u' }]]);
  });
  test('M6: an unknown id is no error; its mark waits', () => {
    const layers = layersOf(['global', quickDial([remove('nobody')])]);
    expect(shown(layers)).toStrictEqual([]);
    expect(layers.global.quickDial.removed).toStrictEqual([{ id: 'nobody', priority: 20, source: 'global', sequence: 1 }]);
  });
  test('M3: the same remove again is no change', () => {
    const layers = apply(both, ['global', quickDial([remove('a')])]);
    expect(apply(layers, ['global', quickDial([remove('a')])])).toBe(layers);
  });
  test('M6: what its own layer creates again is there again', () => {
    const layers = apply(both, ['global', quickDial([remove('a')])], ['global', quickDial([item('a', { uri: 'new' })])]);
    expect(shown(layers)).toStrictEqual([['a', { uri: 'new' }], ['b', {}]]);
    expect(layers.global.quickDial.removed).toStrictEqual([]);
  });
  test('M6, M3: but not what is lower than its mark', () => {
    const layers = apply(both, ['global', quickDial([remove('a', { priority: 30 })])]);
    expect(apply(layers, ['global', quickDial([item('a', { uri: 'low' })])])).toBe(layers);
  });
  test('M6: removed and created in one document starts afresh, again and again', () => {
    const document = quickDial([remove('a'), item('a', { displayName: 'new' }), item('c')]);
    const layers = apply(layersOf(['global', quickDial([item('a', { uri: 'old' })])]), ['global', document]);
    expect(shown(layers)).toStrictEqual([['a', { displayName: 'new' }], ['c', {}]]);
    expect(apply(layers, ['global', document])).toBe(layers);
  });
  test('M6, M13: a locked child outlives a remove of lower priority, as soon as its item is there', () => {
    const locked = layersOf(['global', quickDial([item('a', [node('uri', 'locked', { priority: 50 }), node('displayName', 'A')])])]);
    const removed = apply(locked, ['account', quickDial([remove('a')])]);
    expect(shown(removed)).toStrictEqual([]);
    expect(shown(apply(removed, ['user', quickDial([item('a', { displayName: 'mine', uri: 'mine' })])]))).toStrictEqual([['a', { uri: 'locked', displayName: 'mine' }]]);
  });
  test('M7: the user’s mark at 40 keeps deleted what the provider sends again', () => {
    const layers = apply(both, ['user', quickDial([remove('a')])], ['global', quickDial([item('a', { uri: 'again' })])]);
    expect(shown(layers)).toStrictEqual([['b', {}]]);
    expect(shown(apply(layers, ['global', quickDial([item('a', { uri: 'must' }, { priority: 41 })])]))).toStrictEqual([['a', { uri: 'must' }], ['b', {}]]);
  });
});

describe('M6: maxQuickDialReplacePriority', () => {
  const start = layersOf(
    ['portal', quickDial([item('p')])],
    ['global', quickDial([item('old'), item('kept', {}, { priority: 30 })])],
    ['user', quickDial([item('mine')])],
  );

  test('M6: 21 clears the provider’s and spares the user’s', () => {
    expect(shown(apply(start, ['global', quickDial([item('new')], 21)]))).toStrictEqual([['kept', {}], ['new', {}], ['mine', {}]]);
  });
  test('M6: drops what is lower than N, not what equals it', () => {
    const ids = (n: number): readonly string[] => merge(apply(start, ['global', quickDial([], n)])).quickDial.map(({ id }) => id);
    expect([ids(10), ids(11), ids(20), ids(21), ids(31), ids(41)]).toStrictEqual([['p', 'old', 'kept', 'mine'], ['old', 'kept', 'mine'], ['old', 'kept', 'mine'], ['kept', 'mine'], ['mine'], []]);
  });
  test('M6: in its own layer it drops first, then reads the items: a lower priority counts again', () => {
    const layers = layersOf(['global', quickDial([item('a', { uri: '1', gone: '1' }, { priority: 20 })])], ['global', quickDial([item('a', { uri: '2' }, { priority: 5 })], 21)]);
    expect(shown(layers)).toStrictEqual([['a', { uri: '2' }]]);
  });
  test('M3: sent again unchanged it is no change, in its own order', () => {
    const document = quickDial([item('b', { uri: '1' }), item('a', {}, { priority: 30 }), item('c')], 21);
    const layers = layersOf(['global', document]);
    expect(apply(layers, ['global', document])).toBe(layers);
    expect(shown(layers)).toStrictEqual([['b', { uri: '1' }], ['a', {}], ['c', {}]]);
  });
  test('M3: what it names again unchanged keeps its sequence; what it leaves out is gone', () => {
    const layers = layersOf(['global', quickDial([item('a', { uri: '1' }), item('b')], 21)], ['global', quickDial([item('a', { uri: '1' }), item('c')], 21)]);
    expect(layers.global.quickDial.items.map(({ id, created }) => [id, created?.sequence])).toStrictEqual([['a', 1], ['c', 2]]);
  });
  test('M6: in other layers it hides what was last changed before it, not what came later', () => {
    const swept = apply(layersOf(['portal', quickDial([item('p'), item('q')])]), ['global', quickDial([], 21)]);
    expect(shown(swept)).toStrictEqual([]);
    expect(shown(apply(swept, ['portal', quickDial([item('p'), item('q'), item('later')])]))).toStrictEqual([['later', {}]]);
  });
  test('M6: a changed child of a swept item is dormant, a re-created item shows only what is newer', () => {
    const swept = apply(layersOf(['portal', quickDial([item('p', { uri: '1', displayName: 'P' })])]), ['global', quickDial([], 21)]);
    const changed = apply(swept, ['portal', quickDial([item('p', { uri: '2', displayName: 'P' })])]);
    expect(shown(changed)).toStrictEqual([]);
    expect(shown(apply(changed, ['user', quickDial([item('p')])]))).toStrictEqual([['p', { uri: '2' }]]);
  });
  test('M3, M6: the mark keeps its sequence while N is the same, and gets a new one with another N', () => {
    const first = layersOf(['global', quickDial([], 21)]);
    const second = apply(first, ['global', quickDial([item('a')], 21)]);
    expect(second.global.quickDial.sweeps).toStrictEqual([{ priority: 21, source: 'global', sequence: 1 }]);
    const third = apply(second, ['global', quickDial([], 15)]);
    expect(third.global.quickDial.sweeps.map(({ priority, sequence }) => [priority, sequence])).toStrictEqual([[21, 1], [15, 3]]);
    const fourth = apply(third, ['global', quickDial([], 16)]);
    expect(fourth.global.quickDial.sweeps.map(({ priority }) => priority)).toStrictEqual([21, 16]);
    expect(apply(fourth, ['global', quickDial([], 22)]).global.quickDial.sweeps.map(({ priority }) => priority)).toStrictEqual([22]);
  });
  test('M6: another N does not sweep what its own layer keeps', () => {
    const layers = layersOf(['global', quickDial([item('a')], 21)], ['global', quickDial([item('a')], 25)]);
    expect(shown(layers)).toStrictEqual([['a', {}]]);
  });
  test('M4: the portal’s sweep goes when its next document has none', () => {
    const layers = layersOf(['user', quickDial([item('low', {}, { priority: 1 })])], ['portal', quickDial([], 5)]);
    expect(shown(layers)).toStrictEqual([]);
    expect(shown(apply(layers, ['portal', quickDial([])]))).toStrictEqual([['low', {}]]);
  });
});

describe('M6: dormant children', () => {
  const orphan: Layers = { ...emptyLayers(), user: { ...emptyLayers().user, quickDial: { items: [{ id: 'a', nodes: [{ name: 'uri', value: 'mine', priority: 40, source: 'user', sequence: 9 }] }], removed: [], sweeps: [] } } };

  test('M6: without a creating entry an item is not shown', () => {
    expect(shown(orphan)).toStrictEqual([]);
  });
  test('M6: its children show as soon as a layer creates it, and sleep again when that is hidden', () => {
    const created = apply(orphan, ['global', quickDial([item('a', { uri: 'theirs', displayName: 'A' })])]);
    expect(shown(created)).toStrictEqual([['a', { uri: 'mine', displayName: 'A' }]]);
    expect(shown(apply(created, ['global', quickDial([remove('a')])]))).toStrictEqual([]);
  });
});
