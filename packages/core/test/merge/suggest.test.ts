import { describe, expect, test } from 'vitest';
import { explain } from '../../src/merge/explain.js';
import { suggest } from '../../src/merge/suggest.js';
import { account, item, layersOf, node, quickDial } from './build.js';

const layers = layersOf(
  ['account', account(...['codec', 'codecs', 'codecss', 'title', 'ab'].map((name) => node(name, 'x')))],
  ['global', quickDial([item('reception', { uri: '1', displayName: 'R' })])],
);

describe('M10: what may have been meant', () => {
  test.each<[string, readonly string[]]>([
    ['ACCOUNT.TITLE', ['account.title']],
    ['title', ['account.title']],
    ['uri', ['quickDial.reception.uri']],
    ['quickdial.reception', ['quickDial.reception.uri', 'quickDial.reception.displayName']],
    ['quickDial', ['quickDial.reception.uri', 'quickDial.reception.displayName']],
    ['account.tilte', ['account.title']], // two places
    ['account.tle', ['account.title']], // two letters left out
    ['account.xxxle', []], // three
    ['account.titlexx', ['account.title']],
    ['account.titlexxx', []],
    ['titel', ['account.title']], // without its section
    ['ttel', []],
    ['acount.titel', []], // three places
    ['', []],
    ['x', ['account.ab']],
    ['somewhere.else', []],
  ])('M10: %j', (text, meant) => {
    expect(suggest(layers, text)).toStrictEqual(meant);
  });

  test('M10: the nearest first', () => {
    expect(suggest(layers, 'account.codecss')).toStrictEqual(['account.codecss', 'account.codecs', 'account.codec']);
    expect(suggest(layers, 'account.codec')).toStrictEqual(['account.codec', 'account.codecs', 'account.codecss']);
    expect(suggest(layers, 'account.codek')).toStrictEqual(['account.codec', 'account.codecs']);
  });

  test('M10: what differs only in the case of letters comes before what ends alike, whichever layer holds it', () => {
    const both = layersOf(['portal', quickDial([item('account', { title: 'x' })])], ['account', account(node('title', 'x'))]);
    expect(suggest(both, 'Account.Title')).toStrictEqual(['account.title', 'quickDial.account.title']);
  });

  test('M10: five at most', () => {
    const many = layersOf(['account', account(...['a1', 'a2', 'a3', 'a4', 'a5', 'a6'].map((name) => node(name, 'x')))]);
    expect(suggest(many, 'account.a0')).toHaveLength(5);
    expect(explain(many, 'account.a0')).toMatchObject({ found: false, suggestions: ['account.a1', 'account.a2', 'account.a3', 'account.a4', 'account.a5'] });
  });
});
