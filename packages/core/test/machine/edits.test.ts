import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/machine/command.js';
import { deadline } from '../../src/machine/deadline.js';
import type { SafeElement, Value } from '../../src/document/tree.js';
import { laterProblem } from '../../src/document/later-problem.js';
import { problem } from '../../src/document/problem.js';
import type { ItemEdit } from '../../src/merge/edit.js';
import { merge } from '../../src/merge/merge.js';
import { valueAt } from '../../src/merge/path.js';
import { decodeGeneration, encodeGeneration } from '../../src/store/text.js';
import type { Generation } from '../../src/store/generation.js';
import { ACCOUNT_URL, element, ENTROPY, GLOBAL, GLOBAL_URL, Machine, OTHER_CODE, provisioning, SETTINGS } from './drive.js';
import { due, inUse, REFRESHED, restarted, same, saved, signedIn } from './signed-in.js';

const edit = (path: string, value: Value | ItemEdit) => (machine: Machine): Machine => machine.tell({ type: 'edit.requested', path, value });
const setCodecs = (value: string): ((machine: Machine) => Machine) => edit('account.codecOrder', value);
const revert = (machine: Machine, path: string): Machine => machine.tell({ type: 'edit.reverted', path });

const committing = ({ commands }: Machine): Extract<Command, { type: 'store.commit' }> => {
  const [command] = commands.filter((one) => one.type === 'store.commit');
  if (command === undefined) throw new Error('no commit');
  return command;
};
const shownIn = ({ profile }: Generation, path: string): unknown => profile && valueAt(merge(profile.layers), path);
/** What the built-in defaults say (M9). */
const BUILT_IN = '0,8,9,103,102,18,3';

const shown = (machine: Machine, path: string): unknown => shownIn(inUse(machine), path);
const codes = ({ state }: Machine): unknown => state.edited?.map(({ changed, problem: why }) => why?.code ?? changed);
const refreshing = (machine: Machine, account: SafeElement = element('account', [...REFRESHED.children, element('displayNumber', '42')])): Machine =>
  machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] }).deliver('extprov', account);

