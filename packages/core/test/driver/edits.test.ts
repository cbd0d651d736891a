import { expect, test } from 'vitest';
import type { EditResult } from '../../src/driver/provisioner.js';
import { ACCOUNT_PASSWORD, quiet, rig, settled, type Rig, type RigOptions } from './rig.js';

const DIAL = '<p><prefKeys/><InitialProvisioningUrl>https://prov.example/a</InitialProvisioningUrl><quickDial><item id="desk"><uri>1</uri></item></quickDial></p>';
const INPUT = { cloudId: 'ACME', username: 'alice', password: 'pw' };

async function signedIn(options: RigOptions = {}): Promise<Rig> {
  const made = rig({ ...options, documents: { provisioning: DIAL, ...options.documents } });
  await quiet();
  await settled(made.provisioner.provision(INPUT));
  await quiet();
  return made;
}

const answer = (result: EditResult | 'pending'): unknown => (result === 'pending' ? result : result.ok ? result.changed : result.problem.code);

test('M7: an edit is saved and shown, survives a restart, and is taken back', async () => {
  const { provisioner, disk } = await signedIn();
  const before = provisioner.getSnapshot().profile;
  const result = await settled(provisioner.edit('account.displayNumber', '42'));
  expect(result).toMatchObject({ ok: true, changed: true });
  expect(result !== 'pending' && result.ok && result.profile === provisioner.getSnapshot().profile).toBe(true);
  expect(provisioner.getSnapshot().profile).not.toBe(before);
  const next = rig({ disk, seed: 1000 }).provisioner;
  await quiet();
  expect(next.reveal('account.displayNumber')).toBe('42');
  expect(answer(await settled(next.edit('account.displayNumber', '42')))).toBe(false);
  expect(answer(await settled(next.revert('account.displayNumber')))).toBe(true);
  expect(next.reveal('account.displayNumber')).toBeUndefined();
});

test('M7: items come and go, with what is below them', async () => {
  const { provisioner } = await signedIn();
  await settled(provisioner.edit('quickDial.mum', { item: [['displayName', 'Mum'], ['uri', '5']] }));
  await settled(provisioner.edit('quickDial.desk', { remove: true }));
  expect(provisioner.getSnapshot().profile?.quickDial).toEqual([{ id: 'mum', nodes: [['displayName', 'Mum'], ['uri', '5']] }]);
});

test('M7: a node with children takes an element', async () => {
  const { provisioner } = await signedIn();
  const rules = { name: 'rules', attributes: [], text: '', children: [{ name: 'rule', attributes: [], text: '+420', children: [] }] };
  expect(answer(await settled(provisioner.edit('account.rewriting', rules)))).toBe(true);
  expect(provisioner.getSnapshot().profile?.account).toContainEqual(['rewriting', expect.objectContaining({ children: [expect.anything()] })]);
});

test('S3, S4: a secret is sealed before it is anywhere, and can be read by the app', async () => {
  const { provisioner, disk } = await signedIn();
  await settled(provisioner.edit('account.password', 'canary-77'));
  await settled(provisioner.edit('quickDial.desk.pin', 'canary-78'));
  await settled(provisioner.edit('quickDial.vault', { item: [['token', 'canary-79']] }));
  expect(['account.password', 'quickDial.desk.pin', 'quickDial.vault.token'].map((path) => provisioner.reveal(path))).toEqual(['canary-77', 'canary-78', 'canary-79']);
  expect(JSON.stringify(provisioner.getSnapshot())).not.toContain('canary');
  const generation = disk.generations[0]?.text ?? '';
  const { generation: open } = JSON.parse(generation.slice(generation.indexOf('\n'))) as { generation: unknown };
  expect(JSON.stringify(open)).not.toContain('canary');
  await settled(provisioner.revert('account.password'));
  expect(provisioner.reveal('account.password')).toBe(ACCOUNT_PASSWORD);
});

