import { describe, expect, test } from 'vitest';
import type { Generation } from '../../src/store/generation.js';
import { step } from '../../src/machine/step.js';
import { encodeGeneration } from '../../src/store/text.js';
import type { StoredGeneration } from '../../src/store/stored.js';
import { ACCOUNT, ACCOUNT_URL, element, ENTROPY, Machine, OTHER_CODE, provisioning } from './drive.js';

const NOTHING = element('nothing');
const TROUBLE = { reason: 'full', cause: 'ENOSPC' } as const;

function saving(machine = new Machine().fresh()): Machine {
  return machine.submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', NOTHING).deliver('extprov', ACCOUNT);
}

function savedGeneration(): Generation {
  const [command] = saving().commands;
  if (command?.type !== 'store.commit') throw new Error('no commit');
  return command.generation;
}

function stored(number: number, sealed?: string): StoredGeneration {
  return encodeGeneration({ ...savedGeneration(), number, installId: 'f'.repeat(32) }, sealed);
}

function restored(...generations: readonly StoredGeneration[]): Machine {
  return new Machine().tell({ type: 'store.loaded', generations, entropy: ENTROPY });
}

describe('a refused save', () => {
  test('O13: the validated generation stays in memory and a retry repeats only the save', () => {
    const machine = saving().tell({ type: 'store.refused', trouble: TROUBLE });
    expect(machine.state).toMatchObject({ tag: 'unsaved', failure: { outcome: 'O13', problem: { code: 'storage.full' } } });
    machine.tell({ type: 'retry.requested' });
    expect(machine.commands.map(({ type }) => type)).toEqual(['store.commit']);
    machine.tell({ type: 'store.committed', number: 1 });
    expect(machine.state).toMatchObject({ tag: 'ready', stored: 1 });
    expect('failure' in machine.state).toBe(false);
  });

  test('O13: the same input again is a retry, other input a new run, cancel gives up', () => {
    const refused = (): Machine => saving().tell({ type: 'store.refused', trouble: TROUBLE });
    expect(refused().submit().commands.map(({ type }) => type)).toEqual(['store.commit']);
    expect(refused().submit({ cloudId: OTHER_CODE }).sent()).toHaveLength(2);
    expect(refused().tell({ type: 'cancel.requested' }).state.tag).toBe('empty');
  });

  test('S6, R12: a submit that lost against a sign-out which was cut off can still be tried again', () => {
    const machine = saving().tell({ type: 'store.conflicted' });
    const left = encodeGeneration({ number: 5, savedAt: 0, installId: 'f'.repeat(32) }, undefined);
    machine.tell({ type: 'store.loaded', generations: [left, stored(4)], entropy: ENTROPY });
    expect(machine.state.tag).toBe('signing-out');
    machine.tell({ type: 'store.forgotten' });
    expect(machine.state).toMatchObject({ tag: 'empty', stored: 5, failure: { problem: { code: 'storage.conflict' }, parameters: { username: 'alice' } } });
    expect(machine.tell({ type: 'retry.requested' }).sent()).toHaveLength(2);
  });

  test('S6: a conflict reads the store again and saves nothing', () => {
    const machine = saving().tell({ type: 'store.conflicted' });
    expect(machine.state).toMatchObject({ tag: 'starting', failure: { problem: { code: 'storage.conflict' } } });
    expect(machine.commands).toEqual([{ type: 'store.load' }]);
    machine.tell({ type: 'store.loaded', generations: [stored(4)], entropy: ENTROPY });
    expect(machine.state).toMatchObject({ tag: 'ready', stored: 4, failure: { problem: { code: 'storage.conflict' } } });
  });

  test('F8: wishes made while saving are begun after it', () => {
    const machine = saving().submit({ cloudId: OTHER_CODE });
    expect(machine.commands).toEqual([]);
    machine.tell({ type: 'store.committed', number: 1 });
    expect(machine.state).toMatchObject({ tag: 'running', before: { number: 1 } });
    expect(saving().tell({ type: 'sign-out.requested' }).tell({ type: 'store.committed', number: 1 }).state.tag).toBe('signing-out');
  });
});