/** Another process saves on top of what this one knows: with an edit of its own, or what is given. */
function overtaken(machine: Machine, change: (machine: Machine) => Machine, base: Generation): Machine {
  const other = new Machine().tell({ type: 'store.loaded', generations: [encodeGeneration(base, 'sealed')], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
  other.at = machine.at;
  const { generation } = committing(change(other));
  machine.tell({ type: 'store.conflicted' });
  expect(machine.commands).toEqual([{ type: 'store.load' }]);
  return machine.tell({ type: 'store.loaded', generations: [encodeGeneration(generation, 'sealed')], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
}

describe('an edit is a generation', () => {
  test('M7, S1: it is committed with another user layer, and in use when it is saved', () => {
    const machine = setCodecs('9')(signedIn());
    expect(machine.state.tag).toBe('editing');
    expect(committing(machine)).toMatchObject({ expected: 1, generation: { number: 2, installId: ENTROPY } });
    expect(machine.state).toHaveProperty('before.number', 1);
    saved(machine);
    expect([inUse(machine).number, shown(machine, 'account.codecOrder'), codes(machine)]).toEqual([2, '9', [true]]);
    expect(machine.state).not.toHaveProperty('edits');
  });

  test('M7: a quick dial of the user comes, one of the provider goes and stays away', () => {
    const machine = saved(edit('quickDial.mine', { item: [['uri', '5']] })(signedIn()));
    saved(edit('quickDial.reception', { remove: true })(machine));
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['global_extprov'] });
    const dials = element('quickDial', [element('item', [element('uri', '901')], [['id', 'reception']]), element('item', [element('uri', '1')], [['id', 'door']])]);
    saved(machine.deliver('global_extprov', element('reply', [dials])));
    const { profile } = inUse(machine);
    expect(profile && merge(profile.layers).quickDial.map(({ id }) => id)).toEqual(['door', 'mine']);
    saved(revert(machine, 'quickDial.reception'));
    expect(shown(machine, 'quickDial.reception.uri')).toBe('901');
  });

  test('M7: taken back, the provider counts again; what changes nothing writes nothing', () => {
    const machine = saved(edit('account.host', 'other.example')(signedIn()));
    const { generation } = machine.state as Extract<Machine['state'], { tag: 'ready' }>;
    edit('account.host', 'other.example')(machine);
    expect([machine.commands, codes(machine), inUse(machine) === generation]).toEqual([[], [false], true]);
    saved(revert(machine, 'account.host'));
    expect(shown(machine, 'account.host')).toBe('sip.example');
    expect(codes(revert(machine, 'account.host'))).toEqual([false]);
  });

  test('M8, D4: a lock, a read-only key and a place that is none are refused with their reason, and nothing is written', () => {
    const locked = element('codecOrder', '0', [['priority', '41'], ['source', 'crm']]);
    const machine = signedIn(undefined, element('account', [...REFRESHED.children, locked]));
    const before = inUse(machine);
    expect(setCodecs('9')(machine).state.edited).toEqual([{ id: expect.any(Number) as number, changed: false, problem: laterProblem('edit.locked', { node: 'codecOrder', cause: 'crm', limit: 40 }) }]);
    expect(codes(edit('prefKeys.voicemailEnabled', '1')(machine))).toEqual(['edit.read-only']);
    expect(codes(edit('contacts.bob', '1')(machine))).toEqual(['edit.unknown']);
    expect(codes(edit('account.password', 'in the clear')(machine))).toEqual(['edit.in-clear']);
    expect([machine.commands, inUse(machine) === before]).toEqual([[], true]);
  });

  test('D9: it is validated when it is made, with the portal\'s checks too', () => {
    const numbers = signedIn(provisioning(ACCOUNT_URL, element('account', [element('prop', [element('validator', '', [['type', 'numeric'], ['max', '600']])], [['name', 'expires'], ['default', '300']])])));
    expect(codes(edit('account.expires', '601')(numbers))).toEqual(['edit.invalid']);
    expect(codes(saved(edit('account.expires', '600')(numbers)))).toEqual([true]);
  });

  test('D9, D7: the portal says what is wrong in the language of the device', () => {
    const message = element('message', [element('value', 'At most 600.'), element('value', 'Nejvýše 600.', [['lang', 'cs']])]);
    const checked = element('prop', [element('validator', [message], [['type', 'numeric'], ['max', '600']])], [['name', 'expires'], ['default', '300']]);
    const portal = provisioning(ACCOUNT_URL, element('account', [checked]));
    const tooLong = element('account', [...REFRESHED.children, element('expires', '900')]);
    for (const [locale, said] of [['cs-CZ', 'Nejvýše 600.'], ['de', 'At most 600.']] as const) {
      const machine = (): Machine => new Machine({ device: { ...SETTINGS.device, locale } });
      const faults = [{ node: 'expires', person: said }];
      expect(edit('account.expires', '601')(signedIn(portal, REFRESHED, machine())).state.edited).toMatchObject([{ problem: { details: { faults } } }]);
      const firstRun = machine().fresh().submit().deliver('provisioning', portal).deliver('theme', REFRESHED).deliver('extprov', tooLong);
      expect(firstRun.state).toMatchObject({ tag: 'empty', failure: { problem: { code: 'account.invalid', details: { faults } } } });
    }
  });

  test('M7: nobody is signed in: a clear reason', () => {
    expect(codes(setCodecs('9')(new Machine().fresh()))).toEqual(['edit.signed-out']);
    expect(codes(setCodecs('9')(new Machine()).fresh())).toEqual(['edit.signed-out']);
    expect(setCodecs('9')(new Machine().fresh()).state.edited).toMatchObject([{ changed: false }]);
    const left = signedIn().tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] }).deliver('extprov', element('account', [element('message', 'Bye.')], [['action', 'signOut']]));
    saved(left).tell({ type: 'store.forgotten' });
    expect(codes(setCodecs('9')(left))).toEqual(['edit.signed-out']); // its theme is kept in view (R11)
  });

  test('S3: where saved secrets cannot be opened nothing is built on them', () => {
    const machine = new Machine().tell({ type: 'store.loaded', generations: [encodeGeneration(inUse(signedIn()), 'sealed')], entropy: ENTROPY });
    machine.tell({ type: 'secrets.failed', trouble: { reason: 'lost', cause: 'no key' } });
    expect([codes(setCodecs('9')(machine)), machine.commands]).toEqual([['secrets.unavailable'], []]);
  });
});

