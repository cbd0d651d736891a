import { describe, expect, test } from 'vitest';
import { problem } from '../../src/document/problem.js';
import { cloudKey } from '../../src/machine/keep.js';
import { scopeOf } from '../../src/machine/scope.js';
import type { Running } from '../../src/machine/state.js';
import { regularTime } from '../../src/policy/due.js';
import type { Asked, SafeElement } from '../../src/document/tree.js';
import { encodeGeneration } from '../../src/store/text.js';
import { ACCOUNT, ACCOUNT_URL, ALICE, element, ENTROPY, GLOBAL_URL, Machine, provisioning } from './drive.js';
import { DAY, HOUR, inUse, REFRESHED, running, same, saved, signedIn } from './signed-in.js';

const ACTIONS = element('dialActionWsUrl', 'https://prov.example/actions');

const refreshing = (machine: Machine, ...only: readonly Exclude<Asked, 'dialActionWs'>[]): Machine => machine.tell({ type: 'refresh.requested', by: 'person', ...(only.length > 0 && { only }) });
const failing = (machine: Machine, name: Asked): Machine => machine.tell({ type: 'http.failed', id: machine.request(name), reason: 'reset', cause: '', origin: '', sent: true });
const state = (machine: Machine): Running => {
  if (machine.state.tag !== 'running') throw new Error(machine.state.tag);
  return machine.state;
};
const dueAt = ({ state: { book } }: Machine, name: Asked): number => book.due?.find(({ document }) => document === name)?.at ?? NaN;

describe('a refresh that begins', () => {
  test('F8: it and its requests have ids of their own, and so has a run that takes its place', () => {
    const machine = signedIn();
    const { nextId } = machine.state;
    refreshing(machine, 'extprov');
    expect([running(machine).id, machine.request('extprov'), machine.state.nextId]).toEqual([nextId, nextId + 1, nextId + 2]);
    machine.submit({ username: 'bob' });
    expect([running(machine).id, machine.request('provisioning'), machine.request('theme')]).toEqual([nextId + 2, nextId + 3, nextId + 4]);
  });

  test('F8: the same submit as the one in use is a run of its own, and no wish to wait for it', () => {
    const machine = refreshing(signedIn());
    expect(running(machine).parameters).toEqual(ALICE);
    expect(running(machine.submit())).not.toHaveProperty('refresh');
  });

  test('W2, R14: what is wrong with a service in use is told with the document that it would have brought', () => {
    const global = element('initialGlobalProvisioningTimeout', '500');
    const actions = element('dialActionWsTimeout', '600');
    const machine = signedIn(provisioning(GLOBAL_URL, global, ACCOUNT_URL, ACTIONS, actions), element('account', [...REFRESHED.children, element('extProvMethod', 'PATCH')]));
    expect(running(refreshing(machine)).warnings).toEqual([
      { document: 'global_extprov', code: 'service.timeout-clamped', node: 'initialGlobalProvisioningTimeout' },
      { document: 'extprov', code: 'service.method', node: 'extProvMethod' },
      { document: 'dialActionWs', code: 'service.timeout-clamped', node: 'dialActionWsTimeout' },
    ]);
  });

  test('S3, R1: one that can\'t begin says why, and nothing else', () => {
    const machine = new Machine().tell({ type: 'store.loaded', generations: [encodeGeneration(inUse(signedIn()), 'sealed')], entropy: ENTROPY });
    refreshing(machine.tell({ type: 'secrets.failed', trouble: { reason: 'lost', cause: 'no key' } }));
    expect(machine.state.refreshed).toMatchObject({ by: 'person', at: machine.at, result: 'failed', problem: problem('secrets.unavailable', { cause: 'lost' }), warnings: [] });
  });
});

