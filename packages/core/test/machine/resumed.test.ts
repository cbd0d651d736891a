import { describe, expect, test } from 'vitest';
import { laterProblem } from '../../src/document/later-problem.js';
import { problem } from '../../src/document/problem.js';
import type { DocumentName, SafeElement } from '../../src/document/tree.js';
import { deadline } from '../../src/machine/deadline.js';
import { overtaken, resumed, shownBetween } from '../../src/machine/hold-back.js';
import type { Run } from '../../src/machine/run.js';
import type { Ready } from '../../src/machine/state.js';
import type { Waiting } from '../../src/machine/waiting.js';
import { ACCOUNT_URL, element, GLOBAL_URL, type Machine, OTHER_CODE, provisioning, SETTINGS } from './drive.js';
import { due, HOUR, inUse, MINUTE, REFRESHED, running, same, saved, signedIn } from './signed-in.js';

const NUMBERED = element('account', [...REFRESHED.children, element('displayNumber', '42')]);
const AT = 9_000_000;

/** Signed in, and what a refresh found waits. */
function held(machine: Machine = signedIn(), document: DocumentName = 'extprov', root: SafeElement = NUMBERED): { state: Ready; waiting: Waiting } {
  machine.tell({ type: 'hold.changed', held: true }).tell({ type: 'refresh.requested', by: 'person', only: [document] }).deliver(document, root);
  const { state } = machine;
  if (state.tag !== 'ready' || state.waiting === undefined) throw new Error(state.tag);
  return { state, waiting: state.waiting };
}

describe('what waited, and what is in use by then', () => {
  test('R8: it goes on as the refresh it was, with a time of its own', () => {
    const { state, waiting } = held();
    const next = resumed(state, waiting, AT);
    expect(next).toMatchObject({ tag: 'running', before: { number: 1 }, run: { id: waiting.run.id, limitAt: AT + SETTINGS.runMs, refresh: { by: 'person', asked: ['extprov'] } } });
    expect([next?.waiting, next?.run.collected.extprov]).toEqual([undefined, waiting.run.collected.extprov]);
  });

  test('R8, O13: where nothing can be saved it does not go on', () => {
    const { state, waiting } = held();
    expect(resumed({ ...state, blocked: problem('storage.locked') }, waiting, AT)).toBeUndefined();
    expect(resumed({ ...state, secretsLost: true }, waiting, AT)).toBeUndefined();
  });

  test('R8, M4: what was found for one person is never put into another\'s profile', () => {
    const { state, waiting } = held();
    expect(resumed(state, { ...waiting, of: { ...waiting.of, cloudId: OTHER_CODE } }, AT)).toBeUndefined();
    expect(resumed(state, { ...waiting, of: { ...waiting.of, username: 'bob' } }, AT)).toBeUndefined();
  });

  test('R12, R8: who is signed out gets nothing of it, and only a refresh waits', () => {
    const { state, waiting } = held();
    const { profile: _gone, ...signedOut } = state.generation;
    expect(resumed({ ...state, generation: signedOut }, waiting, AT)).toBeUndefined();
    const { refresh: _none, ...signIn } = waiting.run;
    expect(resumed(state, { ...waiting, run: signIn }, AT)).toBeUndefined();
  });

  test('D9, R8: of its warnings only the one about edits is told anew', () => {
    const { state, waiting } = held();
    const unknown = { document: 'extprov', code: 'document.unknown-element', node: 'shoe' } as const;
    const aside = { document: 'extprov', code: 'edit.set-aside', node: 'expires' } as const;
    const refresh = waiting.run.refresh && { ...waiting.run.refresh, setAside: laterProblem('edit.set-aside') };
    const run = { ...waiting.run, warnings: [unknown, aside], ...(refresh && { refresh }) } as Run;
    const next = resumed(state, { ...waiting, run }, AT)?.run;
    expect(next?.warnings).toEqual([unknown]);
    expect(next?.refresh).not.toHaveProperty('setAside');
  });

  test('S6, R2: without a newer document of the portal its services are those of what is in use by then', () => {
    const WS = element('dialActionWsUrl', 'https://prov.example/actions');
    const { waiting } = held();
    const later = held(signedIn(provisioning(GLOBAL_URL, ACCOUNT_URL, WS))).state;
    const services = resumed(later, waiting, AT)?.run.services;
    expect([services?.global?.url, services?.dialActions?.url]).toEqual(['https://prov.example/global', 'https://prov.example/actions']);
    expect(services?.account).toEqual(waiting.run.services?.account);
    const alone = resumed(held(signedIn(provisioning(ACCOUNT_URL))).state, waiting, AT)?.run.services;
    expect([alone?.global, alone?.dialActions]).toEqual([undefined, undefined]);
  });

  test('R8, R13: with a document of the portal its services are the new ones', () => {
    const { state, waiting } = held(signedIn(), 'provisioning', provisioning(ACCOUNT_URL, element('dialActionWsUrl', 'https://prov.example/actions')));
    const services = resumed(state, waiting, AT)?.run.services;
    expect([services?.global, services?.dialActions?.url]).toEqual([undefined, 'https://prov.example/actions']);
  });

  test('S6: of each document the later answer counts', () => {
    const { state, waiting } = held();
    const documents = (at: number): Ready => {
      const { profile } = state.generation;
      if (profile === undefined) throw new Error('nobody');
      return { ...state, generation: { ...state.generation, profile: { ...profile, documents: profile.documents.map(([name, one]) => [name, { ...one, at }] as const) } } };
    };
    const found = waiting.run.collected.extprov?.at ?? NaN;
    const kept = (at: number): boolean => resumed(documents(at), waiting, AT)?.run.collected.extprov !== undefined;
    expect([kept(found - 1), kept(found), kept(found + 1)]).toEqual([true, true, false]);
  });
});

