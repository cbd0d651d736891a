import { describe, expect, test } from 'vitest';
import type { Settings } from '../../src/machine/settings.js';
import { deadline } from '../../src/machine/deadline.js';
import type { DocumentName } from '../../src/document/tree.js';
import { ACCOUNT_URL, element, GLOBAL, GLOBAL_URL, Machine, provisioning } from './drive.js';
import { asked, due, running, same, signedIn } from './signed-in.js';

const NOTHING = element('nothing');

const begun = (settings: Partial<Settings> = {}): Machine => new Machine(settings).fresh().submit();

function unreachable(machine: Machine, name: DocumentName, sent = true): Machine {
  return machine.tell({ type: 'http.failed', id: machine.request(name), reason: 'refused', cause: '', origin: '', sent });
}

function busy(machine: Machine, name: DocumentName, retryAfter?: number): Machine {
  const id = machine.request(name);
  machine.answer(name, 503, retryAfter === undefined ? [] : [['retry-after', String(retryAfter)]]);
  return machine.tell({ type: 'document.read', id, content: { kind: 'message' }, digest: '' });
}

describe('a first run asks the portal again by itself', () => {
  test('R6: after a while that grows, only for what failed, and at most 4 times', () => {
    const machine = begun();
    let bound = 1_000;
    let waited = 0;
    for (let tries = 1; tries < 4; tries += 1) {
      unreachable(machine, 'theme');
      expect(machine.state.tag).toBe('running');
      const wait = (running(machine).steps.theme.againAt ?? 0) - machine.at;
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(bound);
      bound *= 2;
      waited += wait;
      expect(asked(due(machine))).toEqual(['theme']);
      expect(running(machine).steps.theme).toMatchObject({ status: 'running', attempt: tries + 1 });
    }
    expect(waited).toBeGreaterThan(0);
    unreachable(machine, 'theme');
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { problem: { code: 'network.refused' }, outcome: 'O3' } });
  });

  test('O6, R6: not before the time that the server names', () => {
    const machine = begun();
    const start = machine.at;
    busy(machine, 'provisioning', 20);
    expect(deadline(machine.state)).toBe(start + 20_000);
    machine.at += 19_999;
    expect(machine.tell({ type: 'clock.reached' }).commands).toEqual([]);
    machine.at += 1;
    expect(asked(machine.tell({ type: 'clock.reached' }))).toEqual(['provisioning']);
  });

  test.each([[{}, 60, 61], [{ runMs: 10_000 }, 9, 10]] as const)('R6, F9: with %j within %i s of the submit, else the person is asked', (settings, within, beyond) => {
    expect(busy(begun(settings), 'provisioning', within).state.tag).toBe('running');
    expect(busy(begun(settings), 'provisioning', beyond).state).toMatchObject({ tag: 'empty', failure: { outcome: 'O6' } });
  });

  test('R9: a refresh asks nothing again within itself: its curves decide', () => {
    expect(busy(due(signedIn()), 'provisioning').state).toMatchObject({ tag: 'ready', refreshed: { result: 'failed', outcome: 'O6' } });
    expect(unreachable(due(signedIn()), 'global_extprov', false).state).toMatchObject({ tag: 'ready', refreshed: { result: 'failed', outcome: 'O3' } });
  });

  test('R6, F3: what waits to be asked again is not asked earlier because something else was finished', () => {
    const machine = begun({ overlap: true }).deliver('provisioning', provisioning(GLOBAL_URL, ACCOUNT_URL)).deliver('theme', NOTHING);
    expect(asked(machine)).toEqual(['global_extprov', 'extprov']);
    unreachable(machine, 'extprov', false).deliver('global_extprov', GLOBAL);
    expect(machine.commands).toEqual([]);
    expect(asked(due(machine))).toEqual(['extprov']);
  });
});

describe('what comes next', () => {
  test('F3: the theme alone begins nothing', () => {
    expect(begun().deliver('theme', NOTHING).commands).toEqual([]);
  });

  test.each([['step 3', GLOBAL_URL], ['step 4', ACCOUNT_URL]])('I1: %s alone needs the input too', (_name, url) => {
    const machine = new Machine().fresh().submit().tell({ type: 'cancel.requested' });
    const { cloudId } = { ...running(begun()).parameters };
    machine.tell({ type: 'provision.requested', parameters: { cloudId, username: 'alice' } }).deliver('theme', NOTHING).deliver('provisioning', provisioning(url));
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { problem: { code: 'input.credentials-missing', details: { node: 'password' } } } });
    expect(machine.commands).toEqual([]);
  });

  test('R13: what is asked again with a new definition begins anew', () => {
    const machine = due(signedIn());
    machine.tell({ type: 'http.progressed', id: machine.request('global_extprov'), received: 500 });
    machine.deliver('provisioning', provisioning(element('initialGlobalProvisioningUrl', 'https://prov.example/other'), ACCOUNT_URL));
    expect(running(machine).steps.global_extprov).toMatchObject({ status: 'running', attempt: 1, received: 0, startedAt: machine.at });
  });

  test('M4: a service that is gone holds nothing back, also where it is the last to be waited for', () => {
    const machine = same(due(signedIn()), 'theme').deliver('provisioning', provisioning(ACCOUNT_URL));
    expect(machine.commands.map(({ type }) => type)).toEqual(['http.abort', 'store.commit']);
    expect(machine.state).toMatchObject({ tag: 'saving', run: { steps: { global_extprov: { status: 'skipped', endedAt: machine.at } } } });
  });
});
