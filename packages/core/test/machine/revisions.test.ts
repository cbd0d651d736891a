import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/machine/command.js';
import { deadline } from '../../src/machine/deadline.js';
import type { SafeElement } from '../../src/document/tree.js';
import { readRevision } from '../../src/document/revision.js';
import type { Generation } from '../../src/store/generation.js';
import { encodeGeneration } from '../../src/store/text.js';
import type { Book } from '../../src/store/book.js';
import { ACCOUNT, ACCOUNT_URL, element, ENTROPY, Machine, OTHER_CODE, provisioning, THEME } from './drive.js';

/** The portal's document of a revision; `word` makes its content another one. */
function portal(revision: string | undefined, word = 'ab'): SafeElement {
  const { name, children } = provisioning(ACCOUNT_URL, element('account', [element('displayName', word)]));
  return { name, children, text: '', attributes: revision === undefined ? [] : [['revision', revision]] };
}

function deliver(machine: Machine, root: SafeElement, digest: string): Machine {
  const id = machine.request('provisioning');
  return machine.answer('provisioning').tell({ type: 'document.read', id, content: { kind: 'xml', root }, digest: digest.repeat(64) });
}

function deliverTheme(machine: Machine, revision: string, digest: string): Machine {
  const id = machine.request('theme');
  const read = readRevision(revision);
  return machine.answer('theme').tell({ type: 'document.read', id, content: { kind: 'theme', theme: THEME, ...(read && { revision: read }) }, digest: digest.repeat(64) });
}

function same(machine: Machine, name: 'provisioning' | 'theme'): Machine {
  const id = machine.request(name);
  return machine.answer(name).tell({ type: 'document.unchanged', id });
}

function commit(machine: Machine): Machine {
  const command = machine.commands.find((one): one is Extract<Command, { type: 'store.commit' }> => one.type === 'store.commit');
  if (command === undefined) throw new Error('nothing is saved');
  return machine.tell({ type: 'store.committed', number: command.generation.number });
}

function signedIn(revision: string | undefined = '2.17'): Machine {
  const machine = deliverTheme(deliver(new Machine().fresh().submit(), portal(revision), 'a'), '1.1', 'a');
  return commit(machine.deliver('extprov', ACCOUNT));
}

function refreshing(machine: Machine): Machine {
  return machine.tell({ type: 'refresh.requested', by: 'person' });
}

/** Refreshes with this document of the portal, and a theme in which nothing changed. */
function refreshed(machine: Machine, root: SafeElement, digest: string): Machine {
  deliver(refreshing(machine), root, digest);
  return machine.state.tag === 'running' ? same(machine, 'theme') : machine;
}

function inUse({ state }: Machine): Generation {
  if (state.tag !== 'ready') throw new Error(state.tag);
  return state.generation;
}

function kept(machine: Machine): Book {
  const saved = machine.commands.find((one): one is Extract<Command, { type: 'book.save' }> => one.type === 'book.save');
  if (saved === undefined) throw new Error('nothing is remembered');
  return saved.book;
}

const REFUSED = { tag: 'ready', refreshed: { result: 'failed', outcome: 'O14', attention: true } };

