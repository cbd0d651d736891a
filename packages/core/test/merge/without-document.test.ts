import { expect, test } from 'vitest';
import { readDialActions, readGlobal } from '../../src/document/global.js';
import type { SafeElement } from '../../src/document/tree.js';
import { applyDocument } from '../../src/merge/apply-document.js';
import { emptyLayers, type Layers, type Origin } from '../../src/merge/layer.js';
import { withoutDocument } from '../../src/merge/without-document.js';
import { account, apply as applyAll, layersOf, node } from './build.js';

const element = (name: string, content: string | readonly SafeElement[], attributes: SafeElement['attributes'] = []): SafeElement =>
  typeof content === 'string' ? { name, attributes, text: content, children: [] } : { name, attributes, text: '', children: content };
const action = (id: string, title: string, ...more: SafeElement['attributes']): SafeElement => element('dialAction', [element('title', title)], [['id', id], ...more]);
const apply = (layers: Layers, document: Origin, root: SafeElement): Layers =>
  applyDocument(layers, 'global', (document === 'dialActionWs' ? readDialActions : readGlobal)(root), { document, revision: document, at: 1 });

const GLOBAL = element('reply', [
  element('dialActions', [action('pick', 'Pick'), action('park', 'Park')]),
  element('quickDial', [element('item', [element('uri', '900')], [['id', 'lab']]), element('item', [], [['id', 'old'], ['action', 'remove']])], [['maxQuickDialReplacePriority', '10']]),
]);
const ACTIONS = element('reply', [action('page', 'Page'), action('park', 'Parking lot'), element('dialAction', [], [['id', 'gone'], ['action', 'remove']])]);

test('M4, R14: what one document brought to a layer goes, with its marks; what another one brought stays', () => {
  const both = apply(apply(emptyLayers(), 'global_extprov', GLOBAL), 'dialActionWs', ACTIONS);
  const global = withoutDocument(both, 'global', 'dialActionWs');
  expect(global.global.dialActions.items).toMatchObject([{ id: 'pick', nodes: [{ value: 'Pick' }] }, { id: 'park', nodes: [] }]);
  expect(global.global.dialActions.removed).toEqual([]);
  expect(global.global.quickDial).toEqual(both.global.quickDial);
  expect(global.arrivals.map(({ document }) => document)).toEqual(['global_extprov']);

  const actions = withoutDocument(both, 'global', 'global_extprov');
  expect(actions.global.dialActions.items.map(({ id }) => id)).toEqual(['park', 'page']);
  expect(actions.global.dialActions.removed.map(({ id }) => id)).toEqual(['gone']);
  expect(actions.global.quickDial).toEqual({ items: [], removed: [], sweeps: [] });
  expect(withoutDocument(actions, 'global', 'dialActionWs')).toEqual(emptyLayers());
  expect(withoutDocument(both, 'global', 'extprov')).toBe(both);
  expect(withoutDocument(both, 'account', 'global_extprov')).toBe(both);
});

test('M4: single nodes go too, and only those of that document', () => {
  const provider = layersOf(['account', account(node('title', 'Desk'), node('host', 'a.b'))], ['portal', account(node('title', 'P'))]);
  expect(withoutDocument(provider, 'account', 'extprov')).toEqual({ ...provider, account: emptyLayers().account, arrivals: provider.arrivals.slice(1) });
  const edited = applyAll(provider, ['user', account(node('title', 'Mine'))]);
  expect(withoutDocument(edited, 'user', 'input')).toEqual(provider);
});
