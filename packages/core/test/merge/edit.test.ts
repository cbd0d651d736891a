import { describe, expect, test } from 'vitest';
import type { Value } from '../../src/document/tree.js';
import { PREF_KEYS } from '../../src/document/pref-keys.js';
import type { Result } from '../../src/document/problem.js';
import { canEdit } from '../../src/merge/can-edit.js';
import { edit, revert, type ItemEdit } from '../../src/merge/edit.js';
import { explain } from '../../src/merge/explain.js';
import { emptyLayers, type Layers } from '../../src/merge/layer.js';
import { merge } from '../../src/merge/merge.js';
import { valueAt } from '../../src/merge/path.js';
import { sealEdit } from '../../src/merge/seal-edit.js';
import { account, apply, freeze, item, layersOf, node, quickDial, remove, shown, type Step } from './build.js';

const AT = 9000;
const good = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};
const edited = (layers: Layers, path: string, value: Value | ItemEdit): Layers => freeze(good(edit(freeze(layers), path, freeze(value), AT)));
const reverted = (layers: Layers, path: string): Layers => freeze(good(revert(freeze(layers), path)));
const refused = (result: Result<unknown>): unknown => (result.ok ? 'accepted' : [result.problem.code, result.problem.details]);

const provider: Step = ['account', account(node('title', 'Desk'), node('username', 'bob'), node('host', 'sip.example'), node('codecOrder', '0,8'), node('locked', 'x', { priority: 41, source: 'crm' }))];
const dials: Step = ['global', quickDial([item('reception', { displayName: 'Reception', uri: '100' }), item('door', { uri: '1' }, { priority: 50, source: 'crm' })])];
const layers = layersOf(provider, dials);

describe('M2, M8: an edit', () => {
  test('M2: stands in the user’s layer at 40, with its time, and wins', () => {
    const after = edited(layers, 'account.codecOrder', '9');
    expect(after.user.account).toStrictEqual([{ name: 'codecOrder', value: '9', priority: 40, source: 'user', sequence: 3 }]);
    expect(explain(after, 'account.codecOrder')).toMatchObject({ winner: { layer: 'user', document: 'input', at: AT, value: '9' }, editable: { allowed: true } });
  });
  test('M3: the same once more is no change; another value replaces it in its place', () => {
    const once = edited(edited(layers, 'account.codecOrder', '9'), 'account.ptime', '30');
    expect(edit(once, 'account.codecOrder', '9', AT + 1)).toStrictEqual({ ok: true, value: once });
    expect(good(edit(once, 'account.codecOrder', '9', AT + 1))).toBe(once);
    expect(edited(once, 'account.codecOrder', '8').user.account.map(({ name, value }) => [name, value])).toStrictEqual([['codecOrder', '8'], ['ptime', '30']]);
  });
  test('M3: the provider’s newer 40 wins; the user who insists on the old value wins again', () => {
    const lost = apply(edited(layers, 'account.codecOrder', '9'), ['account', account(node('codecOrder', '18', { priority: 40 }))]);
    expect(valueAt(merge(lost), 'account.codecOrder')).toBe('18');
    expect(valueAt(merge(edited(lost, 'account.codecOrder', '9')), 'account.codecOrder')).toBe('9');
  });
  test('M3: what equals the provider’s value is recorded too', () => {
    const same = edited(apply(layers, ['account', account(node('codecOrder', '0,8', { priority: 40 }))]), 'account.codecOrder', '0,8');
    expect(same.user.account.map(({ name }) => name)).toStrictEqual(['codecOrder']);
  });
  test('M2, M3: what stands in the user’s layer below 40 is set anew at 40, also with the same value', () => {
    const low = layersOf(['user', account(node('codecOrder', '9', { priority: 5 }))]);
    expect(edited(low, 'account.codecOrder', '9').user.account).toStrictEqual([{ name: 'codecOrder', value: '9', priority: 40, source: 'user', sequence: 2 }]);
  });
  test('M14: a list is replaced whole; what is empty is a value', () => {
    expect(valueAt(merge(edited(layers, 'account.codecOrder', '')), 'account.codecOrder')).toBe('');
  });
  test.each([
    ['account.locked', 'edit.locked', { node: 'locked', cause: 'crm', limit: 40 }],
    ['prefKeys.voicemailEnabled', 'edit.read-only', { node: 'voicemailEnabled' }],
    ['service.extProvUrl', 'edit.read-only', { node: 'extProvUrl' }],
    ['quickDial.door.uri', 'edit.locked', { node: 'uri', cause: 'global', limit: 40 }],
    ['quickDial.door.displayName', 'edit.locked', { node: 'displayName', cause: 'crm', limit: 40 }],
    ['quickDial.nobody.uri', 'edit.hidden', { node: 'uri' }],
    ['account', 'edit.unknown', {}],
    ['contacts.bob.uri', 'edit.unknown', {}],
    ['account.a.b', 'edit.unknown', {}],
    ['quickDial.reception', 'edit.unknown', {}],
  ])('M8, D4: %s is refused with %s', (path, code, details) => {
    expect(refused(edit(layers, path, '1', AT))).toStrictEqual([code, details]);
  });
  test('M8: an item edit is for items', () => {
    expect(refused(edit(layers, 'account.codecOrder', { remove: true }, AT))).toStrictEqual(['edit.unknown', {}]);
  });
  test('D4: what is read-only among the preference keys may be edited elsewhere', () => {
    expect(canEdit(layers, 'account.voicemailEnabled')).toStrictEqual({ allowed: true });
  });
  test('D4: every read-only preference key, and no other, is read-only', () => {
    const answers = PREF_KEYS.map(([name, , kind]) => [name, kind === 'read-only', canEdit(emptyLayers(), `prefKeys.${name}`).allowed]);
    expect(answers).toStrictEqual(PREF_KEYS.map(([name, , kind]) => [name, kind === 'read-only', kind !== 'read-only']));
  });
});