describe('restoring', () => {
  test('S1: the newest generation is used, with its own installid (W6)', () => {
    const machine = restored(stored(3), stored(2));
    expect(machine.state).toMatchObject({ tag: 'ready', stored: 3, installId: 'f'.repeat(32), generation: { number: 3 } });
    expect('failure' in machine.state).toBe(false);
  });

  test('S3: its secrets are opened before it is ready', () => {
    const machine = restored(stored(3, 'ciphertext'));
    expect(machine.commands).toEqual([{ type: 'secrets.open', sealed: 'ciphertext', number: 3 }]);
    expect(machine.state.tag).toBe('starting');
    expect(machine.tell({ type: 'secrets.opened' }).state.tag).toBe('ready');
  });

  test('S3: lost secrets ask for a new sign-in and keep the settings', () => {
    const machine = restored(stored(3, 'x')).tell({ type: 'secrets.failed', trouble: { reason: 'lost', cause: 'no-key' } });
    expect(machine.state).toMatchObject({ tag: 'ready', failure: { problem: { code: 'secrets.unavailable' } } });
  });

  test('S2: every single damaged character is seen, the previous generation is used, and the state says so', () => {
    const [newest, previous, { state: start }] = [stored(3), stored(2), new Machine()];
    for (let at = 0; at < newest.text.length; at += 97) {
      const damaged = `${newest.text.slice(0, at)}${newest.text.charAt(at) === '#' ? '*' : '#'}${newest.text.slice(at + 1)}`;
      const [state] = step(start, { type: 'store.loaded', at: 1, generations: [{ number: 3, text: damaged }, previous], entropy: ENTROPY });
      expect([state.tag, state.stored, 'generation' in state && state.generation.number, 'failure' in state && state.failure?.problem.code]).toEqual(['ready', 3, 2, 'storage.damaged']);
    }
  });

  test('S2: a truncated, an empty and a renamed file are damage too; nothing usable means signed out', () => {
    const { text } = stored(3);
    for (const bad of ['', text.slice(0, -1), text.slice(0, 40), `${text} `, text.replace('\n', ' more\n')]) {
      expect(restored({ number: 3, text: bad }).state).toMatchObject({ tag: 'empty', stored: 3, failure: { problem: { code: 'storage.damaged' } } });
    }
    expect(restored({ number: 4, text }).state.tag).toBe('empty');
  });

  test('S5: a newer format is reported and never overwritten', () => {
    const future = stored(3).text.replace(/^firstring-generation \d+/, 'firstring-generation 999');
    const machine = restored({ number: 3, text: future });
    expect(machine.state).toMatchObject({ tag: 'empty', blocked: { code: 'storage.newer-format' } });
    machine.submit();
    expect(machine.commands).toEqual([]);
    expect(machine.state).toMatchObject({ tag: 'empty', ended: { problem: { code: 'storage.newer-format' } } });
  });

  test('S5: signing out does not touch a newer format either', () => {
    const future = stored(3).text.replace(/^firstring-generation \d+/, 'firstring-generation 999');
    const machine = restored({ number: 3, text: future }).tell({ type: 'sign-out.requested' });
    expect(machine.commands).toEqual([]);
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { problem: { code: 'storage.newer-format' } } });
  });

  test('an unreadable store is not an empty one: the next submit reads again before anything is sent', () => {
    const unreadable = { type: 'store.unreadable', trouble: { reason: 'locked', cause: 'EACCES' }, entropy: ENTROPY } as const;
    const machine = new Machine().tell(unreadable);
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { problem: { code: 'storage.locked' } } });
    expect(machine.submit().commands).toEqual([{ type: 'store.load' }]);
    machine.tell(unreadable);
    expect(machine.commands).toEqual([]);
    expect(machine.state).toMatchObject({ tag: 'empty', ended: { problem: { code: 'storage.locked' } } });
    machine.tell({ type: 'retry.requested' }).tell({ type: 'store.loaded', generations: [stored(3)], entropy: ENTROPY });
    expect(machine.state).toMatchObject({ tag: 'running', before: { number: 3 }, stored: 3 });
    expect(machine.sent()).toHaveLength(2);
  });

  test('a submit before the store was read waits for it', () => {
    const machine = new Machine().submit();
    expect(machine.commands).toEqual([]);
    expect(machine.fresh().sent()).toHaveLength(2);
  });
});

describe('signing out', () => {
  test('R12: first an empty generation is committed, then everything else goes; installid survives', () => {
    const machine = restored(stored(3)).tell({ type: 'sign-out.requested' });
    const empty = { number: 4, savedAt: machine.at, installId: 'f'.repeat(32) };
    expect(machine.commands).toEqual([{ type: 'store.commit', generation: empty, expected: 3 }]);
    machine.tell({ type: 'store.committed', number: 4 });
    expect(machine.commands).toEqual([{ type: 'store.forget' }]);
    machine.tell({ type: 'store.forgotten' });
    expect(machine.state).toMatchObject({ tag: 'empty', stored: 4, installId: 'f'.repeat(32) });
  });

  test('R12: it aborts requests, and no late answer brings anything back', () => {
    const machine = restored(stored(3)).submit({ cloudId: OTHER_CODE });
    const late = machine.request('provisioning');
    machine.tell({ type: 'sign-out.requested' });
    expect(machine.commands.map(({ type }) => type)).toEqual(['http.abort', 'http.abort', 'store.commit']);
    machine.tell({ type: 'http.answered', id: late, status: 200, headers: [] });
    machine.tell({ type: 'store.committed', number: 4 }).tell({ type: 'store.forgotten' });
    machine.tell({ type: 'document.read', id: late, content: { kind: 'xml', root: NOTHING }, digest: '' });
    expect(machine.state.tag).toBe('empty');
  });

  test('R12: a conflict is read and signed out as well', () => {
    const machine = restored(stored(3)).tell({ type: 'sign-out.requested' }).tell({ type: 'store.conflicted' });
    machine.tell({ type: 'store.loaded', generations: [stored(7)], entropy: ENTROPY });
    expect(machine.state).toMatchObject({ tag: 'signing-out', next: { number: 8 } });
  });

  test('R12: a store that always conflicts ends with an error instead of going round for ever', () => {
    const machine = restored(stored(3)).tell({ type: 'sign-out.requested' });
    let rounds = 0;
    const tag = (): string => machine.state.tag;
    for (; tag() === 'signing-out' && rounds < 20; rounds += 1) {
      machine.tell({ type: 'store.conflicted' });
      if (tag() === 'starting') machine.tell({ type: 'store.loaded', generations: [stored(7)], entropy: ENTROPY });
    }
    expect(rounds).toBeLessThan(20);
    expect(machine.state).toMatchObject({ tag: 'ready', failure: { problem: { code: 'storage.conflict' } } });
  });

  test('a signed-out generation is restored as signed out', () => {
    const machine = restored(encodeGeneration({ number: 5, savedAt: 1, installId: 'e'.repeat(32) }, undefined));
    expect(machine.state).toMatchObject({ tag: 'empty', stored: 5, installId: 'e'.repeat(32) });
  });
});
