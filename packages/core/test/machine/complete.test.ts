import { describe, expect, test } from 'vitest';
import type { SafeElement } from '../../src/document/tree.js';
import { deadline } from '../../src/machine/deadline.js';
import { merge } from '../../src/merge/merge.js';
import { encodeGeneration } from '../../src/store/text.js';
import { ACCOUNT, ACCOUNT_URL, element, ENTROPY, GLOBAL, GLOBAL_URL, Machine, provisioning } from './drive.js';
import { commit, inUse, MINUTE, REFRESHED, same, saved, signedIn } from './signed-in.js';

const WS_URL = element('dialActionWsUrl', 'https://prov.example/actions');

const documents = (machine: Machine): unknown => inUse(machine).profile?.documents.map(([name]) => name);
const refreshing = (machine: Machine, account: SafeElement): Machine => machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] }).deliver('extprov', account);
const withNodes = (...nodes: readonly SafeElement[]): SafeElement => element('account', [...REFRESHED.children.filter(({ name }) => !nodes.some((node) => node.name === name)), ...nodes]);

describe('documents that are remembered', () => {
  /** Signed in, with dial actions of a service of their own. */
  const withActions = (): Machine => {
    const machine = same(signedIn(provisioning(GLOBAL_URL, ACCOUNT_URL, WS_URL)).tell({ type: 'refresh.requested', by: 'person' }), 'provisioning', 'theme', 'global_extprov', 'extprov');
    return saved(machine.deliver('dialActionWs', element('reply', [element('dialAction', [element('title', 'Park')], [['id', 'park']])])));
  };

  test('M4, R14: dial actions are not, once their service is gone', () => {
    const machine = withActions();
    expect(documents(machine)).toEqual(['provisioning', 'theme', 'global_extprov', 'extprov', 'dialActionWs']);
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] }).deliver('provisioning', provisioning(GLOBAL_URL, ACCOUNT_URL));
    expect(documents(commit(machine))).toEqual(['provisioning', 'theme', 'global_extprov', 'extprov']);
  });

  test('W12, R14: of a sign-in only those that it brought, although the same person was here before', () => {
    const machine = withActions().submit().deliver('provisioning', provisioning(GLOBAL_URL, ACCOUNT_URL, WS_URL)).deliver('theme', ACCOUNT).deliver('global_extprov', GLOBAL);
    expect(documents(commit(machine.deliver('extprov', REFRESHED)))).toEqual(['provisioning', 'theme', 'global_extprov', 'extprov']);
    const { profile } = inUse(machine);
    expect(profile && merge(profile.layers).dialActions.map(({ id }) => id)).toEqual(['park']);
  });
});

describe('what a refresh takes away', () => {
  test('M12: the document whose empty value shows then has to say that it means it, although it is another one that changed', () => {
    const machine = signedIn(provisioning(ACCOUNT_URL, element('account', [element('password', { secret: 's5' }, [['priority', '30']])])), withNodes(element('password', '')));
    const taken: SafeElement = { ...provisioning(ACCOUNT_URL), attributes: [['force', '1']] };
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] }).deliver('provisioning', taken);
    expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { outcome: 'O10', problem: { code: 'refresh.shrunk', details: { document: 'extprov', node: 'password' } } } });
  });

  test('M12: its names are told, up to 200 characters', () => {
    const names = Array.from({ length: 12 }, (_each, nr) => `aNodeWithALongName${String(nr + 10)}`);
    const machine = signedIn(undefined, withNodes(...names.map((name) => element(name, 'x'))));
    refreshing(machine, withNodes(...names.map((name) => element(name, ''))));
    expect(machine.state.refreshed?.problem?.details.node).toBe(names.join(', ').slice(0, 200));
    expect(machine.state.refreshed?.problem?.details.node).toHaveLength(200);
  });
});

describe('an account without a step of its own', () => {
  test('D5a, D9: a portal that says nothing of it has nothing filled, and the sign-in ends with what is missing', () => {
    const machine = new Machine().fresh().submit().deliver('provisioning', provisioning()).deliver('theme', ACCOUNT);
    const [command] = machine.commands;
    expect(command).toMatchObject({ type: 'account.fill', nodes: [] });
    machine.tell({ type: 'account.filled', id: command?.type === 'account.fill' ? command.id : -1, nodes: [] });
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { problem: { code: 'account.invalid', details: { document: 'provisioning' } } } });
  });

  test('D9, S6: checks that another process fetched meanwhile are not what this one brought: its account is', () => {
    const EXPIRES = (...children: readonly SafeElement[]): SafeElement => element('prop', children, [['name', 'expires'], ['default', '300']]);
    const portal = (...children: readonly SafeElement[]): SafeElement =>
      provisioning(element('account', [...['username', 'title', 'password', 'host', 'extProvUrl'].map((name) => element('prop', '', [['name', name], ['default', name === 'extProvUrl' ? 'https://prov.example/again' : 'sip.example']])), EXPIRES(...children)]));
    const filled = (machine: Machine): Machine => {
      const [command] = machine.commands;
      if (command?.type !== 'account.fill') throw new Error(command?.type);
      return machine.tell({ type: 'account.filled', id: command.id, nodes: command.nodes });
    };
    const machine = commit(filled(new Machine().fresh().submit().deliver('provisioning', portal()).deliver('theme', ACCOUNT)));
    const base = encodeGeneration(inUse(machine), 'sealed');

    const other = new Machine().tell({ type: 'store.loaded', generations: [base], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
    other.at = machine.at + MINUTE;
    other.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] }).deliver('provisioning', portal(element('validator', '', [['type', 'numeric'], ['max', '500']])));
    const theirs = encodeGeneration(inUse(commit(filled(other))), 'sealed');

    machine.tell({ type: 'hold.changed', held: true }).tell({ type: 'refresh.requested', by: 'person', only: ['provisioning', 'extprov'] });
    filled(machine.deliver('provisioning', portal(element('validator', '', [['type', 'numeric'], ['max', '900']]))).deliver('extprov', element('account', [element('expires', '600')])));
    machine.tell({ type: 'hold.changed', held: false }).tell({ type: 'store.conflicted' }).tell({ type: 'store.loaded', generations: [theirs], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
    expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { outcome: 'O10', problem: { code: 'account.invalid', details: { document: 'extprov', faults: [{ node: 'expires' }] } } } });
  });
});

describe('a switch-off that stayed after what brought it was taken back', () => {
  test('R3, R10: the next answer of the portal that brings nothing new switches on again', () => {
    const machine = signedIn(provisioning(ACCOUNT_URL));
    const { profile, ...generation } = inUse(machine);
    if (profile === undefined) throw new Error('nobody');
    const { number } = generation;
    const stays = encodeGeneration({ ...generation, profile: { ...profile, schedule: { automatic: false, due: [] } } }, 'sealed');
    const next = new Machine().tell({ type: 'store.loaded', generations: [stays], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
    expect(deadline(next.state)).toBeUndefined();
    same(next.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] }), 'provisioning');
    expect(inUse(commit(next))).toMatchObject({ number: number + 1, profile: { schedule: { automatic: true } } });
    expect(deadline(next.state)).toBeDefined();
  });
});
