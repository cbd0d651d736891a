import { describe, expect, test } from 'vitest';
import { deadline } from '../../src/machine/deadline.js';
import type { SafeElement } from '../../src/document/tree.js';
import { merge } from '../../src/merge/merge.js';
import { valueAt } from '../../src/merge/path.js';
import { encodeGeneration } from '../../src/store/text.js';
import type { Generation } from '../../src/store/generation.js';
import { ACCOUNT, ACCOUNT_URL, element, ENTROPY, GLOBAL_URL, Machine, OTHER_CODE, provisioning } from './drive.js';
import { asked, due, inUse, MINUTE, overtaken, REFRESHED, restarted, same, saved, signedIn } from './signed-in.js';

const hold = (machine: Machine): Machine => machine.tell({ type: 'hold.changed', held: true });
const release = (machine: Machine): Machine => machine.tell({ type: 'hold.changed', held: false });
const account = (...nodes: readonly (readonly [string, string])[]): SafeElement =>
  element('account', [...REFRESHED.children.filter(({ name }) => !nodes.some(([one]) => one === name)), ...nodes.map(([name, value]) => element(name, value))]);
const refreshing = (machine: Machine, root: SafeElement): Machine => machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] }).deliver('extprov', root);
/** Signed in, and what was found waits. */
const held = (...nodes: readonly (readonly [string, string])[]): Machine => refreshing(hold(signedIn()), account(...nodes));
const shown = (machine: Machine, path: string): unknown => {
  const { profile } = inUse(machine);
  return profile && valueAt(merge(profile.layers), path);
};
const types = ({ commands }: Machine): readonly string[] => commands.map(({ type }) => type);
const edit = (machine: Machine, path: string, value: string): Machine => machine.tell({ type: 'edit.requested', path, value });
const load = (machine: Machine, generation: Generation): Machine =>
  machine.tell({ type: 'store.loaded', generations: [encodeGeneration(generation, 'sealed')], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
/** The generation that another process on the same store saves. */
function elsewhere(base: Generation, change: (machine: Machine) => Machine, at: number): Generation {
  const other = load(new Machine(), base);
  other.at = at;
  const { state } = change(other);
  if (!('next' in state)) throw new Error(state.tag);
  return state.next;
}

describe('while the app holds', () => {
  test('R8: what a refresh found is neither saved nor in use, and the state says that it waits', () => {
    const machine = signedIn();
    const before = inUse(machine);
    refreshing(hold(machine), account(['displayNumber', '42']));
    expect([types(machine), inUse(machine) === before, shown(machine, 'account.displayNumber')]).toEqual([[], true, undefined]);
    expect(machine.state).toMatchObject({ refreshed: { result: 'held' }, waiting: { shown: { impact: 'hot', signsOut: false } } });
  });

  test('M11, R8: it says how heavily it weighs', () => {
    expect(held(['host', 'other.example']).state.waiting?.shown.impact).toBe('reregister');
    expect(held(['cloud_username', 'x']).state.waiting?.shown.impact).toBe('relogin');
  });

  test('R8: on release it is saved and in use', () => {
    const machine = release(held(['displayNumber', '42']));
    expect([types(machine), machine.state.tag]).toEqual([['store.commit'], 'saving']);
    saved(machine);
    expect([shown(machine, 'account.displayNumber'), machine.state.refreshed?.result, machine.state.waiting]).toEqual(['42', 'changed', undefined]);
  });

  test('R8, R5: what did not change does not wait, and a release without anything that waits does nothing', () => {
    const machine = refreshing(hold(signedIn()), REFRESHED);
    expect([machine.state.refreshed?.result, machine.state.waiting]).toEqual(['unchanged', undefined]);
    expect([types(release(machine)), machine.state.tag]).toEqual([[], 'ready']);
  });

  test('R8: the newest only; it asks for all that waits, so that nothing of it is missing', () => {
    const machine = held(['displayNumber', '42']);
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['global_extprov'] });
    expect(asked(machine)).toEqual(['global_extprov', 'extprov']);
    same(machine, 'global_extprov').deliver('extprov', account(['displayNumber', '43']));
    expect(types(machine)).toEqual([]);
    expect(shown(saved(release(machine)), 'account.displayNumber')).toBe('43');
    const back = refreshing(held(['displayNumber', '42']), REFRESHED);
    expect([back.state.waiting, types(release(back))]).toEqual([undefined, []]);
  });

  test('R8, R9: a newer refresh that fails leaves what waits', () => {
    const machine = held(['displayNumber', '42']);
    machine.tell({ type: 'refresh.requested', by: 'person' });
    machine.tell({ type: 'http.failed', id: machine.request('theme'), reason: 'reset', cause: '', origin: '', sent: true });
    machine.tell({ type: 'http.failed', id: machine.request('extprov'), reason: 'reset', cause: '', origin: '', sent: true });
    expect(machine.state.refreshed?.result).toBe('failed');
    expect(shown(saved(release(machine)), 'account.displayNumber')).toBe('42');
  });

  test('R8: a release while a newer one is under way waits for it, and only that one counts', () => {
    const machine = held(['displayNumber', '42']).tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    expect([types(release(machine)), machine.state.tag]).toEqual([[], 'running']);
    saved(machine.deliver('extprov', account(['displayNumber', '43'])));
    expect([shown(machine, 'account.displayNumber'), machine.state.tag]).toEqual(['43', 'ready']);
  });

  test('R8, O10: what does not hold is refused at once, and does not wait', () => {
    expect(held(['host', 'not a host']).state).toMatchObject({ refreshed: { result: 'failed', outcome: 'O10' } });
    expect(held(['host', 'not a host']).state.waiting).toBeUndefined();
  });

  test('R8: a sign-in never waits, and what waited before it is gone', () => {
    const machine = held(['displayNumber', '42']).submit({ cloudId: OTHER_CODE });
    saved(machine.deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', ACCOUNT).deliver('extprov', REFRESHED));
    expect([inUse(machine).profile?.identity.cloudId, machine.state.waiting]).toEqual([OTHER_CODE, undefined]);
    expect(types(release(machine))).toEqual([]);
  });

  test('R8: a commit that is under way is not called back', () => {
    const machine = hold(refreshing(signedIn(), account(['displayNumber', '42'])));
    expect(shown(saved(machine), 'account.displayNumber')).toBe('42');
  });
});

describe('a sign-out while the app holds', () => {
  const LOGOUT = element('account', [element('message', 'Contract ended.')], [['action', 'signOut']]);

  test('R8, R11: the provider\'s waits for the release, with its message', () => {
    const machine = hold(signedIn()).tell({ type: 'refresh.requested', by: 'person' });
    machine.deliver('extprov', LOGOUT);
    expect([machine.state.tag, new Set(types(machine))]).toEqual(['ready', new Set(['http.abort'])]);
    expect(machine.state).toMatchObject({ refreshed: { result: 'held' }, waiting: { shown: { impact: 'relogin', signsOut: true } } });
    expect([types(release(machine)), machine.state.tag]).toEqual([['store.commit'], 'signing-out']);
    saved(machine).tell({ type: 'store.forgotten' });
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { outcome: 'O16', problem: { message: 'Contract ended.' } } });
    expect(machine.state.waiting).toBeUndefined();
  });

  test('R11, S6: where somebody else is signed in by the release nothing comes of it, and what failed meanwhile is still told', () => {
    const waiting = (): Machine => edit(refreshing(hold(signedIn()), LOGOUT), 'account.codecOrder', '9');
    const whole = release(overtaken(waiting(), 'bob'));
    expect([whole.state.tag, whole.state.waiting, 'failure' in whole.state]).toEqual(['ready', undefined, false]);
    const damaged = release(overtaken(waiting(), 'bob', { number: 8, text: 'rust' }));
    expect(damaged.state).toMatchObject({ tag: 'ready', failure: { problem: { code: 'storage.damaged' } }, refreshed: { result: 'held' } });
    const refused = held(['displayNumber', '42']).submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', element('x')).deliver('extprov', LOGOUT);
    expect(release(overtaken(edit(refused, 'account.codecOrder', '9'), 'bob')).state).toMatchObject({ tag: 'ready', failure: { outcome: 'O16' } });
  });

  test('R8: a newer answer that does not sign out counts', () => {
    const machine = refreshing(hold(signedIn()), LOGOUT);
    refreshing(machine, REFRESHED);
    expect([types(release(machine)), machine.state.tag]).toEqual([[], 'ready']);
  });

  test('R8, R12: the user\'s does not wait, and nothing that waited comes back', () => {
    const machine = held(['displayNumber', '42']).tell({ type: 'sign-out.requested' });
    expect(machine.state.tag).toBe('signing-out');
    saved(machine).tell({ type: 'store.forgotten' });
    expect([machine.state.tag, machine.state.waiting, types(release(machine))]).toEqual(['empty', undefined, []]);
  });
});

