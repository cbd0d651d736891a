import { expect, test } from 'vitest';
import type { SafeElement } from '../../src/document/tree.js';
import { ACCOUNT_URL, element, type Machine, provisioning } from './drive.js';
import { REFRESHED, saved, signedIn } from './signed-in.js';

/** The portal lets these nodes be no longer than so much. */
const portal = (max: string, names: readonly string[]): SafeElement =>
  provisioning(ACCOUNT_URL, element('account', names.map((name) => element('prop', [element('validator', '', [['type', 'length'], ['max', max]])], [['name', name], ['default', 'x']]))));

/** Signed in, and the user edited all these nodes. */
function edited(names: readonly string[]): Machine {
  const machine = signedIn(portal('9', names));
  for (const name of names) saved(machine.tell({ type: 'edit.requested', path: `account.${name}`, value: 'long' }));
  return machine;
}

function afterwards(names: readonly string[]): Machine {
  return saved(edited(names).tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] }).deliver('provisioning', portal('3', names)));
}

test('D9: several edits that were set aside are told apart, each with a warning of its own', () => {
  const { refreshed } = afterwards(['displayNumber', 'userCallerId']).state;
  expect(refreshed).toMatchObject({ attention: true, problem: { code: 'edit.set-aside', details: { document: 'provisioning', node: 'account.displayNumber, account.userCallerId' } } });
  expect(refreshed?.warnings).toEqual(['account.displayNumber', 'account.userCallerId'].map((node) => ({ code: 'edit.set-aside', node, document: 'provisioning' })));
});

test('D9, D8: the list of a problem is cut, that of the warnings is not', () => {
  const names = ['userDisplayName', 'userCallerId', 'displayNumber', 'remoteContact', 'outgoingRemoteContact', 'codecOrder', 'codecOrder3G', 'videoCodecOrder', 'videoCodecOrder3G', 'dtmfOrder', 'voiceMailNumber'];
  const { refreshed } = afterwards(names).state;
  expect(refreshed?.problem?.details.node).toBe(names.map((name) => `account.${name}`).join(', ').slice(0, 200));
  expect(refreshed?.warnings).toHaveLength(names.length);
});

test('D9: where the account brought what the edit does not bear, it is told of the account', () => {
  const alike = provisioning(ACCOUNT_URL, element('account', [element('prop', [element('validator', '', [['type', 'sameAsOther'], ['prop', 'userCallerId']])], [['name', 'displayNumber'], ['default', '']])]));
  const account = (number: string): SafeElement => element('account', [...REFRESHED.children, element('userCallerId', number), element('displayNumber', number)]);
  const machine = saved(signedIn(alike, account('42')).tell({ type: 'edit.requested', path: 'account.displayNumber', value: '42' }));
  saved(machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] }).deliver('extprov', account('43')));
  expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { result: 'changed', problem: { code: 'edit.set-aside', details: { document: 'extprov', node: 'account.displayNumber' } }, warnings: [{ document: 'extprov', code: 'edit.set-aside' }] } });
});
