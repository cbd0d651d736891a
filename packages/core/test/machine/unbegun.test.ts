import { describe, expect, test } from 'vitest';
import { problem } from '../../src/document/problem.js';
import type { Command } from '../../src/machine/command.js';
import type { State } from '../../src/machine/state.js';
import { stepWith } from '../../src/machine/step-with.js';
import { ACCOUNT, ACCOUNT_URL, element, Machine, provisioning, type Fact } from './drive.js';
import { due, signedIn } from './signed-in.js';

/** The machine while the code of a run is still being loaded. */
function without(machine: Machine, fact: Fact): readonly [State, readonly Command[]] {
  return stepWith(() => undefined)(machine.state, { ...fact, at: machine.at });
}

const RUN = (): Machine => new Machine().fresh().submit();
const REFUSED = problem('app.incomplete');

describe('before the code of a run is there', () => {
  test('F5: what cannot be sent ends the run, and the form keeps what was typed', () => {
    const machine = RUN();
    const [state, commands] = without(machine, { type: 'http.refused', id: machine.request('theme'), problem: REFUSED });
    expect(state).toMatchObject({ tag: 'empty', failure: { problem: REFUSED, parameters: { username: 'alice', password: { secret: 's1' } } }, ended: { problem: REFUSED, steps: { theme: { status: 'failed' } } } });
    expect(state).not.toHaveProperty('failure.outcome');
    expect(commands.map(({ type }) => type)).toEqual(['http.abort', 'http.abort']);
  });

  test('O3: a device without a network hears of that under its row, and begins again when it comes back (F11)', () => {
    const machine = RUN();
    [machine.state] = without(machine, { type: 'http.refused', id: machine.request('provisioning'), problem: problem('network.offline') });
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { outcome: 'O3' } });
    expect(machine.tell({ type: 'network.returned' }).sent()).toHaveLength(2);
  });

  test('F9: a run that takes too long ends, not a moment before', () => {
    const machine = RUN();
    machine.at += 89_999;
    expect(without(machine, { type: 'clock.reached' })[0].tag).toBe('running');
    machine.at += 1;
    expect(without(machine, { type: 'clock.reached' })[0]).toMatchObject({ tag: 'empty', failure: { outcome: 'O4', problem: { code: 'run.too-long' }, parameters: { username: 'alice' } } });
  });

  test('F8: a cancel ends it without blame', () => {
    const [state] = without(RUN(), { type: 'cancel.requested' });
    expect(state).toMatchObject({ tag: 'empty', ended: { problem: { code: 'run.cancelled' } } });
    expect(state).not.toHaveProperty('failure');
  });

  test('nothing is answered, saved or refreshed', () => {
    const saving = RUN().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', element('nothing')).deliver('extprov', ACCOUNT);
    const dueNow = signedIn();
    dueNow.at += 86_400_000;
    const stays: readonly (readonly [Machine, Fact])[] = [
      [RUN(), { type: 'http.refused', id: 999, problem: REFUSED }],
      [RUN(), { type: 'store.forgotten' }],
      [saving, { type: 'store.committed', number: 1 }],
      [new Machine(saving.state.settings), { type: 'store.forgotten' }],
      [dueNow, { type: 'clock.reached' }],
      [signedIn(), { type: 'refresh.requested', by: 'person' }],
    ];
    for (const [machine, fact] of stays) expect(without(machine, fact), fact.type).toEqual([machine.state, []]);
    saving.tell({ type: 'store.refused', trouble: { reason: 'full', cause: '' } });
    expect(without(saving, { type: 'retry.requested' })).toEqual([saving.state, []]);
    const editing = signedIn().tell({ type: 'edit.requested', path: 'account.codecOrder', value: '9' });
    expect(without(editing, { type: 'store.committed', number: 2 })).toEqual([editing.state, []]);
    expect(due(dueNow).sent()).not.toEqual([]); // with it, what waited is asked for
  });
});