describe('what waits and what changes meanwhile', () => {
  test('R8, S6: an edit of the user is saved at once, and both are in use after the release', () => {
    const machine = held(['displayNumber', '42']);
    saved(edit(machine, 'account.codecOrder', '9'));
    expect(['codecOrder', 'displayNumber'].map((name) => shown(machine, `account.${name}`))).toEqual(['9', undefined]);
    saved(release(machine));
    expect(['codecOrder', 'displayNumber'].map((name) => shown(machine, `account.${name}`))).toEqual(['9', '42']);
  });

  test('R8, D9: an edit that the checks which wait do not bear is set aside on release, and told once', () => {
    const portal = (max: string): SafeElement => provisioning(GLOBAL_URL, ACCOUNT_URL, element('account', [element('prop', [element('validator', '', [['type', 'numeric'], ['max', max]])], [['name', 'expires'], ['default', '300']])]));
    const machine = hold(saved(edit(signedIn(portal('600')), 'account.expires', '600')));
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] }).deliver('provisioning', portal('500'));
    expect([shown(machine, 'account.expires'), machine.state.refreshed?.attention]).toEqual(['600', true]);
    saved(release(machine));
    expect([shown(machine, 'account.expires'), machine.state.refreshed?.warnings.map(({ code }) => code)]).toEqual(['300', ['edit.set-aside']]);
  });

  test('S6, R8: of what another process saved meanwhile nothing is lost, and what waited is put on top of it', () => {
    const machine = held(['displayNumber', '42']);
    const other = elsewhere(inUse(machine), (one) => edit(one, 'account.codecOrder', '9'), machine.at);
    release(machine).tell({ type: 'store.conflicted' });
    load(machine, other);
    expect(machine.state.tag).toBe('saving');
    saved(machine);
    expect(['codecOrder', 'displayNumber'].map((name) => shown(machine, `account.${name}`))).toEqual(['9', '42']);
    expect([inUse(machine).number, machine.state.refreshed?.result]).toEqual([3, 'changed']);
  });

  test('S6: a document that another process fetched later counts', () => {
    const machine = held(['displayNumber', '42']);
    const other = elsewhere(inUse(machine), (one) => refreshing(one, account(['displayNumber', '43'])), machine.at + MINUTE);
    load(release(machine).tell({ type: 'store.conflicted' }), other);
    expect([machine.state.tag, shown(machine, 'account.displayNumber'), machine.state.refreshed?.result]).toEqual(['ready', '43', 'changed']);
  });

  test('S6: a refresh whose basis another process changed is not lost, and a store that always conflicts ends it', () => {
    const machine = refreshing(signedIn(), account(['displayNumber', '42']));
    const base = inUse(signedIn());
    let conflicts = 0;
    for (; machine.state.tag === 'saving' && conflicts < 20; conflicts += 1) load(machine.tell({ type: 'store.conflicted' }), base);
    expect([conflicts, machine.state.tag, machine.state.waiting]).toEqual([6, 'ready', undefined]);
  });

  test('R12, S6: who was signed out elsewhere stays so', () => {
    const machine = held(['displayNumber', '42']);
    const { generation } = { generation: { number: 2, savedAt: machine.at, installId: ENTROPY } };
    release(machine).tell({ type: 'store.conflicted' }).tell({ type: 'store.loaded', generations: [encodeGeneration(generation, undefined)], entropy: ENTROPY });
    expect([machine.state.tag, machine.state.waiting]).toEqual(['empty', undefined]);
  });

  test('O13, R8: a store that refuses on release keeps what is in use, and nothing goes round', () => {
    const machine = release(held(['displayNumber', '42'])).tell({ type: 'store.refused', trouble: { reason: 'full', cause: 'ENOSPC' } });
    expect([machine.state.tag, machine.state.refreshed?.outcome, machine.state.waiting, shown(machine, 'account.displayNumber')]).toEqual(['ready', 'O13', undefined, undefined]);
  });
});