describe('a refresh that another process overtook', () => {
  const saving = (machine: Machine): Extract<Machine['state'], { tag: 'saving' }> => {
    if (machine.state.tag !== 'saving') throw new Error(machine.state.tag);
    return machine.state;
  };
  const refreshed = (): Machine => signedIn().tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] }).deliver('extprov', NUMBERED);

  test('S6: it waits, knows whose it is and how often it was tried, and says how heavily it weighs (M11)', () => {
    const state = saving(refreshed());
    expect(overtaken(state, 3)).toMatchObject({ run: { id: state.run.id, refresh: { rebased: 3 } }, of: state.before?.profile?.identity, shown: { impact: 'hot', signsOut: false } });
  });

  test('S6: a sign-in does not wait, nor does what signs out', () => {
    const state = saving(refreshed());
    const { refresh: _none, ...run } = state.run;
    expect(overtaken({ ...state, run }, 1)).toBeUndefined();
    const { before: _nobody, ...first } = state;
    expect(overtaken(first as typeof state, 1)).toBeUndefined();
    const { profile: _gone, ...signedOut } = state.next;
    expect(overtaken({ ...state, next: signedOut }, 1)).toBeUndefined();
  });

  test('M11: what changes nothing but the theme is hot', () => {
    const { profile } = inUse(signedIn());
    if (profile === undefined) throw new Error('nobody');
    expect(shownBetween(profile, profile.layers)).toEqual({ impact: 'hot', signsOut: false });
    expect(shownBetween(undefined, profile.layers)).toEqual({ impact: 'hot', signsOut: false });
  });
});

describe('while it waits', () => {
  const timed = element('account', [...REFRESHED.children, element('extProvInterval', '3600')]);
  const failing = (machine: Machine): Machine => machine.tell({ type: 'http.failed', id: machine.request('extprov'), reason: 'reset', cause: '', origin: '', sent: true });

  test('R6, R8: what failed before and was asked for now is forgotten, and what was not asked for stays counted', () => {
    const machine = failing(due(signedIn(undefined, timed)));
    expect(machine.state.book.failures).toEqual([['extprov', 1]]);
    machine.tell({ type: 'hold.changed', held: true }).tell({ type: 'refresh.requested', by: 'person', only: ['global_extprov'] });
    machine.deliver('global_extprov', element('reply', [element('quickDial', [element('item', [element('uri', '901')], [['id', 'door']])])]));
    expect([machine.state.refreshed?.result, machine.state.book.failures]).toEqual(['held', [['extprov', 1]]]);
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    same(machine, 'global_extprov').deliver('extprov', element('account', [...timed.children, element('displayNumber', '42')]));
    expect([machine.state.refreshed?.result, machine.state.book.failures]).toEqual(['held', []]);
    expect((deadline(machine.state) ?? 0) - machine.at).toBeLessThanOrEqual(1.2 * HOUR);
  });

  test('R9, R8: a theme that failed beside it is said, and asks nobody to look', () => {
    const machine = signedIn().tell({ type: 'hold.changed', held: true }).tell({ type: 'refresh.requested', by: 'person', only: ['theme', 'extprov'] });
    machine.tell({ type: 'http.failed', id: machine.request('theme'), reason: 'reset', cause: '', origin: '', sent: true }).deliver('extprov', NUMBERED);
    expect(machine.state.refreshed).toMatchObject({ result: 'held', problem: { code: 'network.reset' } });
    expect(machine.state.refreshed).not.toHaveProperty('attention');
    expect(running(machine.tell({ type: 'refresh.requested', by: 'person' })).refresh?.asked).toContain('extprov');
  });

  test('R8: after the release the steps are those of the refresh, and a minute is no matter', () => {
    const machine = signedIn();
    held(machine);
    machine.at += MINUTE;
    saved(machine.tell({ type: 'hold.changed', held: false }));
    expect(machine.state.refreshed).toMatchObject({ at: machine.at, by: 'person', result: 'changed', steps: { extprov: { status: 'done' } } });
  });
});
