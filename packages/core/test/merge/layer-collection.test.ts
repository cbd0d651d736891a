import { describe, expect, test } from 'vitest';
import { apply, item, layersOf, node, quickDial, remove, shown } from './build.js';

describe('inside one layer', () => {
  test('M3, M6: a weaker remove takes the place of no stronger one', () => {
    const layers = layersOf(['global', quickDial([remove('a', { priority: 30 })])], ['global', quickDial([remove('a', { priority: 25 })])]);
    expect(layers.global.quickDial.removed).toMatchObject([{ id: 'a', priority: 30 }]);
    expect(shown(apply(layers, ['account', quickDial([item('a', {}, { priority: 28 })])]))).toStrictEqual([]);
    expect(shown(apply(layers, ['account', quickDial([item('a', {}, { priority: 31 })])]))).toStrictEqual([['a', {}]]);
  });

  test('M6: children above a remove are dormant in their layer, and shown with an item that another one creates', () => {
    const layers = layersOf(['account', quickDial([item('a', [node('uri', '1'), node('label', 'high', { priority: 50 })])])], ['account', quickDial([remove('a')])]);
    expect(shown(layers)).toStrictEqual([]);
    expect(shown(apply(layers, ['global', quickDial([item('a', { uri: '2' }, { priority: 30 })])]))).toStrictEqual([['a', { uri: '2', label: 'high' }]]);
  });

  test('M6: a sweep that comes again forgets the ones that it covers, its own predecessor too', () => {
    const sweep = (below: number): readonly ['global', ReturnType<typeof quickDial>] => ['global', quickDial([], below)];
    const belows = (...sweeps: readonly number[]): readonly number[] => layersOf(...sweeps.map(sweep)).global.quickDial.sweeps.map(({ priority }) => priority);
    expect(belows(30, 21)).toStrictEqual([30, 21]);
    expect(belows(30, 21, 30)).toStrictEqual([30]);
    expect(belows(21, 30)).toStrictEqual([30]);
  });

  test('M6: a sweep drops what is lower than its number, and keeps what equals it, children too', () => {
    const layers = layersOf(['global', quickDial([item('a', [node('uri', '1'), node('label', 'x', { priority: 21 })], { priority: 21 }), item('b', [node('uri', '2', { priority: 20 })], { priority: 21 })])]);
    expect(shown(apply(layers, ['global', quickDial([], 21)]))).toStrictEqual([['a', { uri: '1', label: 'x' }], ['b', {}]]);
  });

  test('M3: an item sent again with the same priority and another source takes that source, and counts as a change', () => {
    const from = (source: string): readonly ['global', ReturnType<typeof quickDial>] => ['global', quickDial([item('a', {}, { priority: 20, source })])];
    expect(layersOf(from('crm'), from('pbx')).global.quickDial.items).toMatchObject([{ created: { priority: 20, source: 'pbx', sequence: 2 } }]);
    expect(layersOf(from('crm'), from('crm')).global.quickDial.items).toMatchObject([{ created: { sequence: 1 } }]);
  });

  test('M6: while a remove stands, a weaker item’s children of that priority or less stay hidden', () => {
    const layers = layersOf(['global', quickDial([remove('a', { priority: 30 })])], ['global', quickDial([item('a', [node('low', '1', { priority: 29 }), node('same', '2', { priority: 30 }), node('high', '3', { priority: 31 })], { priority: 25 })])]);
    expect(shown(layers)).toStrictEqual([]);
    expect(shown(apply(layers, ['portal', quickDial([item('a', {}, { priority: 40 })])]))).toStrictEqual([['a', { high: '3' }]]);
  });

  test('M3, M6: once the item is created again, a child that came as high as the remove is there, a lower one never came', () => {
    const layers = layersOf(['global', quickDial([remove('a', { priority: 30 })])], ['global', quickDial([item('a', [node('low', '1', { priority: 29 }), node('same', '2', { priority: 30 })], { priority: 25 })])]);
    expect(shown(apply(layers, ['global', quickDial([item('a', {}, { priority: 30 })])]))).toStrictEqual([['a', { same: '2' }]]);
  });
});
