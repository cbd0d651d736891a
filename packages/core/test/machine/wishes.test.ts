import { describe, expect, test } from 'vitest';
import { merge } from '../../src/merge/merge.js';
import type { Generation } from '../../src/store/generation.js';
import { encodeGeneration } from '../../src/store/text.js';
import type { StoredGeneration } from '../../src/store/stored.js';
import { ACCOUNT, ACCOUNT_URL, element, ENTROPY, GLOBAL, GLOBAL_URL, Machine, OTHER_CODE, provisioning } from './drive.js';

const NOTHING = element('nothing');
const UNREADABLE = { type: 'store.unreadable', trouble: { reason: 'locked', cause: 'EACCES' }, entropy: 'e'.repeat(32) } as const;

function toSaving(machine: Machine): Machine {
  return machine.deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', NOTHING).deliver('extprov', ACCOUNT);
}

function saving(): Machine {
  return toSaving(new Machine().fresh().submit());
}

function ready(): Machine {
  return saving().tell({ type: 'store.committed', number: 1 });
}

function toCommit(machine: Machine): Generation {
  const [command] = machine.commands;
  if (command?.type !== 'store.commit') throw new Error('no commit');
  return command.generation;
}

function stored(number: number, sealed?: string): StoredGeneration {
  return encodeGeneration({ ...toCommit(saving()), number }, sealed);
}

const SIGNED_OUT = encodeGeneration({ number: 4, savedAt: 1, installId: ENTROPY }, undefined);

function waitingRun({ state }: Machine): number | undefined {
  return state.after?.wish === 'provision' ? state.after.run : undefined;
}

describe('a wish that waits', () => {
  test('F8: the same submit before the store was read joins', () => {
    const machine = new Machine().submit();
    const run = waitingRun(machine);
    expect(run).toBeDefined();
    expect(waitingRun(machine.submit())).toBe(run);
  });

  test('F8: a cancel drops it, before the start, while saving and while signing out', () => {
    const starting = new Machine().submit().tell({ type: 'cancel.requested' });
    expect(starting.state.ended).toMatchObject({ problem: { code: 'run.cancelled' } });
    expect(starting.fresh().state.tag).toBe('empty');

    const busy = saving().submit({ cloudId: OTHER_CODE }).tell({ type: 'cancel.requested' });
    expect(busy.tell({ type: 'store.committed', number: 1 }).state.tag).toBe('ready');

    const leaving = ready().tell({ type: 'sign-out.requested' }).submit().tell({ type: 'cancel.requested' });
    expect(leaving.tell({ type: 'store.committed', number: 2 }).tell({ type: 'store.forgotten' }).state.tag).toBe('empty');
  });

  test('F8: the last wish wins: what is being saved, submitted again, drops what waits', () => {
    const replaced = saving().submit({ cloudId: OTHER_CODE }).submit();
    expect(replaced.tell({ type: 'store.committed', number: 1 }).state.tag).toBe('ready');
    const stays = saving().tell({ type: 'sign-out.requested' }).submit();
    expect(stays.tell({ type: 'store.committed', number: 1 }).state.tag).toBe('ready');
  });

  test('R12: a second sign-out drops the sign-in that waits behind the first', () => {
    const machine = ready().tell({ type: 'sign-out.requested' }).submit().tell({ type: 'sign-out.requested' });
    expect(machine.tell({ type: 'store.committed', number: 2 }).tell({ type: 'store.forgotten' }).state.tag).toBe('empty');
  });

  test('R12: a conflict does not lose a sign-out that waits', () => {
    const machine = saving().tell({ type: 'sign-out.requested' }).tell({ type: 'store.conflicted' });
    machine.tell({ type: 'store.loaded', generations: [stored(4)], entropy: ENTROPY });
    expect(machine.state).toMatchObject({ tag: 'signing-out', next: { number: 5 } });
  });
});

