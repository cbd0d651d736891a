import { describe, expect, test } from 'vitest';
import { withoutLayer } from '../../src/merge/layer.js';
import { shrinks } from '../../src/merge/shrink-guard.js';
import { account, apply, item, layersOf, node, quickDial, remove } from './build.js';

const full = (...names: readonly string[]): ReturnType<typeof account> => account(...names.map((name) => node(name, `${name} value`)));
const empty = (...names: readonly string[]): ReturnType<typeof account> => account(...names.map((name) => node(name, '')));
const layers = layersOf(['defaults', full('d1', 'd2', 'd3', 'd4', 'd5', 'd6')], ['account', full('username', 'host', 'a', 'b', 'c')], ['account', account(node('password', { secret: 's1' }))]);

describe('M12: the shrink guard', () => {
  test.each(['username', 'host', 'password'])('M12: %s that becomes empty holds a refresh back', (name) => {
    expect(shrinks(layers, apply(layers, ['account', empty(name)]))).toStrictEqual({ reason: 'essential', nodes: [name], of: 6, documents: ['extprov'] });
    expect(shrinks(layers, apply(layers, ['account', account(node(name, ' \n'))]))?.nodes).toStrictEqual([name]);
  });
  test('M12: half of the provider’s nodes may become empty, one more may not', () => {
    expect(shrinks(layers, apply(layers, ['account', empty('a', 'b', 'c')]))).toBeUndefined();
    const seven = apply(layers, ['account', full('e')]);
    expect(shrinks(seven, apply(seven, ['account', empty('a', 'b', 'c', 'e')]))).toStrictEqual({ reason: 'half', nodes: ['a', 'b', 'c', 'e'], of: 7, documents: ['extprov'] });
  });
  test('M12: what is gone from the replaced portal layer is as empty; the document that did it is named', () => {
    const portal = layersOf(['portal', full('host', 'x')], ['account', full('y')]);
    expect(shrinks(portal, apply(portal, ['portal', account()]))).toStrictEqual({ reason: 'essential', nodes: ['host', 'x'], of: 3, documents: ['provisioning'] });
    expect(shrinks(portal, apply(portal, ['portal', full('host')], ['account', empty('x', 'y')]))).toMatchObject({ documents: ['extprov'] });
    expect(shrinks(portal, apply(portal, ['portal', full('x')], ['account', empty('y')]))).toMatchObject({ nodes: ['host', 'y'], documents: ['provisioning', 'extprov'] });
    expect(shrinks(portal, apply(portal, ['account', empty('host')]))).toMatchObject({ reason: 'essential', documents: ['extprov'] });
  });
  test('M12: built-in defaults and the user’s edits hide and count nothing', () => {
    expect(shrinks(layers, withoutLayer(layers, 'defaults'))).toBeUndefined();
    const covered = apply(layers, ['defaults', full('host')], ['user', full('host')]);
    expect(shrinks(covered, apply(covered, ['account', empty('host')]))).toMatchObject({ reason: 'essential' });
    expect(shrinks(covered, withoutLayer(covered, 'user'))).toBeUndefined();
  });
  test('M12: sweeps and removes of collections are exempt', () => {
    const dials = apply(layers, ['global', quickDial([item('a', { uri: '1' }), item('b', { uri: '2' })])]);
    expect(shrinks(dials, apply(dials, ['global', quickDial([remove('a')], 21)]))).toBeUndefined();
  });
  test('M12: what was empty before, or moved to another document, is no loss', () => {
    const before = apply(layers, ['account', empty('host')], ['portal', full('x')]);
    expect(shrinks(before, before)).toBeUndefined();
    expect(shrinks(before, apply(before, ['account', full('x')], ['portal', account()]))).toBeUndefined();
  });
  test('M12: what a weaker document empties was not in use', () => {
    const strong = layersOf(['portal', account(node('host', 'x', { priority: 30 }))], ['account', full('host', 'y')]);
    expect(shrinks(strong, apply(strong, ['account', empty('host')]))).toBeUndefined();
    expect(shrinks(strong, apply(strong, ['portal', account(node('host', '', { priority: 30 }))]))).toMatchObject({ nodes: ['host'], documents: ['provisioning'] });
  });
  test.each([
    ['', 'lost'],
    [' \n', 'lost'],
    ['x', 'kept'],
    [{ secret: 's9' }, 'kept'],
  ] as const)('M12: a node without children that only holds %j is %s', (text, outcome) => {
    const bare = apply(layers, ['account', account(node('host', { name: 'host', attributes: [['port', '1']], text, children: [] }))]);
    expect(shrinks(layers, bare)?.nodes ?? 'kept').toStrictEqual(outcome === 'lost' ? ['host'] : 'kept');
  });
  test('M12: a subtree and a secret are something', () => {
    const tree = apply(layers, ['account', account(node('host', { name: 'host', attributes: [], text: '', children: [{ name: 'v', attributes: [], text: 'x', children: [] }] }))]);
    expect(shrinks(layers, tree)).toBeUndefined();
    expect(shrinks(layers, apply(layers, ['account', account(node('username', { secret: 's2' }))]))).toBeUndefined();
  });
});