describe('what a request is about', () => {
  const device = [['appid', 'com.acme.talk'], ['version', '3.2.0'], ['build', '7'], ['platform', 'test'], ['platformversion', '1'], ['locale', 'en'], ['device', 'bench'], ['cpu', 'none']];

  test('F2: the portal\'s documents are asked of the portal, with nothing but the cloud ID', () => {
    const { cloudId } = ALICE;
    expect(new Machine().fresh().submit().sent().map(({ target }) => target)).toEqual([{ to: 'portal', document: 'provisioning', cloudId }, { to: 'portal', document: 'theme', cloudId }]);
  });

  test('W6: a service of a step knows the input, the installation and the device', () => {
    const machine = new Machine().fresh().submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', element('x'));
    expect(machine.sent()[0]?.target).toMatchObject({ document: 'extprov', scope: { values: [['username', 'alice'], ['password', { secret: 's1' }], ['fullcode', ALICE.cloudId.fullcode], ['installid', ENTROPY], ...device] } });
  });

  test('I1, W6: input that was not given is no value, and said to be absent', () => {
    const machine = new Machine().fresh().tell({ type: 'provision.requested', parameters: { cloudId: ALICE.cloudId } });
    const { values, absent } = scopeOf(state(machine), 'extprov');
    expect(values.map(([name]) => name)).toEqual(['fullcode', 'installid', ...device.map(([name]) => name)]);
    expect(absent).toEqual(['username', 'password']);
  });

  test('R14, R2a: dial actions know no input, so none is absent', () => {
    const machine = new Machine().fresh().submit({ oneTime: true }).deliver('provisioning', provisioning(ACCOUNT_URL, ACTIONS)).deliver('theme', element('x'));
    refreshing(saved(machine.deliver('extprov', REFRESHED)));
    expect(scopeOf(state(machine), 'extprov').absent).toEqual(['password']);
    expect(scopeOf(state(machine), 'dialActionWs')).not.toHaveProperty('absent');
    expect(scopeOf(state(machine), 'dialActionWs').values.map(([name]) => name)).toEqual(['installid', ...device.map(([name]) => name)]);
  });
});

describe('when it is over', () => {
  const timed = element('account', [...REFRESHED.children, element('extProvInterval', '3600')]);

  test('R1, R4: what has no service is never due', () => {
    const due = (portal: SafeElement, account: SafeElement): unknown => inUse(signedIn(portal, account)).profile?.schedule.due.map(({ document }) => document);
    expect(due(provisioning(ACCOUNT_URL), ACCOUNT)).toEqual(['provisioning', 'theme']);
    expect(due(provisioning(GLOBAL_URL, ACCOUNT_URL), REFRESHED)).toEqual(['provisioning', 'theme', 'global_extprov', 'extprov']);
  });

  test('R6: failures of what was not asked for stay counted, those of what was answered are over', () => {
    const machine = failing(refreshing(signedIn(undefined, timed), 'extprov'), 'extprov');
    expect(machine.state.book.failures).toEqual([['extprov', 1]]);
    same(refreshing(machine, 'global_extprov'), 'global_extprov');
    expect([machine.state.refreshed?.result, machine.state.book.failures]).toEqual(['unchanged', [['extprov', 1]]]);
    same(refreshing(machine, 'global_extprov', 'extprov'), 'global_extprov', 'extprov');
    expect([machine.state.refreshed?.result, machine.state.book.failures]).toEqual(['unchanged', []]);
  });

  test('R9, R6: a theme that fails again and again beside the rest counts, and asks nobody to look', () => {
    const machine = signedIn();
    for (const times of [1, 2, 3]) {
      same(failing(refreshing(machine, 'theme', 'extprov'), 'theme'), 'extprov');
      expect(machine.state.book.failures).toEqual([['theme', times]]);
      expect(machine.state.refreshed).toMatchObject({ result: 'unchanged', outcome: 'O3', problem: { code: 'network.reset' } });
      expect(machine.state.refreshed).not.toHaveProperty('attention');
    }
  });

  test('R14, R6: dial actions that are refused wait for their regular time, and at least 4 hours', () => {
    const waits = [0, 5, 10, 15, 20].map((hours) => {
      const machine = signedIn(provisioning(ACCOUNT_URL, ACTIONS));
      machine.at += hours * HOUR;
      same(refreshing(machine), 'provisioning', 'theme', 'extprov').answer('dialActionWs', 410);
      machine.tell({ type: 'document.read', id: machine.request('dialActionWs'), content: { kind: 'message' }, digest: '' });
      const regular = regularTime(ENTROPY, cloudKey(ALICE.cloudId), DAY, machine.at);
      expect(dueAt(machine, 'dialActionWs')).toBe(Math.max(regular, machine.at + 4 * HOUR));
      return dueAt(machine, 'dialActionWs') - machine.at;
    });
    expect(Math.max(...waits)).toBeGreaterThan(5 * HOUR);
    expect(Math.min(...waits)).toBe(4 * HOUR);
  });
});