describe('an edit while something else is under way', () => {
  test('M7, R9: all of them are applied after a refresh, in their order, on what it brought', () => {
    const machine = signedIn();
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    setCodecs('9')(edit('account.host', 'bad host')(setCodecs('0')(machine)));
    revert(edit('account.expires', '99')(machine), 'account.expires');
    expect(machine.commands).toEqual([]);
    machine.deliver('extprov', element('account', [...REFRESHED.children, element('displayNumber', '42')]));
    const refreshed = committing(machine).generation;
    expect([shownIn(refreshed, 'account.displayNumber'), shownIn(refreshed, 'account.codecOrder')]).toEqual(['42', BUILT_IN]); // no half of an edit in it
    edit('account.ptime', '30')(machine);
    saved(machine);
    expect([machine.state.tag, codes(machine)]).toEqual(['editing', ['edit.invalid']]);
    saved(machine);
    expect(['displayNumber', 'codecOrder', 'ptime', 'host', 'expires'].map((name) => shown(machine, `account.${name}`))).toEqual(['42', '9', '30', 'sip.example', '600']);
    expect(codes(machine)).toEqual([true, true, true, true, true]);
  });

  test('R9: a refresh that fails leaves them to what was there before', () => {
    const machine = signedIn();
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    setCodecs('9')(machine).tell({ type: 'http.failed', id: machine.request('extprov'), reason: 'reset', cause: '', origin: '', sent: true });
    saved(machine);
    expect([shown(machine, 'account.codecOrder'), machine.state.refreshed?.result, machine.state.book.failures]).toEqual(['9', 'failed', [['extprov', 1]]]);
  });

  test('M7: edits that are made while one is saved are saved after it', () => {
    const machine = setCodecs('8')(edit('account.ptime', '30')(setCodecs('9')(signedIn())));
    expect(machine.commands).toEqual([]);
    saved(machine);
    expect([codes(machine), committing(machine).expected]).toEqual([[true], 2]);
    saved(machine);
    expect([codes(machine), shown(machine, 'account.codecOrder'), inUse(machine).number]).toEqual([[true, true], '8', 3]);
  });

  test('R12: who signs out meanwhile is signed out, and what waits is answered', () => {
    const machine = setCodecs('9')(signedIn()).tell({ type: 'sign-out.requested' });
    setCodecs('8')(machine);
    saved(machine);
    expect([machine.state.tag, codes(machine)]).toEqual(['signing-out', [true]]);
    saved(machine).tell({ type: 'store.forgotten' });
    expect([machine.state.tag, codes(machine)]).toEqual(['empty', ['edit.signed-out']]);
  });

  test('F8, M4: what was meant for one person is never put into another\'s profile', () => {
    const machine = setCodecs('9')(signedIn().submit({ cloudId: OTHER_CODE }));
    machine.deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', GLOBAL).deliver('extprov', REFRESHED);
    saved(machine);
    expect([machine.state.tag, codes(machine), shown(machine, 'account.codecOrder')]).toEqual(['ready', ['edit.signed-out'], BUILT_IN]);
    const failing = setCodecs('9')(signedIn().submit({ cloudId: OTHER_CODE })).tell({ type: 'cancel.requested' });
    expect(shown(saved(failing), 'account.codecOrder')).toBe('9');
  });

  test('F11: a run that waits for the person can be tried again while an edit is saved', () => {
    const machine = signedIn().submit({ cloudId: OTHER_CODE });
    machine.tell({ type: 'http.refused', id: machine.request('theme'), problem: problem('network.tls') });
    setCodecs('9')(machine).tell({ type: 'retry.requested' });
    saved(machine);
    expect([machine.state.tag, machine.sent().length, codes(machine)]).toEqual(['running', 2, [true]]);
  });
});

