import { expect, test } from 'vitest';
import type { SafeElement, Value } from '../../src/document/tree.js';
import { same } from '../../src/document/same.js';

const tree = (over: Partial<SafeElement> = {}): SafeElement => ({ name: 'n', attributes: [['k', 'v']], text: 't', children: [{ name: 'c', attributes: [], text: '', children: [] }], ...over });

test.each<[string, Value, Value, boolean]>([
  ['equal texts', 'a', 'a', true],
  ['nothing is trimmed', 'a', 'a ', false],
  ['nothing is coerced', '7', '007', false],
  ['empty text and secret', '', { secret: 's1' }, false],
  ['equal secrets', { secret: 's1' }, { secret: 's1' }, true],
  ['other secrets', { secret: 's1' }, { secret: 's2' }, false],
  ['secrets shown otherwise', { secret: 's1', shown: 'https://a' }, { secret: 's1', shown: 'https://b' }, false],
  ['secret and subtree', { secret: 's1' }, tree(), false],
  ['subtree and secret', tree(), { secret: 's1' }, false],
  ['equal subtrees', tree(), tree(), true],
  ['another name', tree(), tree({ name: 'm' }), false],
  ['another text', tree(), tree({ text: 'u' }), false],
  ['another attribute', tree(), tree({ attributes: [['k', 'w']] }), false],
  ['another attribute name', tree(), tree({ attributes: [['l', 'v']] }), false],
  ['one attribute more', tree(), tree({ attributes: [['k', 'v'], ['l', 'v']] }), false],
  ['one child more', tree(), tree({ children: [...tree().children, ...tree().children] }), false],
  ['one child less', tree(), tree({ children: [] }), false],
  ['another grandchild', tree(), tree({ children: [{ name: 'c', attributes: [], text: '', children: [tree()] }] }), false],
])('M3: the same value? %s', (_, a, b, expected) => {
  expect([same(a, b), same(b, a)]).toStrictEqual([expected, expected]);
});
