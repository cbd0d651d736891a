import { describe, expect, test } from 'vitest';
import { createSnapshots } from '../../src/driver/snapshot.js';
import { inUse } from '../../src/machine/resting.js';
import { encodeGeneration } from '../../src/store/text.js';
import { ACCOUNT, ACCOUNT_URL, element, ENTROPY, Machine, provisioning, THEME } from './drive.js';
import { overtaken, saved, signedIn } from './signed-in.js';

const LEAVE = element('account', [element('message', 'Contract ended.')], [['action', 'signOut']]);

/** The provider signs out; the signed-out generation is not committed yet. */
function leaving(machine = signedIn()): Machine {
  return machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] }).deliver('extprov', LEAVE);
}

function signedOut(machine = leaving()): Machine {
  if (machine.state.tag !== 'signing-out') throw new Error(machine.state.tag);
  return machine.tell({ type: 'store.committed', number: machine.state.next.number }).tell({ type: 'store.forgotten' });
}

/** The next process on what was committed. */
function restarted(machine: Machine, ...older: Machine[]): Machine {
  const stored = [machine, ...older].map(({ state }) => {
    const generation = inUse(state);
    if (generation === undefined) throw new Error('nothing is saved');
    return encodeGeneration(generation, generation.profile && 'sealed');
  });
  return new Machine().tell({ type: 'store.loaded', generations: stored, entropy: ENTROPY });
}

function themeShown({ state }: Machine): unknown {
  const { phase, theme, profile, identity } = createSnapshots('memory')(state);
  return { phase, theme, profile, identity };
}

const SHOWN = { phase: 'empty', theme: THEME, profile: undefined, identity: undefined };
const NOTHING = { ...SHOWN, theme: undefined };

describe('after a sign-out by the provider', () => {
  test('R11: the signed-out generation holds the theme and nothing else of the profile', () => {
    expect(leaving().commands.find(({ type }) => type === 'store.commit')).toMatchObject({ generation: { number: 2, savedAt: 1_000_000, installId: ENTROPY, theme: THEME } });
    const machine = signedOut();
    expect(Object.keys(inUse(machine.state) ?? {}).sort()).toEqual(['installId', 'number', 'savedAt', 'theme']);
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { problem: { message: 'Contract ended.' } } });
  });

  test('R11: the theme is shown, after a restart too, and while somebody signs in', () => {
    const machine = signedOut();
    expect(themeShown(machine)).toEqual(SHOWN);
    const next = restarted(machine);
    expect(themeShown(next)).toEqual(SHOWN);
    expect(themeShown(next.submit())).toEqual({ ...SHOWN, phase: 'running' });
    expect(themeShown(next.tell({ type: 'cancel.requested' }))).toEqual(SHOWN);
    expect(themeShown(next.submit().tell({ type: 'http.failed', id: next.request('theme'), reason: 'tls', cause: '', origin: '', sent: false }))).toEqual(SHOWN);
  });

  test('R11, P4: who signs in then has no revision to go behind, and is signed in', () => {
    const machine = signedOut().submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', element('x')).deliver('extprov', ACCOUNT);
    expect(saved(machine).state).toMatchObject({ tag: 'ready', generation: { number: 3, profile: { identity: { username: 'alice' } } } });
  });

  test('R11: a sign-out that was cut off after its commit keeps it when it is finished', () => {
    const before = signedIn();
    const machine = restarted(signedOut(), before);
    expect(machine.commands).toEqual([{ type: 'store.forget' }]);
    expect(themeShown(machine.tell({ type: 'store.forgotten' }))).toEqual(SHOWN);
  });

  test('R11, S6: where another process saved meanwhile, the same person is signed out of that too, with the message and the theme', () => {
    const machine = overtaken(leaving());
    expect(machine.commands).toMatchObject([{ type: 'store.commit', generation: { number: 8, theme: THEME }, expected: 7 }]);
    expect(themeShown(signedOut(machine))).toEqual(SHOWN);
    expect(machine.state).toMatchObject({ failure: { outcome: 'O16', problem: { message: 'Contract ended.' } } });
  });

  test('R11, S6: where another process emptied the store meanwhile there is no theme to keep, and the message is shown', () => {
    const machine = leaving().tell({ type: 'store.conflicted' }).tell({ type: 'store.loaded', generations: [], entropy: ENTROPY });
    expect([themeShown(machine), machine.state.waiting]).toEqual([NOTHING, undefined]);
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { outcome: 'O16', problem: { message: 'Contract ended.' } } });
  });

  test('R11, S6: somebody else whom another process signed in meanwhile stays signed in and is told nothing', () => {
    const machine = overtaken(leaving(), 'bob');
    expect(machine.commands).toEqual([]);
    expect(machine.state).toMatchObject({ tag: 'ready', generation: { number: 7, profile: { identity: { username: 'bob' } } } });
    expect(Object.keys(machine.state).filter((key) => ['failure', 'waiting', 'refreshed', 'after'].includes(key))).toEqual([]);
  });

  test('R11, R12: who signs out meanwhile is heard, whoever is signed in there', () => {
    const machine = overtaken(leaving().tell({ type: 'sign-out.requested' }), 'bob');
    expect(machine.commands).toMatchObject([{ type: 'store.commit', generation: { number: 8 }, expected: 7 }]);
    expect(themeShown(signedOut(machine))).toEqual(NOTHING);
  });

  test('R11, R8: where the app holds by then it waits for the release', () => {
    const machine = overtaken(leaving().tell({ type: 'hold.changed', held: true }));
    expect(machine.state).toMatchObject({ tag: 'ready', waiting: { shown: { impact: 'relogin', signsOut: true } } });
    expect(themeShown(signedOut(machine.tell({ type: 'hold.changed', held: false })))).toEqual(SHOWN);
  });

  test('R11, S6: who submits meanwhile signs in over what the other process saved', () => {
    const machine = overtaken(leaving().submit({ username: 'carol' }));
    expect([machine.state.tag, machine.state.after]).toEqual(['running', undefined]);
    machine.deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', element('x')).deliver('extprov', ACCOUNT);
    expect(saved(machine).state).toMatchObject({ tag: 'ready', generation: { profile: { identity: { username: 'carol' } } } });
    expect(machine.state.waiting).toBeUndefined();
  });

  test('R11, S6: a store that always conflicts ends it, and one that refuses keeps what is in use', () => {
    const machine = leaving();
    let conflicts = 0;
    for (; machine.state.tag === 'signing-out' && conflicts < 20; conflicts += 1) overtaken(machine);
    expect([conflicts, machine.state.tag, machine.state.waiting]).toEqual([6, 'ready', undefined]);
    expect(machine.state).toMatchObject({ failure: { outcome: 'O13', problem: { code: 'storage.conflict' } } });
    const refused = leaving().tell({ type: 'store.refused', trouble: { reason: 'full', cause: 'ENOSPC' } });
    expect([refused.state.tag, refused.state.waiting]).toEqual(['ready', undefined]);
  });

  test('R12: who signs out keeps no theme, neither of a profile nor of what the provider left', () => {
    const machine = signedIn().tell({ type: 'sign-out.requested' });
    expect(machine.commands.find(({ type }) => type === 'store.commit')).not.toHaveProperty('generation.theme');
    expect(themeShown(signedOut(machine))).toEqual(NOTHING);
    expect(themeShown(signedOut(restarted(signedOut()).tell({ type: 'sign-out.requested' })))).toEqual(NOTHING);
  });
});