describe('D9: an edit is validated when it is made', () => {
  test('D9: every fault that it brings, with its node', () => {
    expect(edit(layers, 'account.expires', '5', AT)).toMatchObject({ ok: false, problem: { code: 'edit.invalid', details: { node: 'expires', faults: [{ node: 'expires', rule: 'minimum' }] } } });
    expect(refused(edit(layers, 'account.host', '', AT))).toMatchObject(['edit.invalid', { faults: [{ node: 'host', rule: 'required' }] }]);
  });
  test('D9: a fault that was there before refuses nothing', () => {
    const bad = layersOf(['account', account(node('title', 'x'), node('expires', '5'))]);
    expect(valueAt(merge(edited(bad, 'account.host', 'sip.example')), 'account.host')).toBe('sip.example');
    expect(refused(edit(bad, 'account.host', 'not a host', AT))).toMatchObject(['edit.invalid', { faults: [{ node: 'host', rule: 'host' }] }]);
  });
  test('D9: nor does it excuse the same fault at another node', () => {
    const bad = layersOf(['account', account(node('title', 'x'), node('username', 'y'))]);
    expect(refused(edit(bad, 'account.username', '', AT))).toMatchObject(['edit.invalid', { faults: [{ node: 'username', rule: 'required' }] }]);
  });
  test('D9: validators of the portal take part', () => {
    const fault = { node: 'ptime', rule: 'numeric', person: 'A number, please.' };
    expect(edit(layers, 'account.ptime', 'y', AT, (account) => (account.some(([name]) => name === 'ptime') ? [fault] : []))).toMatchObject({ ok: false, problem: { details: { faults: [{ person: 'A number, please.' }] } } });
  });
  test('D9: what holds only with an edit cannot lose it', () => {
    const bad = layersOf(['account', account(node('title', 'x'), node('username', 'y'))]);
    expect(refused(revert(edited(bad, 'account.host', 'sip.example'), 'account.host'))).toMatchObject(['edit.invalid', { node: 'host', faults: [{ node: 'host', rule: 'required' }] }]);
  });
});