describe('when it is asked for again', () => {
  const timed = account(['extProvInterval', '3600']);

  test('R8, R7: while it waits the next regular time comes, and no storm', () => {
    const machine = due(hold(signedIn(undefined, timed)));
    expect(asked(machine)).toEqual(['extprov']);
    const { at } = machine;
    machine.deliver('extprov', element('account', [...timed.children, element('displayNumber', '42')]));
    expect((deadline(machine.state) ?? 0) - at).toBeGreaterThan(10 * MINUTE);
    machine.tell({ type: 'clock.reached' });
    expect(machine.state.tag).toBe('ready');
  });

  test('R8: a crash loses only what waited, and it is asked for again', () => {
    const machine = due(hold(signedIn(undefined, timed)));
    machine.deliver('extprov', element('account', [...timed.children, element('displayNumber', '42')]));
    expect(types(machine)).toEqual([]);
    const next = restarted(machine);
    expect([shown(next, 'account.displayNumber'), asked(due(next)).includes('extprov'), next.at <= machine.at]).toEqual([undefined, true, true]);
  });

  test('R8: also where the user edited in between', () => {
    const machine = due(hold(signedIn(undefined, timed)));
    machine.deliver('extprov', element('account', [...timed.children, element('displayNumber', '42')]));
    saved(edit(machine, 'account.codecOrder', '9'));
    expect((deadline(machine.state) ?? 0) - machine.at).toBeGreaterThan(10 * MINUTE);
    const next = restarted(machine);
    expect([shown(next, 'account.codecOrder'), (deadline(next.state) ?? Infinity) - machine.at]).toEqual(['9', 15 * MINUTE]);
    expect(asked(due(next))).toContain('extprov');
  });

  test('R4: what only a start of the app asks for stays so, although the user edited while it waited', () => {
    const machine = saved(edit(held(['displayNumber', '42']), 'account.codecOrder', '9'));
    expect(inUse(machine).profile?.schedule.due.find(({ document }) => document === 'extprov')).not.toHaveProperty('at');
  });
});
