import { describe, expect, test } from 'vitest';
import { createSnapshots } from '../../src/driver/snapshot.js';
import { deadline } from '../../src/machine/deadline.js';
import { explain } from '../../src/merge/explain.js';
import { merge } from '../../src/merge/merge.js';
import { ACCOUNT_URL, element, GLOBAL, GLOBAL_URL, Machine, OTHER_CODE, provisioning } from './drive.js';
import type { SafeElement } from '../../src/document/tree.js';
import { asked, commit, DAY, due, inUse, MINUTE, off, REFRESHED, restarted, running, same, signedIn } from './signed-in.js';

const WS_URL = element('dialActionWsUrl', 'https://prov.example/actions?i=%installid%&u=%account[username]%&p=%password%');
const HOURLY = element('dialActionWsRefresh', '3600');

const portal = (...more: readonly SafeElement[]): SafeElement => provisioning(GLOBAL_URL, ACCOUNT_URL, WS_URL, ...more);

const action = (id: string, title: string): SafeElement => element('dialAction', [element('title', [element('value', title)])], [['id', id]]);
const actions = (...items: readonly SafeElement[]): SafeElement => element('reply', items);

/** Signed in, and the hourly refresh of dial actions is under way. */
function hourly(machine = signedIn(portal(HOURLY))): Machine {
  const asks = due(machine);
  expect(asked(asks)).toEqual(['dialActionWs']);
  return asks;
}

function ids(machine: Machine): readonly string[] {
  const { profile } = inUse(machine);
  return profile === undefined ? [] : merge(profile.layers).dialActions.map(({ id }) => id);
}

function view({ state }: Machine): ReturnType<ReturnType<typeof createSnapshots>> {
  return createSnapshots('memory')(state);
}

