import { describe, expect, test } from 'vitest';
import type { DocumentName, SafeElement } from '../../src/document/tree.js';
import { ACCOUNT_URL, element, Machine, provisioning } from './drive.js';
import { REFRESHED, signedIn } from './signed-in.js';

/** An account that names this status as its sign-out, and this service as its own. */
const naming = (status: string, url = 'https://prov.example/again'): SafeElement =>
  element('account', [...REFRESHED.children.filter(({ name }) => name !== 'extProvUrl'), element('extProvUrl', url), element('extProvLogoutStatusCode', status)]);

/** A refresh of one document, which is answered with this status and a sentence. */
function answered(machine: Machine, name: DocumentName, status: number): Machine {
  machine.tell({ type: 'refresh.requested', by: 'person', only: [name] });
  const id = machine.request(name);
  machine.tell({ type: 'http.answered', id, status, headers: [], key: 'k' });
  return machine.tell({ type: 'document.read', id, content: { kind: 'message', message: 'Contract ended.' }, digest: '' });
}

const outcome = ({ state }: Machine): unknown => [state.tag, state.refreshed?.outcome];

describe('the status that an account names', () => {
  test('R11: counts with spaces around it', () => {
    expect(outcome(answered(signedIn(undefined, naming(' 410\n')), 'extprov', 410))).toEqual(['signing-out', 'O16']);
  });

  test('R11: signs nobody out where another service gives it', () => {
    expect(outcome(answered(signedIn(undefined, naming('410')), 'global_extprov', 410))).toEqual(['ready', 'O5']);
  });

  test('R11: signs nobody out where https is only a part of a plain address', () => {
    expect(outcome(answered(signedIn(undefined, naming('410', 'http://prov.example/again?next=https://prov.example/')), 'extprov', 410))).toEqual(['ready', 'O5']);
  });

  test('R11: signs nobody out on a first run, where no account is in use yet', () => {
    const machine = signedIn(undefined, naming('410')).submit({ username: 'bob' }).deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', element('x'));
    const id = machine.request('extprov');
    machine.tell({ type: 'http.answered', id, status: 410, headers: [], key: 'k' }).tell({ type: 'document.read', id, content: { kind: 'message' }, digest: '' });
    expect(machine.state).toMatchObject({ tag: 'ready', generation: { number: 1 }, failure: { outcome: 'O5' } });
  });
});

describe('what is told', () => {
  const LEAVE = element('account', [element('message', 'Contract ended.')], [['action', 'signOut']]);

  test('O16, R11: of the refresh: that it failed, whose wish it was, and how far it had come', () => {
    const machine = signedIn().tell({ type: 'refresh.requested', by: 'person' });
    const { nextId } = machine.state;
    const others = (['provisioning', 'theme', 'global_extprov'] as const).map((name) => machine.request(name));
    machine.deliver('extprov', LEAVE);
    const why = { code: 'provider.signed-out', message: 'Contract ended.', details: { document: 'extprov' } };
    expect(machine.state).toMatchObject({ tag: 'signing-out', nextId, farewell: { outcome: 'O16', problem: why } });
    expect(machine.state.refreshed).toMatchObject({ by: 'person', at: machine.at, result: 'failed', outcome: 'O16', problem: why, warnings: [] });
    expect(machine.state.refreshed?.steps).toMatchObject({ theme: { status: 'waiting' }, extprov: { status: 'failed', endedAt: machine.at } }); // F7: nothing of it is under way
    expect(machine.commands.slice(0, 3)).toEqual(others.map((id) => ({ type: 'http.abort', id })));
  });

  test('O16: of a first run: that the account\'s document failed', () => {
    const machine = new Machine().fresh().submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', element('x')).deliver('extprov', LEAVE);
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { outcome: 'O16', problem: { details: { document: 'extprov' } } }, ended: { steps: { extprov: { status: 'failed' }, theme: { status: 'done' } } } });
  });
});
