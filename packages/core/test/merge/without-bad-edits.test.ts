import { describe, expect, test } from 'vitest';
import type { IncomingNode } from '../../src/document/mergeable.js';
import type { CheckAccount } from '../../src/merge/edit.js';
import { withoutBadEdits } from '../../src/merge/without-bad-edits.js';
import { account, apply, freeze, layersOf, node } from './build.js';

const provider = layersOf(['account', account(node('title', 'Desk'), node('username', 'bob'), node('host', 'sip.example'))]);
const withEdits = (...nodes: readonly IncomingNode[]): typeof provider => apply(provider, ['user', account(...nodes)]);

describe('D9: edits that make the account fail are set aside', () => {
  test('D9: exactly the bad ones, with the faults that they brought', () => {
    const kept = withoutBadEdits(withEdits(node('title', 'Mine'), node('expires', '3'), node('proxy', 'a b')));
    expect(kept.setAside).toStrictEqual(['account.expires', 'account.proxy']);
    expect(kept.faults.map(({ node, rule }) => [node, rule])).toStrictEqual([['proxy', 'host'], ['expires', 'minimum']]);
    expect(kept.layers).toStrictEqual(withEdits(node('title', 'Mine')));
  });
  test('D9: layers that hold stay the same object', () => {
    const layers = withEdits(node('title', 'Mine'));
    const kept = withoutBadEdits(layers);
    expect(kept).toStrictEqual({ layers, setAside: [], faults: [] });
    expect(kept.layers).toBe(layers);
  });
  test('D9: a provider’s fault sets nothing aside, even beside a bad edit', () => {
    const layers = apply(withEdits(node('expires', '3')), ['account', account(node('host', ''))]);
    expect(withoutBadEdits(layers)).toStrictEqual({ layers, setAside: [], faults: [] });
  });
  test('D9: an edit without which the account would fail stays', () => {
    const layers = apply(withEdits(node('host', 'mine.example'), node('expires', '3')), ['account', account(node('host', ''))]);
    expect(withoutBadEdits(layers).setAside).toStrictEqual(['account.expires']);
  });
  test('D9: of two edits that fail only together the one where the fault stands goes, also beside another bad one', () => {
    const notTogether: CheckAccount = (pairs) => {
      const has = (name: string): boolean => pairs.some(([one]) => one === name);
      const fault = (node: string): { node: string; rule: string; person: string } => ({ node, rule: 'notTogether', person: 'Not so.' });
      return [...(has('a') && has('b') ? [fault('a')] : []), ...(has('c') ? [fault('c')] : [])];
    };
    expect(withoutBadEdits(withEdits(node('a', '1'), node('b', '1'), node('c', '1')), notTogether).setAside).toStrictEqual(['account.a', 'account.c']);
  });
  test('D9: a validator that compares nodes: the fault stands at one, its cause at another', () => {
    const sameTitle: CheckAccount = (pairs) => {
      const value = (name: string): unknown => pairs.find(([one]) => one === name)?.[1];
      return value('title') === value('username') ? [] : [{ node: 'username', rule: 'sameAsOther', person: 'Both the same.' }];
    };
    const layers = apply(layersOf(['account', account(node('title', 'x'), node('username', 'x'))]), ['user', account(node('ptime', '30'), node('title', 'y'))]);
    expect(withoutBadEdits(freeze(layers), sameTitle)).toMatchObject({ setAside: ['account.title'], faults: [{ rule: 'sameAsOther' }] });
  });
});