describe('an edit and the store', () => {
  test('S6: what another process saved meanwhile is read, and the edit is put on top of it', () => {
    const machine = signedIn();
    const base = inUse(machine);
    overtaken(setCodecs('9')(machine), edit('account.ptime', '30'), base);
    expect(committing(machine)).toMatchObject({ expected: 2, generation: { number: 3 } });
    saved(machine);
    expect([shown(machine, 'account.codecOrder'), shown(machine, 'account.ptime'), codes(machine)]).toEqual(['9', '30', [true]]);
  });

  test('S6, M8: what the other one locked meanwhile refuses it, and the caller is told', () => {
    const machine = signedIn();
    const base = inUse(machine);
    const locks = (other: Machine): Machine => refreshing(other, element('account', [...REFRESHED.children, element('codecOrder', '0', [['priority', '41']])]));
    overtaken(setCodecs('9')(machine), locks, base);
    expect([machine.state.tag, codes(machine), shown(machine, 'account.codecOrder')]).toEqual(['ready', ['edit.locked'], '0']);
  });

  test('S6: a store that always conflicts ends with an error instead of going round for ever', () => {
    const machine = setCodecs('9')(signedIn());
    const stored = [encodeGeneration(inUse(signedIn()), 'sealed')];
    let conflicts = 0;
    for (; machine.state.tag === 'editing' && conflicts < 20; conflicts += 1) {
      machine.tell({ type: 'store.conflicted' }).tell({ type: 'store.loaded', generations: stored, entropy: ENTROPY }).tell({ type: 'secrets.opened' });
    }
    expect([conflicts, machine.state.tag, codes(machine)]).toEqual([6, 'ready', ['storage.conflict']]);
  });

  test('O13: a store that refuses changes nothing, and the caller is told', () => {
    const machine = setCodecs('9')(signedIn()).tell({ type: 'store.refused', trouble: { reason: 'full', cause: 'ENOSPC' } });
    expect([inUse(machine).number, codes(machine), machine.commands]).toEqual([1, ['storage.full'], []]);
    expect(codes(saved(setCodecs('9')(machine)))).toEqual([true]);
  });

  test('O13: while a sign-in could not be saved an edit cannot be either', () => {
    const machine = signedIn().submit({ cloudId: OTHER_CODE }).deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', GLOBAL).deliver('extprov', REFRESHED);
    machine.tell({ type: 'store.refused', trouble: { reason: 'full', cause: 'ENOSPC' } });
    expect([codes(setCodecs('9')(machine)), machine.state.tag]).toEqual([['storage.full'], 'unsaved']);
  });

  test('S5: a format of the future is left untouched; a store that could not be read is read again', () => {
    const stored = encodeGeneration(inUse(signedIn()), 'sealed');
    const future = { number: 2, text: stored.text.replace(/^firstring-generation \d+/, 'firstring-generation 999') };
    const machine = new Machine().tell({ type: 'store.loaded', generations: [future, stored], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
    expect([codes(setCodecs('9')(machine)), machine.commands]).toEqual([['storage.newer-format'], []]);

    const locked = { type: 'store.unreadable', trouble: { reason: 'locked', cause: 'EACCES' }, entropy: ENTROPY } as const;
    const again = setCodecs('9')(new Machine().tell(locked));
    expect(again.commands).toEqual([{ type: 'store.load' }]);
    expect([codes(again.tell(locked)), again.commands]).toEqual([['storage.locked'], []]);
    setCodecs('9')(again).tell({ type: 'store.loaded', generations: [stored], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
    expect(shown(saved(again), 'account.codecOrder')).toBe('9');
  });

  test('S5: one that is still unreadable refuses what was asked for before and while it was read, and is not read again', () => {
    const locked = { type: 'store.unreadable', trouble: { reason: 'locked', cause: 'EACCES' }, entropy: ENTROPY } as const;
    const machine = edit('account.ptime', '30')(setCodecs('9')(new Machine().tell(locked)));
    expect([codes(machine.tell(locked)), machine.commands]).toEqual([['storage.locked', 'storage.locked'], []]);
  });

  test('R4, R6: an edit asks nobody and moves no due time, also after a restart; tries that failed stay counted', () => {
    const machine = due(signedIn());
    machine.tell({ type: 'http.failed', id: machine.request('global_extprov'), reason: 'reset', cause: '', origin: '', sent: true });
    const again = deadline(machine.state);
    saved(setCodecs('9')(machine));
    const book = machine.commands.find((command) => command.type === 'book.save')?.book;
    expect([deadline(machine.state), machine.sent(), book?.generation, book?.failures]).toEqual([again, [], 2, [['global_extprov', 1]]]);
    const next = restarted(machine, book);
    expect(next.state.book.due).toEqual(expect.arrayContaining([expect.objectContaining({ document: 'global_extprov', at: again })]));
    machine.tell({ type: 'clock.reached' });
    expect(machine.state.tag).toBe('ready');
  });

  test('R4: what was asked for before the edit is not due again at once after a restart', () => {
    const machine = same(due(signedIn()), 'provisioning', 'theme', 'global_extprov');
    const next = restarted(saved(setCodecs('9')(machine)));
    expect((deadline(next.state) ?? 0) - next.at).toBeGreaterThan(15 * 60_000);
  });

  test('R5: after an edit the same bytes still change nothing', () => {
    const machine = due(saved(setCodecs('9')(signedIn())));
    same(machine, 'provisioning', 'theme', 'global_extprov');
    expect([machine.commands, machine.state.refreshed?.result]).toEqual([[], 'unchanged']);
  });
});

describe('an edit that an update does not bear', () => {
  const portal = (max: string): SafeElement =>
    provisioning(GLOBAL_URL, ACCOUNT_URL, element('account', [element('prop', [element('validator', '', [['type', 'numeric'], ['max', max]])], [['name', 'expires'], ['default', '300']])]));

  test('D9: it is set aside with attention and a warning, the others stay, and the update goes on', () => {
    const machine = saved(saved(edit('account.expires', '600')(setCodecs('9')(edit('account.ptime', '30')(signedIn(portal('600')))))));
    expect(shown(machine, 'account.expires')).toBe('600');
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] });
    saved(machine.deliver('provisioning', portal('500')));
    expect(['expires', 'ptime', 'codecOrder'].map((name) => shown(machine, `account.${name}`))).toEqual(['300', '30', '9']);
    expect(machine.state.refreshed).toMatchObject({ result: 'changed', attention: true, problem: { code: 'edit.set-aside', details: { node: 'account.expires', faults: [{ node: 'expires' }] } }, warnings: [{ code: 'edit.set-aside', node: 'account.expires', document: 'provisioning' }] });
    const kept = decodeGeneration(encodeGeneration(inUse(machine), 'sealed'));
    expect(kept.ok && shownIn(kept.value.generation, 'account.expires')).toBe('300');
  });

  test('D9, O10: what fails without the edits too fails, and they stay', () => {
    const machine = saved(setCodecs('9')(signedIn()));
    refreshing(machine, element('account', [...REFRESHED.children.filter(({ name }) => name !== 'host'), element('host', 'not a host')]));
    expect([shown(machine, 'account.codecOrder'), machine.state.refreshed?.outcome, machine.state.refreshed?.warnings]).toEqual(['9', 'O10', []]);
  });

  test('D9: an edit that waits meets the new checks', () => {
    const machine = signedIn(portal('600'));
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] });
    saved(edit('account.expires', '600')(machine).deliver('provisioning', portal('500')));
    expect([codes(machine), machine.state.tag]).toEqual([['edit.invalid'], 'ready']);
  });
});
