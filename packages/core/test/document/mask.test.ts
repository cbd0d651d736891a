import { expect, test } from 'vitest';
import { MASK, maskLeaf, maskTree } from '../../src/document/mask.js';
import { freeze } from './fixtures.js';

test('S4: secrets are masked, of a URL the query only', () => {
  expect(maskLeaf('plain')).toBe('plain');
  expect(maskLeaf('')).toBe('');
  expect(maskLeaf({ secret: 's1' })).toBe('••••••');
  expect(maskLeaf({ secret: 's1', shown: 'https://h.example/p' })).toBe('https://h.example/p?••••••');
});

test('S4: a subtree is masked leaf by leaf, attributes too', () => {
  const tree = freeze({ name: 'a', attributes: [['k', { secret: 's1' }], ['id', 'x']], text: { secret: 's2' }, children: [{ name: 'b', attributes: [], text: 't', children: [] }] } as const);
  expect(maskTree(tree)).toEqual({ name: 'a', attributes: [['k', MASK], ['id', 'x']], text: MASK, children: [{ name: 'b', attributes: [], text: 't', children: [] }] });
});
