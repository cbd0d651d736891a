import { describe, expect, test } from 'vitest';
import type { SafeElement } from '../../src/document/tree.js';
import { explain, type Explanation } from '../../src/merge/explain.js';
import { emptyLayers, type Layers } from '../../src/merge/layer.js';
import { account, apply, item, layersOf, node, quickDial, remove } from './build.js';

const found = (layers: Layers, path: string): Extract<Explanation, { found: true }> => {
  const explanation = explain(layers, path);
  if (!explanation.found) throw new Error(`${path} was not found`);
  return explanation;
};
const losses = (layers: Layers, path: string): unknown => found(layers, path).losers.map(({ layer, reason, by }) => [layer, reason, by?.layer]);

describe('M10: who won, who lost and why', () => {
  const layers = layersOf(
    ['defaults', account(node('codecOrder', 'opus'))],
    ['portal', account(node('codecOrder', 'pcmu', { source: 'studio' }))],
    ['global', account(node('codecOrder', 'g722'))],
    ['account', account(node('codecOrder', 'opus,g722'))],
  );

  test('M10: the winner with layer, source, priority, document, revision, time and value', () => {
    expect(found(layers, 'account.codecOrder').winner).toStrictEqual({ layer: 'account', source: 'account', priority: 20, document: 'extprov', revision: '1.4', at: 4000, value: 'opus,g722' });
  });
  test('M10: every loser, strongest first, with its reason', () => {
    expect(losses(layers, 'account.codecOrder')).toStrictEqual([['global', 'older', undefined], ['portal', 'lower-priority', undefined], ['defaults', 'lower-priority', undefined]]);
    expect(found(layers, 'account.codecOrder').losers[1]).toStrictEqual({
      layer: 'portal', source: 'studio', priority: 10, document: 'provisioning', revision: '1.2', at: 2000, value: 'pcmu', reason: 'lower-priority', why: 'lower priority: 10 is below 20',
    });
  });
  test('M10: hidden by a remove mark, which is named', () => {
    const removed = layersOf(['portal', quickDial([item('a', { uri: 'p' })])], ['global', quickDial([item('a', { uri: 'g' }, { priority: 15 })])], ['account', quickDial([remove('a', { source: 'crm' })])]);
    const explanation = found(removed, 'quickDial.a.uri');
    expect(explanation.winner).toBeUndefined();
    expect(losses(removed, 'quickDial.a.uri')).toStrictEqual([['global', 'removed', 'account'], ['portal', 'removed', 'account']]);
    expect(explanation.losers[0]?.by).toStrictEqual({ layer: 'account', source: 'crm', priority: 20, document: 'extprov', revision: '1.3', at: 3000 });
    expect(explanation.losers[0]?.why).toBe('hidden by the remove mark of the account layer (source crm) with priority 20');
    expect(explanation.editable).toStrictEqual({ allowed: false, reason: 'hidden', why: 'it is not shown' });
  });
  test('M10: of two remove marks that are equally high the one of the higher layer is named', () => {
    const twice = layersOf(['account', quickDial([remove('a')])], ['global', quickDial([remove('a')])], ['portal', quickDial([item('a', { uri: 'p' })])]);
    expect(losses(twice, 'quickDial.a.uri')).toStrictEqual([['portal', 'removed', 'account']]);
  });
  test('M10: swept, beside a winner', () => {
    const swept = layersOf(['portal', quickDial([item('a', { uri: 'p' })])], ['global', quickDial([item('a', { uri: 'g' })], 21)]);
    expect(losses(swept, 'quickDial.a.uri')).toStrictEqual([['portal', 'swept', 'global']]);
    expect(found(swept, 'quickDial.a.uri').winner?.value).toBe('g');
    expect(found(swept, 'quickDial.a.uri').losers[0]?.why).toBe('swept by the global layer, which cleared what was there below priority 21');
  });
  test('M10: dormant, when its item is gone and the child is not', () => {
    const dormant = layersOf(['global', quickDial([item('a', [node('uri', 'x', { priority: 50 })])])], ['account', quickDial([remove('a')])]);
    expect(losses(dormant, 'quickDial.a.uri')).toStrictEqual([['global', 'dormant', undefined]]);
  });
  test('M10: an explanation survives JSON', () => {
    const explanation = explain(layers, 'account.codecOrder');
    expect(JSON.parse(JSON.stringify(explanation))).toStrictEqual(explanation);
  });
  test('M10: layers whose arrivals are lost are explained without them', () => {
    expect(found({ ...layers, arrivals: [] }, 'account.codecOrder').winner).toStrictEqual({ layer: 'account', source: 'account', priority: 20, value: 'opus,g722' });
  });
});

describe('M8, M10: whether the user may edit', () => {
  test.each([[40, true], [41, false]])('M8: priority %i: %s', (priority, allowed) => {
    const { editable } = found(layersOf(['account', account(node('x', '1', { priority, source: 'crm' }))]), 'account.x');
    expect(editable).toStrictEqual(allowed ? { allowed } : {
      allowed, reason: 'locked', by: { layer: 'account', source: 'crm', priority: 41, document: 'extprov', revision: '1.1', at: 1000 }, why: 'locked by the account layer (source crm) with priority 41, which is above 40',
    });
  });
});

describe('S4, M10: secrets', () => {
  const secret = { secret: 's1' };
  const subtree: SafeElement = { name: 'voicemail', attributes: [['pin', secret]], text: '', children: [{ name: 'url', attributes: [], text: { secret: 's2', shown: 'https://x.example/a' }, children: [] }] };
  const layers = layersOf(['portal', account(node('password', { secret: 's3' }))], ['account', account(node('password', secret), node('voicemail', subtree))]);

  test('S4: are masked in winner, losers and subtrees; not even their references come out', () => {
    const text = JSON.stringify(['account.password', 'account.voicemail'].map((path) => explain(layers, path)));
    expect(text).not.toMatch(/secret|"s[123]"/);
    expect(found(layers, 'account.password').winner?.value).toBe('••••••');
    expect(text).toContain('https://x.example/a?••••••');
  });
});

describe('M10: what is not there', () => {
  const layers = layersOf(['account', account(node('codecOrder', 'x'), node('title', 'y'), node('a.b', 'z'))], ['global', quickDial([item('reception', { displayName: 'R', uri: 'u' })])]);

  test.each([
    ['codecOrder', ['account.codecOrder']],
    ['codecorder', ['account.codecOrder']],
    ['account.CODECORDER', ['account.codecOrder']],
    ['account.codecOrdr', ['account.codecOrder']],
    ['acount.title', ['account.title']],
    ['reception.displayName', ['quickDial.reception.displayName']],
    ['quickDial.reception', ['quickDial.reception.displayName', 'quickDial.reception.uri']],
    ['account.somethingElse', []],
    ['', []],
    ['.', []],
    ['[', []],
  ])('M10: %j suggests %j', (path, suggestions) => {
    expect(explain(layers, path)).toStrictEqual({ found: false, path, suggestions });
  });
  test('M10: nothing is found in empty layers', () => {
    expect(explain(emptyLayers(), 'account.title')).toStrictEqual({ found: false, path: 'account.title', suggestions: [] });
  });
  test('M10: at most five suggestions', () => {
    const many = apply(emptyLayers(), ['account', account(...Array.from({ length: 20 }, (_, n) => node(`node${n}`, '')))]);
    expect(explain(many, 'account.node')).toMatchObject({ found: false, suggestions: ['account.node0', 'account.node1', 'account.node2', 'account.node3', 'account.node4'] });
  });
});