describe('M5, M6, M7: quick dials of the user', () => {
  test('M5: one child of the provider’s item is edited, and goes with the item', () => {
    const after = edited(layers, 'quickDial.reception.displayName', 'Front desk');
    expect(shown(after)).toStrictEqual([['reception', { displayName: 'Front desk', uri: '100' }], ['door', { uri: '1' }]]);
    expect(shown(apply(after, ['account', quickDial([remove('reception')])]))).toStrictEqual([['door', { uri: '1' }]]);
  });
  test('M6: a new one is of priority 40: 21 sweeps the provider’s and spares it', () => {
    const after = edited(layers, 'quickDial.mine', { item: [['displayName', 'Mum'], ['uri', '5'], ['uri', '6']] });
    expect(shown(apply(after, ['global', quickDial([], 21)]))).toStrictEqual([['door', { uri: '1' }], ['mine', { displayName: 'Mum', uri: '5' }]]);
    expect(edit(after, 'quickDial.mine', { item: [['uri', '5']] }, AT)).toStrictEqual({ ok: true, value: after });
  });
  test('M7, M6: a removed one stays away while the provider sends it with 40 or less, and comes back above', () => {
    const after = edited(layers, 'quickDial.reception', { remove: true });
    expect(after.user.quickDial.removed).toStrictEqual([{ id: 'reception', priority: 40, source: 'user', sequence: 3 }]);
    expect(shown(after)).toStrictEqual([['door', { uri: '1' }]]);
    for (const priority of [39, 40]) expect(shown(apply(after, ['account', quickDial([item('reception', { uri: '7' }, { priority })])]))).toStrictEqual([['door', { uri: '1' }]]);
    expect(shown(apply(after, ['account', quickDial([item('reception', { uri: '7' }, { priority: 41 })])]))).toContainEqual(['reception', { uri: '7' }]);
  });
  test('M7: two removed ones both stay away', () => {
    expect(shown(edited(edited(layersOf(['global', quickDial([item('a'), item('b')])]), 'quickDial.a', { remove: true }), 'quickDial.b', { remove: true }))).toStrictEqual([]);
  });
  test('M8: of several that create an item the strongest decides', () => {
    const two = layersOf(['portal', quickDial([item('a', {}, { priority: 10 })])], ['account', quickDial([item('a', {}, { priority: 41 })])]);
    expect(canEdit(two, 'quickDial.a')).toMatchObject({ allowed: false, by: { layer: 'account', priority: 41 } });
    const lower = layersOf(['portal', quickDial([item('a', {}, { priority: 41 })])], ['account', quickDial([item('a', {}, { priority: 10 })])]);
    expect(canEdit(lower, 'quickDial.a')).toMatchObject({ allowed: false, by: { layer: 'portal', priority: 41 } });
  });
  test('M7: removing takes the user’s children along, and needs no mark where nobody else has the item', () => {
    const mine = edited(layers, 'quickDial.mine', { item: [['uri', '5']] });
    expect(edited(mine, 'quickDial.mine', { remove: true })).toStrictEqual(layers);
    const child = edited(layers, 'quickDial.reception.uri', '9');
    expect(edited(child, 'quickDial.reception', { remove: true }).user.quickDial.items).toStrictEqual([]);
  });
  test('M6: removing what is not shown changes nothing', () => {
    expect(good(edit(layers, 'quickDial.nobody', { remove: true }, AT))).toBe(layers);
  });
  test('M6: what the user removed the user may create again; the mark goes', () => {
    const again = edited(edited(layers, 'quickDial.reception', { remove: true }), 'quickDial.reception', { item: [['uri', '8']] });
    expect(again.user.quickDial.removed).toStrictEqual([]);
    expect(shown(again)).toContainEqual(['reception', { displayName: 'Reception', uri: '8' }]);
  });
  test.each([[39, true, undefined], [40, false, 'hidden'], [45, false, 'locked']])('M6, M8: another’s remove mark at %i: %s', (priority, allowed, reason) => {
    const removed = layersOf(['account', quickDial([remove('mine', { priority, source: 'crm' })])]);
    const answer = canEdit(removed, 'quickDial.mine');
    expect(answer).toMatchObject(allowed ? { allowed } : { allowed, reason, by: { source: 'crm', priority } });
    expect(edit(removed, 'quickDial.mine', { item: [] }, AT).ok).toBe(allowed);
  });
  test('M8, M10: every refusal has a sentence for a person, which names who is in the way', () => {
    const removed = layersOf(['account', quickDial([remove('mine', { priority: 40, source: 'crm' })])]);
    const why = (of: Layers, path: string): string => {
      const answer = canEdit(of, path);
      return answer.allowed ? 'allowed' : answer.why;
    };
    expect(why(removed, 'quickDial.mine')).toBe('hidden by the remove mark of the account layer (source crm) with priority 40');
    expect(why(layers, 'quickDial.door')).toBe('locked by the global layer (source crm) with priority 50, which is above 40');
    expect(why(layers, 'quickDial.nobody.uri')).toBe('it is not shown');
    expect(why(layers, 'service.extProvUrl')).toBe('it belongs to a web service of the portal');
    expect(why(layers, 'prefKeys.voicemailEnabled')).toBe('it is a read-only preference key');
    expect(why(layers, 'nowhere')).toBe('it is no place in a profile');
  });
  test('M8: a locked item cannot be removed, nor can a new one bring back what is locked below it', () => {
    expect(refused(edit(layers, 'quickDial.door', { remove: true }, AT))).toStrictEqual(['edit.locked', { node: 'quickDial', cause: 'crm', limit: 40 }]);
    const asleep = layersOf(['global', quickDial([item('a', [node('uri', 'x', { priority: 50 })])])], ['account', quickDial([remove('a')])]);
    expect(refused(edit(asleep, 'quickDial.a', { item: [['uri', '1']] }, AT))).toMatchObject(['edit.locked', { node: 'uri' }]);
    expect(edit(asleep, 'quickDial.a', { item: [['displayName', '1']] }, AT).ok).toBe(true);
  });
  test('M6: an edit that a newer sweep cleared is made again', () => {
    const mine = edited(layers, 'quickDial.mine', { item: [['uri', '5']] });
    const swept = apply(mine, ['global', quickDial([], 50)]);
    expect(shown(swept)).not.toContainEqual(['mine', { uri: '5' }]);
    expect(shown(edited(swept, 'quickDial.mine', { item: [['uri', '5']] }))).toContainEqual(['mine', { uri: '5' }]);
  });
});