test('M8: what canEdit says is why an edit is refused', async () => {
  const { provisioner } = await signedIn({ documents: { account: '<account><title>A</title><username>1</username><host>h.example</host><codecOrder priority="41">0</codecOrder></account>' } });
  expect(provisioner.canEdit('account.codecOrder')).toMatchObject({ allowed: false, reason: 'locked' });
  expect(answer(await settled(provisioner.edit('account.codecOrder', '9')))).toBe('edit.locked');
  expect(provisioner.canEdit('account.displayNumber')).toEqual({ allowed: true });
  expect(provisioner.canEdit('quickDial.desk')).toEqual({ allowed: true });
  for (const path of ['nowhere', 'account', 'contacts.bob', 'quickDial']) {
    expect(provisioner.canEdit(path)).toMatchObject({ allowed: false, reason: 'unknown' });
    for (const value of ['secret-in-clear', { item: [['pin', 'secret-in-clear']] } as const]) expect(answer(await settled(provisioner.edit(path, value)))).toBe('edit.unknown');
  }
  expect(answer(await settled(provisioner.edit('account.host', '')))).toBe('edit.invalid');
});

test('M7: before anybody is signed in and after the sign-out there is a reason', async () => {
  const { provisioner } = rig();
  expect(answer(await settled(provisioner.edit('account.title', 'B')))).toBe('edit.signed-out');
  expect(provisioner.canEdit('account.title')).toMatchObject({ allowed: false, why: 'nobody is signed in' });
  const signed = await signedIn();
  await settled(signed.provisioner.signOut());
  expect(answer(await settled(signed.provisioner.edit('account.title', 'B')))).toBe('edit.signed-out');
});

test('M7, S6: edits made at once all count, in their order, whatever is under way', async () => {
  const made = await signedIn();
  const { provisioner } = made;
  const open = made.hold('theme');
  const refreshed = provisioner.refresh();
  await quiet();
  const edits = [provisioner.edit('account.displayNumber', '1'), provisioner.edit('account.ptime', '30'), provisioner.edit('account.displayNumber', '2'), provisioner.revert('account.ptime')];
  expect(await settled(Promise.race(edits))).toBe('pending');
  open();
  expect(await settled(refreshed)).toMatchObject({ ok: true });
  expect((await Promise.all(edits)).map(answer)).toEqual([true, true, true, true]);
  expect(['account.displayNumber', 'account.ptime'].map((path) => provisioner.reveal(path))).toEqual(['2', '20']);
  expect(provisioner.getSnapshot().phase).toBe('ready');
});

test('R3: a person who asks while an edit is saved is not told that there is nothing to ask', async () => {
  const made = await signedIn();
  const open = made.hold('commit');
  const edited = made.provisioner.edit('account.displayNumber', '1');
  await quiet();
  expect(made.provisioner.getSnapshot().phase).toBe('ready');
  const refreshed = made.provisioner.refresh();
  await quiet();
  open();
  expect(await settled(refreshed)).toMatchObject({ ok: true, changed: false });
  expect(answer(await settled(edited))).toBe(true);
});

test('S6: of two windows that edit at once neither loses', async () => {
  const one = await signedIn();
  const other = rig({ disk: one.disk, seed: 1000, documents: { provisioning: DIAL } });
  await quiet();
  const edits = [one.provisioner.edit('account.displayNumber', '1'), other.provisioner.edit('account.ptime', '30')];
  expect((await Promise.all(edits)).map(answer)).toEqual([true, true]);
  const next = rig({ disk: one.disk, seed: 2000 }).provisioner;
  await quiet();
  expect(['account.displayNumber', 'account.ptime'].map((path) => next.reveal(path))).toEqual(['1', '30']);
});

test('M7: who disposes of everything waits for nothing', async () => {
  const made = await signedIn();
  made.hold('commit');
  const edited = made.provisioner.edit('account.displayNumber', '1');
  await quiet();
  made.provisioner.dispose();
  expect(answer(await settled(edited))).toBe('run.cancelled');
  expect(answer(await settled(made.provisioner.edit('account.displayNumber', '1')))).toBe('run.cancelled');
});