describe('dial actions with a service of their own', () => {
  test('R14, F11: who asks for more while they are refreshed does not call off a submit that waits for a network', () => {
    const waits = signedIn(portal(HOURLY)).submit({ cloudId: OTHER_CODE });
    waits.tell({ type: 'http.failed', id: waits.request('theme'), reason: 'offline', cause: '', origin: '', sent: false });
    const machine = hourly(waits).tell({ type: 'refresh.requested', by: 'person' });
    expect(running(machine).refresh?.failure).toMatchObject({ outcome: 'O3', parameters: { cloudId: OTHER_CODE } });
    expect(running(machine).refresh?.failure).not.toHaveProperty('spent');
  });

  test('R14: are no part of a first run', () => {
    const machine = new Machine().fresh().submit().deliver('provisioning', portal()).deliver('theme', GLOBAL);
    expect(asked(machine)).toEqual(['global_extprov']);
    commit(machine.deliver('global_extprov', GLOBAL).deliver('extprov', REFRESHED));
    expect(machine.state).toMatchObject({ tag: 'ready', ended: { progress: 1 } });
    expect(Object.keys(view(machine).steps)).toEqual(['provisioning', 'theme', 'global_extprov', 'extprov']);
  });

  test('R14: are asked for within a day, or within their own interval, wherever the portal says it', () => {
    const inPrefs = element('prefKeys', [element('prop', '', [['name', 'dialActionWsRefresh'], ['default', '3600']])]);
    for (const [root, ms] of [
      [portal(), DAY],
      [portal(element('dialActionWsRefresh', 'soon')), DAY],
      [portal(HOURLY), 3_600_000],
      [portal(element('DIALACTIONWSREFRESH', '3600')), 3_600_000],
      [element('provisioning', [inPrefs, ACCOUNT_URL, WS_URL]), 3_600_000],
      [portal(element('dialActionWsRefresh', '1')), MINUTE],
    ] as const) {
      const known = inUse(signedIn(root)).profile?.schedule.due.find(({ document }) => document === 'dialActionWs');
      expect(known?.every).toBe(ms);
      expect((known?.at ?? 0) - 1_000_000).toBeGreaterThan(0);
      expect((known?.at ?? 0) - 1_000_000).toBeLessThanOrEqual(ms);
    }
    for (const root of [provisioning(ACCOUNT_URL), portal(element('dialActionWsRefresh', '0')), provisioning(ACCOUNT_URL, element('dialActionWsUrl', 'lua:x'))]) {
      expect(inUse(signedIn(root)).profile?.schedule.due.map(({ document }) => document)).not.toContain('dialActionWs');
    }
  });

  test('R14, W6: the request knows the account and the installation, and nothing of the sign-in', () => {
    const [command] = hourly().sent();
    expect(command?.target).toMatchObject({ to: 'provider', service: { prefix: 'dialActionWs' }, scope: { account: expect.arrayContaining([['username', '1001']]) as unknown } });
    const scope = command?.target.to === 'provider' ? command.target.scope : undefined;
    expect(scope?.values.map(([name]) => name)).toEqual(['installid', 'appid', 'version', 'build', 'platform', 'platformversion', 'locale', 'device', 'cpu']);
    expect(scope).not.toHaveProperty('absent');
  });

  test('R14, M9: what comes belongs to the global layer, and can be explained', () => {
    const machine = commit(hourly().deliver('dialActionWs', actions(action('park', 'Park'), action('page', 'Page'))));
    expect(ids(machine)).toEqual(['park', 'page']);
    const { profile } = inUse(machine);
    expect(profile?.layers.global.dialActions.items.map(({ id }) => id)).toEqual(['park', 'page']);
    expect(explain(profile?.layers as never, 'dialActions.park.title')).toMatchObject({ winner: { document: 'dialActionWs', priority: 20 } });
    commit(hourly(machine).deliver('dialActionWs', actions(element('dialAction', '', [['id', 'page'], ['action', 'remove']]))));
    expect(ids(machine)).toEqual(['park']);
  });

  test('R14, R5: the same bytes, and the same actions, write nothing', () => {
    const machine = commit(hourly().deliver('dialActionWs', actions(action('park', 'Park'))));
    const { generation } = machine.state as { readonly generation?: unknown };
    same(hourly(machine), 'dialActionWs');
    expect(machine.commands).toEqual([]);
    hourly(machine).deliver('dialActionWs', actions(action('park', 'Park')));
    expect(machine.commands).toEqual([]);
    expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { result: 'unchanged' } });
    expect((machine.state as { readonly generation?: unknown }).generation).toBe(generation);
  });

  test.each([
    ['a status', (machine: Machine) => machine.answer('dialActionWs', 410).tell({ type: 'document.read', id: machine.request('dialActionWs'), content: { kind: 'message' }, digest: '' }), 'provider.refused'],
    ['no network', (machine: Machine) => machine.tell({ type: 'http.failed', id: machine.request('dialActionWs'), reason: 'offline', cause: '', origin: '', sent: false }), 'network.offline'],
    ['a deadline', (machine: Machine) => { machine.at += 30_000; return machine.tell({ type: 'clock.reached' }); }, 'network.timeout'],
  ] as const)('R14: a failure is a warning and shown to nobody: %s', (_name, fails, code) => {
    const machine = fails(hourly());
    expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { result: 'unchanged', warnings: [{ document: 'dialActionWs', code: 'dial-actions.not-refreshed', node: code }] } });
    expect(machine.state).not.toHaveProperty('refreshed.problem');
    expect(machine.state).not.toHaveProperty('failure');
    expect(view(machine).refresh).toMatchObject({ attention: false, result: 'unchanged' });
    expect(machine.state.book.failures).toEqual([['dialActionWs', 1]]);
    const next = machine.state.book.due?.find(({ document }) => document === 'dialActionWs')?.at ?? 0;
    expect(next).toBeGreaterThan(machine.at);
    expect(next - machine.at).toBeGreaterThanOrEqual(code === 'provider.refused' ? 4 * 3_600_000 : 1_000); // R6: 410 waits
    expect(next - machine.at).toBeLessThanOrEqual(4 * 3_600_000);
  });

  test('R14, R9: it holds back nothing of what was asked for beside it, and the other way round all are tried again', () => {
    const machine = signedIn(portal()).tell({ type: 'refresh.requested', by: 'person' });
    expect(asked(machine)).toEqual(['provisioning', 'theme', 'global_extprov', 'extprov', 'dialActionWs']);
    machine.tell({ type: 'http.failed', id: machine.request('dialActionWs'), reason: 'reset', cause: '', origin: '', sent: true });
    same(machine, 'provisioning', 'theme', 'global_extprov');
    commit(machine.deliver('extprov', element('account', [...REFRESHED.children, element('displayNumber', '42')])));
    expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { result: 'changed', warnings: [{ code: 'dial-actions.not-refreshed' }] } });
    machine.tell({ type: 'refresh.requested', by: 'person' });
    const aborted = machine.request('dialActionWs');
    machine.tell({ type: 'http.failed', id: machine.request('extprov'), reason: 'reset', cause: '', origin: '', sent: true });
    expect(machine.commands).toContainEqual({ type: 'http.abort', id: aborted });
    expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { result: 'failed', problem: { code: 'network.reset' } } });
  });

  test('R14, R3: switched off with the rest, and asked for at a start with the rest', () => {
    const quiet = signedIn(element('provisioning', [...off('0').children, WS_URL]));
    expect(deadline(quiet.state)).toBeUndefined();
    expect(inUse(quiet).profile?.schedule.due).toEqual([]);
    const alone = signedIn(element('provisioning', [element('prefKeys', [element('prop', '', [['name', 'provisioningInterval'], ['default', '0']])]), ACCOUNT_URL, WS_URL]));
    expect(asked(due(alone))).toEqual(['dialActionWs']);
    const machine = signedIn(portal());
    machine.at += DAY / 2;
    expect(asked(due(restarted(machine)))).toContain('dialActionWs');
  });

  test('R14, M4: with its service its actions go, those of the global service stay, and the other way round', () => {
    const both = element('reply', [...GLOBAL.children, element('dialActions', [action('pick', 'Pick')])]);
    const machine = new Machine().fresh().submit().deliver('provisioning', portal(HOURLY)).deliver('theme', GLOBAL);
    commit(machine.deliver('global_extprov', both).deliver('extprov', REFRESHED));
    commit(hourly(machine).deliver('dialActionWs', actions(action('park', 'Park'))));
    expect(ids(machine)).toEqual(['pick', 'park']);
    const without = (root: SafeElement): Machine => {
      const next = restarted(machine).tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] });
      return commit(next.deliver('provisioning', root));
    };
    expect(ids(without(provisioning(GLOBAL_URL, ACCOUNT_URL)))).toEqual(['pick']);
    expect(ids(without(provisioning(ACCOUNT_URL, WS_URL)))).toEqual(['park']);
    expect(inUse(without(provisioning(ACCOUNT_URL, WS_URL))).profile?.documents.map(([name]) => name)).toEqual(['provisioning', 'theme', 'extprov', 'dialActionWs']);
    expect(ids(without(provisioning(ACCOUNT_URL)))).toEqual([]);
  });

  test('R13: a service that is defined in another way is asked again, one that is gone no more', () => {
    const started = (): Machine => signedIn(portal()).tell({ type: 'refresh.requested', by: 'person' });
    const machine = started();
    const old = machine.request('dialActionWs');
    machine.deliver('provisioning', provisioning(GLOBAL_URL, ACCOUNT_URL, element('dialActionWsUrl', 'https://prov.example/other')));
    expect(machine.commands[0]).toEqual({ type: 'http.abort', id: old });
    expect(machine.sent()[0]?.target).toMatchObject({ document: 'dialActionWs', service: { url: 'https://prov.example/other' } });
    const gone = started();
    const last = gone.request('dialActionWs');
    gone.deliver('provisioning', provisioning(GLOBAL_URL, ACCOUNT_URL));
    expect(gone.commands).toEqual([{ type: 'http.abort', id: last }]);
    expect(running(gone).steps.dialActionWs.status).toBe('skipped');
  });

  test('R14: who asks while nothing but dial actions is under way gets what was asked for', () => {
    const machine = hourly();
    const id = machine.request('dialActionWs');
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    expect(machine.commands[0]).toEqual({ type: 'http.abort', id });
    expect(asked(machine)).toEqual(['extprov']);
    const { state } = machine.tell({ type: 'refresh.requested', by: 'person' });
    expect(machine.commands).toEqual([]);
    expect(state).toMatchObject({ tag: 'running', run: { refresh: { asked: ['extprov'] } } });
  });
});
