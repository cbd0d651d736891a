import { describe, expect, test } from 'vitest';
import { emptyLayers } from '../../src/merge/layer.js';
import { plan } from '../../src/merge/plan.js';
import { account, apply, item, layersOf, node, quickDial, remove } from './build.js';

const layers = layersOf(['account', account(node('title', 'Desk'), node('username', 'bob'), node('password', { secret: 's1' }))], ['global', quickDial([item('a', { uri: '1' }), item('bare')])]);

describe('M11: a plan', () => {
  test('M11: added, changed and removed by path, with the heaviest impact of all', () => {
    const next = apply(layers, ['account', account(node('title', 'New'), node('username', 'eve'), node('x', '1'))], ['global', quickDial([item('b', { uri: '2' }), remove('a')])]);
    expect(plan(layers, next)).toStrictEqual({
      impact: 'reregister',
      changes: [
        { path: 'account.title', kind: 'changed', impact: 'hot', before: 'Desk', after: 'New' },
        { path: 'account.username', kind: 'changed', impact: 'reregister', before: 'bob', after: 'eve' },
        { path: 'account.x', kind: 'added', impact: 'hot', after: '1' },
        { path: 'quickDial.b.uri', kind: 'added', impact: 'hot', after: '2' },
        { path: 'quickDial.a.uri', kind: 'removed', impact: 'hot', before: '1' },
      ],
    });
  });
  test('M11: equal values are equal, whichever object they are', () => {
    expect(plan(layers, JSON.parse(JSON.stringify(layers)) as typeof layers)).toStrictEqual({ changes: [] });
  });
  test('S4, M11: a changed secret is listed and masked', () => {
    const next = apply(layers, ['account', account(node('password', { secret: 's2' }))]);
    expect(plan(layers, next).changes).toStrictEqual([{ path: 'account.password', kind: 'changed', impact: 'reregister', before: '••••••', after: '••••••' }]);
  });
  test('M11: an item without leaves is listed by its own path', () => {
    expect(plan(layers, apply(layers, ['global', quickDial([remove('bare')])])).changes).toStrictEqual([{ path: 'quickDial.bare', kind: 'removed', impact: 'hot' }]);
    expect(plan(emptyLayers(), layers).changes).toContainEqual({ path: 'quickDial.bare', kind: 'added', impact: 'hot' });
  });
  test.each([['cloud_password', 'relogin'], ['id', 'restart'], ['host', 'reregister'], ['ptime', 'hot']])('M11: %s weighs %s, whatever lighter one changes with it', (name, impact) => {
    expect(plan(layers, apply(layers, ['account', account(node(name, 'new'), node('title', 'new'))])).impact).toBe(impact);
  });
});