describe('reading the store again', () => {
  test('R9: after a conflict the profile in use stays in use meanwhile, and also if the reading fails', () => {
    const machine = toSaving(ready().submit({ cloudId: OTHER_CODE })).tell({ type: 'store.conflicted' });
    expect(machine.state).toMatchObject({ tag: 'starting', restored: { number: 1 } });
    expect(machine.tell(UNREADABLE).state).toMatchObject({ tag: 'ready', installId: ENTROPY, generation: { number: 1 } });
  });

  test('R9: a conflict while signing out keeps the profile in use while the store is read again', () => {
    const machine = ready().tell({ type: 'sign-out.requested' }).tell({ type: 'store.conflicted' });
    expect(machine.state).toMatchObject({ tag: 'starting', restored: { number: 1 }, after: { wish: 'sign-out' } });
  });

  test('W6: an emptied store does not change the installation\'s id', () => {
    const machine = saving().tell({ type: 'store.conflicted' }).tell({ type: 'store.loaded', generations: [], entropy: 'e'.repeat(32) });
    expect(machine.state.installId).toBe(ENTROPY);
  });

  test('R12: a sign-out that was cut off after its commit is finished at the next start', () => {
    const machine = new Machine().tell({ type: 'store.loaded', generations: [SIGNED_OUT, stored(3)], entropy: 'e'.repeat(32) });
    expect(machine.commands).toEqual([{ type: 'store.forget' }]);
    expect(machine.tell({ type: 'store.forgotten' }).state).toMatchObject({ tag: 'empty', stored: 4, installId: ENTROPY });
  });

  test('R12: signing out of a store that could not be read reads it first', () => {
    const machine = new Machine().tell(UNREADABLE).tell({ type: 'sign-out.requested' });
    expect(machine.commands).toEqual([{ type: 'store.load' }]);
    machine.tell({ type: 'store.loaded', generations: [stored(3)], entropy: ENTROPY });
    expect(machine.state).toMatchObject({ tag: 'signing-out', next: { number: 4 } });
  });

  test('S5: runs refused by a newer format have ids of their own', () => {
    const { text } = stored(4);
    const future = { number: 4, text: text.replace(/^firstring-generation \d+/, 'firstring-generation 999') };
    const machine = new Machine().tell({ type: 'store.loaded', generations: [future], entropy: ENTROPY }).submit();
    const first = machine.state.ended?.run;
    expect(machine.submit().state.ended?.run).not.toBe(first);
  });
});

describe('what a new run builds on', () => {
  test('M4: the global layer goes with its service', () => {
    const first = new Machine().fresh().submit().deliver('provisioning', provisioning(GLOBAL_URL, ACCOUNT_URL)).deliver('theme', NOTHING);
    first.deliver('global_extprov', GLOBAL).deliver('extprov', ACCOUNT).tell({ type: 'store.committed', number: 1 });
    const { profile } = toCommit(toSaving(first.submit()));
    expect(profile === undefined ? undefined : merge(profile.layers).quickDial).toEqual([]);
  });

  test('S3: nothing is built on entries whose secrets are lost', () => {
    const machine = new Machine().tell({ type: 'store.loaded', generations: [stored(3, 'sealed')], entropy: ENTROPY });
    machine.tell({ type: 'secrets.failed', trouble: { reason: 'lost', cause: 'no-key' } }).submit();
    machine.deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', NOTHING);
    machine.deliver('extprov', element('account', [element('title', 'A'), element('username', '1'), element('host', 'h.example')]));
    expect(JSON.stringify(toCommit(machine).profile?.layers)).not.toContain('"s2"');
    expect(machine.tell({ type: 'store.committed', number: 4 }).state.secretsLost).toBeUndefined();
  });

  test('S3: secrets that can be opened later count again', () => {
    const machine = new Machine().tell({ type: 'store.loaded', generations: [stored(3, 'sealed')], entropy: ENTROPY });
    machine.tell({ type: 'secrets.failed', trouble: { reason: 'locked', cause: 'EBUSY' } });
    toSaving(machine.submit()).tell({ type: 'store.conflicted' });
    machine.tell({ type: 'store.loaded', generations: [stored(4, 'sealed')], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
    expect(machine.state.secretsLost).toBeUndefined();
  });

  test('D5a, D9: without step 4 the faults are the portal\'s', () => {
    const machine = new Machine().fresh().submit().deliver('provisioning', provisioning(element('account', [element('username', 'x')]))).deliver('theme', NOTHING);
    const [command] = machine.commands;
    if (command?.type !== 'account.fill') throw new Error('no fill');
    machine.tell({ type: 'account.filled', id: command.id, nodes: command.nodes });
    expect(machine.state).toMatchObject({ failure: { problem: { code: 'account.invalid', details: { document: 'provisioning' } } } });
  });

  test('I1: a template that asks for absent input ends the run, and the form asks', () => {
    const machine = new Machine().fresh().submit().deliver('provisioning', provisioning(element('account', [element('host', 'h.example')]))).deliver('theme', NOTHING);
    const [command] = machine.commands;
    if (command?.type !== 'account.fill') throw new Error('no fill');
    const missing = { code: 'input.credentials-missing', person: 'x', details: { node: 'username' } } as const;
    machine.tell({ type: 'account.refused', id: command.id + 1, problem: missing });
    expect(machine.state.tag).toBe('running');
    machine.tell({ type: 'account.refused', id: command.id, problem: missing });
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { problem: { code: 'input.credentials-missing' } } });
  });
});