describe('M9: revert', () => {
  test('M9: the provider’s view of that path comes back, the others stay', () => {
    const two = edited(edited(layers, 'account.codecOrder', '9'), 'account.ptime', '30');
    expect(reverted(two, 'account.codecOrder').user.account.map(({ name }) => name)).toStrictEqual(['ptime']);
    expect(reverted(reverted(two, 'account.codecOrder'), 'account.ptime')).toStrictEqual(layers);
  });
  test('M7, M9: a removed item comes back', () => {
    expect(reverted(edited(layers, 'quickDial.reception', { remove: true }), 'quickDial.reception')).toStrictEqual(layers);
  });
  test.each(['account.codecOrder', 'quickDial.reception', 'quickDial.reception.uri', 'quickDial.x.uri', 'nowhere', ''])('M9: where nothing of the user’s is: %j', (path) => {
    expect(good(revert(layers, path))).toBe(layers);
  });
  test('M9: of an item of the user’s only the leaf goes; the item stays without it', () => {
    const mine = edited(layers, 'quickDial.mine', { item: [['uri', '5']] });
    expect(shown(reverted(mine, 'quickDial.mine.uri'))).toContainEqual(['mine', {}]);
  });
});

describe('M9: what one edit leaves to the others', () => {
  const mine = edited(edited(layers, 'quickDial.mine', { item: [['uri', '5']] }), 'quickDial.other', { item: [['uri', '6']] });
  test('M9, M10: an edit names the person as its document and revision', () => {
    expect(explain(mine, 'quickDial.mine.uri')).toMatchObject({ winner: { document: 'input', revision: 'input' } });
  });
  test('M7: one removed item comes back, the other stays away', () => {
    const gone = layersOf(['global', quickDial([item('a'), item('b')])]);
    const both = edited(edited(gone, 'quickDial.a', { remove: true }), 'quickDial.b', { remove: true });
    expect(shown(edited(both, 'quickDial.a', { item: [] }))).toStrictEqual([['a', {}]]);
  });
  test('M9: one item of two goes', () => {
    expect(reverted(mine, 'quickDial.mine').user.quickDial.items.map(({ id }) => id)).toStrictEqual(['other']);
    expect(edited(mine, 'quickDial.other', { remove: true }).user.quickDial.items.map(({ id }) => id)).toStrictEqual(['mine']);
  });
  test('M9: one child of two goes, and the other items stay', () => {
    const two = edited(edited(mine, 'quickDial.reception.uri', '9'), 'quickDial.reception.displayName', 'R');
    const one = reverted(two, 'quickDial.reception.uri');
    expect(one.user.quickDial.items.map(({ id, nodes }) => [id, nodes.map(({ name }) => name)])).toStrictEqual([['mine', ['uri']], ['other', ['uri']], ['reception', ['displayName']]]);
    expect(reverted(one, 'quickDial.reception.displayName').user.quickDial.items.map(({ id }) => id)).toStrictEqual(['mine', 'other']);
  });
  test('M9: of an item of the user’s a leaf that is not there changes nothing', () => {
    expect(good(revert(mine, 'quickDial.mine.displayName'))).toBe(mine);
  });
});