describe('a document of the portal', () => {
  test('P4: a newer revision is taken, and saved with what it brought', () => {
    const machine = signedIn();
    expect(inUse(machine).profile?.documents[0]).toMatchObject(['provisioning', { portalRevision: { epoch: 2, revision: 17 } }]);
    commit(refreshed(machine, portal('2.18', 'new'), 'b'));
    expect(inUse(machine).profile?.documents[0]).toMatchObject(['provisioning', { portalRevision: { epoch: 2, revision: 18 } }]);
  });

  test('O14, P4: an older one changes nothing, wants attention, and is tried again', () => {
    const machine = signedIn();
    const generation = inUse(machine);
    refreshed(machine, portal('2.16', 'old'), 'b');
    expect(machine.state).toMatchObject({ ...REFUSED, refreshed: { ...REFUSED.refreshed, problem: { code: 'revision.older', details: { document: 'provisioning', cause: '2.16 after 2.17' } } } });
    expect(inUse(machine)).toBe(generation);
    expect(deadline(machine.state)).toBeGreaterThan(machine.at);
    commit(refreshed(machine, portal('3.1', 'restored'), 'c'));
    expect(machine.state).toMatchObject({ refreshed: { result: 'changed' } });
  });

  test('P4: one without a revision is older than one with, and where there was none there is no rule', () => {
    expect(refreshed(signedIn(), portal(undefined, 'x'), 'b').state).toMatchObject({ ...REFUSED, refreshed: { problem: { code: 'revision.older', details: { cause: 'none after 2.17' } } } });
    expect(commit(refreshed(signedIn('rubbish'), portal(undefined, 'x'), 'b')).state).toMatchObject({ refreshed: { result: 'changed' } });
    expect(signedIn('rubbish').state).toMatchObject({ ended: { warnings: [{ document: 'provisioning', code: 'node.attribute-ignored', node: 'provisioning@revision' }] } });
  });

  test('P4: other bytes under the same revision are refused', () => {
    expect(refreshed(signedIn(), portal('2.17', 'x'), 'b').state).toMatchObject({ ...REFUSED, refreshed: { problem: { code: 'revision.reused' } } });
  });

  test('P4: resetCache asks for everything anew and forgets no revision', () => {
    const machine = signedIn().tell({ type: 'refresh.requested', by: 'person', resetCache: true });
    expect(deliver(machine, portal('2.16'), 'b').state).toMatchObject(REFUSED);
  });

  test('R5, P4: a newer one that brings nothing new writes no generation, and counts all the same, after a restart too', () => {
    const machine = signedIn();
    const generation = inUse(machine);
    expect(same(same(refreshing(machine), 'provisioning'), 'theme').commands).toEqual([]);
    refreshed(machine, portal('2.18'), 'b');
    expect(inUse(machine)).toBe(generation);
    expect(machine.commands.map(({ type }) => type)).toEqual(['book.save']);
    const book = kept(machine);
    expect(refreshed(machine, portal('2.17'), 'a').state).toMatchObject(REFUSED);

    const next = new Machine();
    next.tell({ type: 'store.loaded', generations: [encodeGeneration(generation, 'sealed')], book, entropy: ENTROPY }).tell({ type: 'secrets.opened' });
    expect(refreshed(next, portal('2.18', 'x'), 'c').state).toMatchObject({ ...REFUSED, refreshed: { problem: { code: 'revision.reused' } } });
    expect(refreshed(next, portal('2.18'), 'b').commands).toEqual([{ type: 'book.save', book: expect.objectContaining({ revisions: book.revisions }) as Book }]); // a failure is over, nothing else
  });

  test('P4: what was seen without a generation of its own is saved with the next one', () => {
    const machine = refreshed(signedIn(), portal('2.18'), 'b');
    deliverTheme(same(refreshing(machine), 'provisioning'), '1.2', 'b');
    expect(refreshed(machine, portal('2.17'), 'a').state).toMatchObject(REFUSED);
    deliver(refreshing(machine), portal('2.19', 'new'), 'c');
    commit(same(machine, 'theme'));
    expect(inUse(machine).profile?.documents).toMatchObject([
      ['provisioning', { portalRevision: { epoch: 2, revision: 19 }, digest: 'c'.repeat(64) }],
      ['theme', { portalRevision: { epoch: 1, revision: 2 }, digest: 'b'.repeat(64) }],
      ['extprov', {}],
    ]);
  });

  test('O14, R9: an older theme holds nothing back, and wants attention', () => {
    const machine = deliver(refreshing(signedIn()), portal('2.18', 'new'), 'b');
    commit(deliverTheme(machine, '1.0', 'b'));
    expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { result: 'changed', outcome: 'O14', attention: true, problem: { code: 'revision.older', details: { document: 'theme' } } } });
    expect(inUse(machine).profile?.documents[1]).toMatchObject(['theme', { portalRevision: { epoch: 1, revision: 1 } }]);
  });

  test('O14: who signs in again to the same cloud ID is asked, to another one has no rule', () => {
    const again = signedIn().submit({ username: 'bob' });
    expect(deliver(again, portal('2.16'), 'b').state).toMatchObject({ tag: 'ready', failure: { outcome: 'O14', problem: { code: 'revision.older' } } });
    const other = signedIn().submit({ cloudId: OTHER_CODE });
    expect(deliver(other, portal('1.1'), 'b').state).toMatchObject({ tag: 'running', run: { steps: { provisioning: { status: 'done' } } } });
    const editable = signedIn().submit({ cloudId: { ...OTHER_CODE, canonical: 'ACME', version: 'editable' } });
    expect(deliver(editable, portal('1.1'), 'b').state.tag).toBe('running');
  });

  test('R12, P4: a sign-out forgets revisions', () => {
    const machine = refreshed(signedIn(), portal('2.18'), 'b').tell({ type: 'sign-out.requested' });
    expect(kept(machine)).not.toHaveProperty('revisions');
    commit(machine).tell({ type: 'store.forgotten' });
    expect(deliver(machine.submit(), portal('1.1'), 'c').state).toMatchObject({ tag: 'running', run: { steps: { provisioning: { status: 'done' } } } });
  });
});
