import { describe, expect, test } from 'vitest';
import { encodeGeneration } from '../../src/store/text.js';
import { ACCOUNT, ACCOUNT_URL, element, ENTROPY, Machine, OTHER_CODE, provisioning } from './drive.js';
import { DAY, due, inUse, signedIn } from './signed-in.js';

const TROUBLE = { reason: 'full', cause: 'ENOSPC' } as const;

const saving = (): Machine => new Machine().fresh().submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', element('nothing')).deliver('extprov', ACCOUNT);
const leaving = (): Machine => signedIn().tell({ type: 'sign-out.requested' });

describe('a network that comes back', () => {
  test('F11: where nobody submitted anything nothing begins', () => {
    expect(new Machine().fresh().tell({ type: 'network.returned' }).commands).toEqual([]);
  });

  test('R7: what is due is asked for, and nothing else', () => {
    const machine = signedIn();
    expect(machine.tell({ type: 'network.returned' }).commands).toEqual([]);
    machine.at += DAY;
    expect(machine.tell({ type: 'network.returned' }).sent().map(({ target }) => target.document)).toEqual(['provisioning', 'theme', 'global_extprov']);
  });
});

describe('a store that has trouble', () => {
  const ended = (machine: Machine): unknown => [machine.state.tag, 'failure' in machine.state ? machine.state.failure?.problem.code : undefined];

  test('O13, R12: a sign-out that cannot be saved leaves the person signed in, and says so', () => {
    const machine = leaving().tell({ type: 'store.refused', trouble: TROUBLE });
    expect(ended(machine)).toEqual(['ready', 'storage.full']);
    expect(inUse(machine).number).toBe(1);
    expect(machine.state).toMatchObject({ failure: { outcome: 'O13' } });
  });

  test('O13, R12: once the signed-out generation stands, what cannot be removed brings nobody back', () => {
    expect(ended(leaving().tell({ type: 'store.committed', number: 2 }).tell({ type: 'store.refused', trouble: TROUBLE }))).toEqual(['empty', 'storage.full']);
  });

  test('R12: a sign-out while nothing could be saved', () => {
    const machine = saving().tell({ type: 'store.refused', trouble: TROUBLE }).tell({ type: 'sign-out.requested' });
    expect(machine.commands).toMatchObject([{ type: 'store.commit', generation: { installId: ENTROPY } }]);
    expect(machine.commands[0]).not.toHaveProperty('generation.profile');
  });

  test('O13, F8: a wish that waited for a save is begun when the save is refused', () => {
    const machine = saving().submit({ cloudId: OTHER_CODE }).tell({ type: 'store.refused', trouble: TROUBLE });
    expect(machine.state).toMatchObject({ tag: 'running', run: { parameters: { cloudId: OTHER_CODE } }, ended: { problem: { code: 'storage.full' } } });
    expect(machine.sent()).toHaveLength(2);
  });

  test('S6: a refresh that another process overtook reads what that one saved, and is no failure', () => {
    const machine = due(signedIn()).deliver('provisioning', provisioning(ACCOUNT_URL));
    machine.answer('theme').tell({ type: 'document.unchanged', id: machine.request('theme') });
    expect(machine.state.tag).toBe('saving');
    const before = 'before' in machine.state ? machine.state.before : undefined;
    machine.tell({ type: 'store.conflicted' });
    expect(machine.commands).toEqual([{ type: 'store.load' }]);
    expect(machine.state).toMatchObject({ tag: 'starting', restored: { number: 1 } }); // R9: in use meanwhile
    if (before === undefined) throw new Error('nothing was in use');
    machine.tell({ type: 'store.loaded', generations: [encodeGeneration({ ...before, number: 6 }, undefined)], entropy: ENTROPY });
    expect(machine.state).toMatchObject({ tag: 'saving', stored: 6, before: { number: 6 }, next: { number: 7 } }); // what it found goes on top
    machine.tell({ type: 'store.committed', number: 7 });
    expect(machine.state).toMatchObject({ tag: 'ready', stored: 7, generation: { number: 7 }, refreshed: { result: 'changed' } });
    expect(machine.state).not.toHaveProperty('failure');
  });
});