describe('S3: secrets', () => {
  const subtree = (text: string): { name: string; attributes: []; text: string; children: { name: string; attributes: []; text: string; children: [] }[] } => ({ name: 'x', attributes: [], text: '', children: [{ name: 'pin', attributes: [], text, children: [] }] });

  test('S3: a secret is taken only as a reference', () => {
    expect(refused(edit(layers, 'account.password', 'hunter2', AT))).toStrictEqual(['edit.in-clear', { node: 'password' }]);
    expect(refused(edit(layers, 'account.codecOrder', subtree('1234'), AT))).toStrictEqual(['edit.in-clear', { node: 'codecOrder' }]);
    expect(refused(edit(layers, 'quickDial.mine', { item: [['token', 'abc']] }, AT))).toStrictEqual(['edit.in-clear', { node: 'token' }]);
    expect(edit(layers, 'account.password', { secret: 's1' }, AT).ok).toBe(true);
    expect(edit(layers, 'account.password', '', AT).ok).toBe(true);
  });
  test('S3: sealEdit makes the references, as in a document', () => {
    const kept: string[] = [];
    const keep = (value: string): string => `s${kept.push(value)}`;
    expect(sealEdit({ section: 'account', name: 'password' }, 'hunter2', keep)).toStrictEqual({ secret: 's1' });
    expect(sealEdit({ section: 'account', name: 'codecOrder' }, '9', keep)).toBe('9');
    expect(sealEdit({ section: 'account', name: 'extProvUrl' }, 'https://p.example/a?k=1', keep)).toStrictEqual({ secret: 's2', shown: 'https://p.example/a' });
    expect(sealEdit({ section: 'quickDial', name: 'uri' }, '100', keep)).toBe('100');
    expect(sealEdit({ section: 'account', name: 'codecOrder' }, subtree('1234'), keep)).toStrictEqual({ ...subtree(''), children: [{ ...subtree('').children[0], text: { secret: 's3' } }] });
    expect(kept).toStrictEqual(['hunter2', 'https://p.example/a?k=1', '1234']);
  });
});
