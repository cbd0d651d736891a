import { expect, test } from 'vitest';
import { quiet, rig, settled, type Rig } from './rig.js';

const AGAIN = '<extProvUrl>https://prov.example/again</extProvUrl>';
const account = (more = ''): string => `<account><title>A</title><username>1</username><host>h.example</host>${AGAIN}${more}</account>`;
const INPUT = { cloudId: 'ACME', username: 'alice', password: 'pw' };

/** Signed in, and the provider has changed something since. */
async function changed(): Promise<Rig> {
  const made = rig({ documents: { account: account() } });
  await quiet();
  await settled(made.provisioner.provision(INPUT));
  await quiet();
  made.documents.account = account('<displayNumber>42</displayNumber>');
  return made;
}

test('R8: what a refresh finds waits for the release, and the caller is told', async () => {
  const { provisioner, disk } = await changed();
  const before = provisioner.getSnapshot().profile;
  const release = provisioner.hold();
  expect(await settled(provisioner.refresh())).toEqual({ ok: true, changed: true, held: true, profile: before });
  expect(provisioner.getSnapshot().refresh).toMatchObject({ result: 'held', underWay: false, waiting: { impact: 'hot', signsOut: false } });
  expect([provisioner.reveal('account.displayNumber'), disk.generations[0]?.number]).toEqual([undefined, 1]);
  release();
  await quiet();
  expect([provisioner.reveal('account.displayNumber'), disk.generations[0]?.number]).toEqual(['42', 2]);
  expect(provisioner.getSnapshot().refresh?.result).toBe('changed');
  expect(provisioner.getSnapshot().refresh).not.toHaveProperty('waiting');
});

test('R8: of several holds each counts, and one that is released twice counts once', async () => {
  const { provisioner } = await changed();
  const [one, other] = [provisioner.hold(), provisioner.hold()];
  await settled(provisioner.refresh());
  one();
  one();
  await quiet();
  expect(provisioner.reveal('account.displayNumber')).toBeUndefined();
  other();
  await quiet();
  expect(provisioner.reveal('account.displayNumber')).toBe('42');
});

test('R8: an app that holds from its first moment is not disturbed by what its start asks for', async () => {
  const { disk, documents } = await changed();
  const next = rig({ disk, seed: 1000, documents });
  next.now += 3_600_000;
  const release = next.provisioner.hold();
  await quiet();
  expect(await settled(next.provisioner.refresh())).toMatchObject({ ok: true, held: true });
  expect(next.provisioner.reveal('account.displayNumber')).toBeUndefined();
  release();
  await quiet();
  expect(next.provisioner.reveal('account.displayNumber')).toBe('42');
});

test('R8, R11: a sign-out by the provider waits, one by the user does not', async () => {
  const made = await changed();
  made.documents.account = '<account action="signOut"><message>Contract ended.</message></account>';
  const release = made.provisioner.hold();
  await settled(made.provisioner.refresh());
  expect([made.provisioner.getSnapshot().phase, made.provisioner.getSnapshot().refresh?.waiting]).toEqual(['ready', { impact: 'relogin', signsOut: true }]);
  release();
  await quiet();
  expect([made.provisioner.getSnapshot().phase, made.provisioner.getSnapshot().problem?.message]).toEqual(['empty', 'Contract ended.']);

  const own = (await changed()).provisioner;
  const late = own.hold();
  await settled(own.refresh());
  expect(await settled(own.signOut())).toEqual({ ok: true });
  late();
  await quiet();
  expect(own.getSnapshot().phase).toBe('empty');
});

test('R8, M7, S3: an edit with a secret that is made meanwhile is saved at once and stays', async () => {
  const { provisioner } = await changed();
  const release = provisioner.hold();
  await settled(provisioner.refresh());
  expect(await settled(provisioner.edit('account.STUNPassword', 'canary-5'))).toMatchObject({ ok: true, changed: true });
  release();
  await quiet();
  expect(['displayNumber', 'STUNPassword'].map((name) => provisioner.reveal(`account.${name}`))).toEqual(['42', 'canary-5']);
});
