import { describe, expect, test } from 'vitest';
import { problem } from '../../src/document/problem.js';
import type { DocumentName } from '../../src/document/tree.js';
import { withStep } from '../../src/machine/progress.js';
import { isLifted } from '../../src/machine/quarantined.js';
import { samePerson } from '../../src/machine/same-person.js';
import { encodeGeneration } from '../../src/store/text.js';
import { ACCOUNT_URL, ALICE, element, ENTROPY, Machine, provisioning } from './drive.js';
import { HOUR, inUse, REFRESHED, running, same, saved, signedIn } from './signed-in.js';

const NOTHING = element('nothing');
const ACTIONS = element('dialActionWsUrl', 'https://prov.example/actions');

describe('a run that takes too long as a whole', () => {
  /** A refresh of everything in which one document is left when its time is over. */
  const late = (left: 'theme' | 'dialActionWs'): Machine => {
    const machine = new Machine({ requestMs: 900_000 }).fresh().submit().deliver('provisioning', provisioning(ACCOUNT_URL, ACTIONS)).deliver('theme', NOTHING);
    saved(machine.deliver('extprov', REFRESHED)).tell({ type: 'refresh.requested', by: 'person' });
    same(machine, ...(['provisioning', 'theme', 'dialActionWs'] as const).filter((name) => name !== left)).deliver('extprov', REFRESHED);
    machine.at = running(machine).limitAt;
    return machine.tell({ type: 'clock.reached' });
  };

  test('F9, R9: a theme that is left then holds nothing back', () => {
    const machine = late('theme');
    expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { result: 'unchanged', problem: { code: 'run.too-long', details: { document: 'theme' } }, steps: { theme: { status: 'failed' }, extprov: { status: 'done' } } } });
    expect(machine.commands).toContainEqual({ type: 'http.abort', id: expect.any(Number) as number });
  });

  test('F9, R6, R14: dial actions that are left then are tried again as soon as after any other silence', () => {
    const machine = late('dialActionWs');
    const next = machine.state.book.due?.find(({ document }) => document === 'dialActionWs')?.at ?? NaN;
    expect(next - machine.at).toBeLessThanOrEqual(30_000);
  });

  test('F9: a refresh has twice as long as a first run, so that the longest Timeout fits', () => {
    expect(running(signedIn().tell({ type: 'refresh.requested', by: 'person' })).limitAt).toBe(1_000_000 + 180_000);
  });
});

describe('nobody signed in', () => {
  test('R3, R7: the clock asks for nothing', () => {
    const machine = new Machine().fresh();
    const { state } = machine;
    machine.at += HOUR;
    machine.tell({ type: 'clock.reached' });
    expect([machine.state, machine.commands]).toEqual([state, []]);
  });
});

describe('a start', () => {
  test('S2, R12: behind a damaged generation a signed-out one is no sign-out that was cut off', () => {
    const { number, savedAt, installId } = inUse(signedIn());
    const damaged = { number: 6, text: 'firstring-generation 2\nrubbish' };
    const machine = new Machine().tell({ type: 'store.loaded', generations: [damaged, encodeGeneration({ number, savedAt, installId }, undefined)], entropy: ENTROPY });
    expect(machine.state).toMatchObject({ tag: 'empty', stored: 6, failure: { problem: { code: 'storage.damaged' } } });
    expect(machine.commands).toEqual([]);
  });
});

describe('what is remembered', () => {
  test('R5, I7: what was read is not written back', () => {
    const machine = new Machine().tell({ type: 'store.loaded', generations: [encodeGeneration(inUse(signedIn()), 'sealed')], book: { linkAt: 5 }, entropy: ENTROPY });
    expect(machine.state.book).toEqual({ linkAt: 5 });
    expect(machine.commands.map(({ type }) => type)).toEqual(['secrets.open']);
  });

  test('R8: a release where nothing was held changes nothing, nor does a second hold', () => {
    const machine = signedIn();
    const { state } = machine;
    expect(machine.tell({ type: 'hold.changed', held: false }).state).toBe(state);
    const { state: held } = machine.tell({ type: 'hold.changed', held: true });
    expect(machine.tell({ type: 'hold.changed', held: true }).state).toBe(held);
  });

  test('I2, M4: the same person is who has the same cloud ID in the same version, and the same name', () => {
    const { cloudId } = ALICE;
    const one = { cloudId, username: 'alice' };
    expect(samePerson(one, { ...one, cloudId: { ...cloudId, fullcode: 'acme' } })).toBe(true);
    expect(samePerson(one, { ...one, cloudId: { ...cloudId, version: 'editable' } })).toBe(false);
    expect(samePerson(one, { ...one, cloudId: { ...cloudId, canonical: 'OTHER' } })).toBe(false);
    expect(samePerson(one, { cloudId })).toBe(false);
  });
});

describe('what is in quarantine', () => {
  const DIGEST = 'd'.repeat(64);
  /** Signed in, with this content in quarantine. */
  const quarantined = (document: DocumentName): Machine => {
    const { profile, ...rest } = inUse(signedIn());
    if (profile === undefined) throw new Error('nobody');
    const generation = { ...rest, profile: { ...profile, quarantine: { since: 1_000_000, documents: [{ document, digest: DIGEST }] } } };
    return new Machine({ trial: { alone: true } }).tell({ type: 'store.loaded', generations: [encodeGeneration(generation, 'sealed')], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
  };
  /** The account arrives, with the digest of what is in quarantine. */
  const refreshed = (document: DocumentName): unknown => {
    const machine = quarantined(document).tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    return machine.deliver('extprov', element('account', [...REFRESHED.children, element('displayNumber', '42')])).state.tag;
  };

  test('R10: is that document, and no other one with the same bytes', () => {
    expect([refreshed('extprov'), refreshed('global_extprov')]).toEqual(['ready', 'saving']);
  });

  test('R10: is taken from who signs in again, as that is no refresh', () => {
    const machine = quarantined('extprov').submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', NOTHING).deliver('extprov', REFRESHED);
    expect(machine.state).toMatchObject({ tag: 'saving', run: { steps: { extprov: { status: 'done' } } } });
  });

  test('R10: is not lifted by a theme, which never weighs enough to be what failed', () => {
    const theme = { document: 'theme', digest: 'a' } as const;
    const account = { document: 'extprov', digest: 'b' } as const;
    const run = running(quarantined('extprov').tell({ type: 'refresh.requested', by: 'person', only: ['theme', 'extprov'] }).deliver('theme', NOTHING));
    expect(run.steps.theme.status).toBe('done');
    expect(isLifted({ since: 0, documents: [theme, account] }, run)).toBe(false);
    expect(isLifted({ since: 0, documents: [theme, account] }, withStep(run, 'extprov', { ...run.steps.extprov, status: 'done' }))).toBe(true);
  });
});

describe('what is told', () => {
  test('S5, O13: of a sign-out that a format of the future does not let through: why, under its row', () => {
    const { text, number } = encodeGeneration(inUse(signedIn()), 'sealed');
    const future = { number, text: text.replace(/^firstring-generation \d+/, 'firstring-generation 999') };
    const machine = new Machine().tell({ type: 'store.loaded', generations: [future], entropy: ENTROPY });
    machine.at += HOUR;
    machine.tell({ type: 'sign-out.requested' });
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { at: machine.at, outcome: 'O13', problem: { code: 'storage.newer-format' } } });
  });

  test('D5a, F7: where a template can\'t be filled it is the portal\'s document that failed', () => {
    const machine = new Machine().fresh().submit().deliver('provisioning', provisioning(element('account', [element('host', 'h.example')]))).deliver('theme', NOTHING);
    const [command] = machine.commands;
    if (command?.type !== 'account.fill') throw new Error('no fill');
    machine.tell({ type: 'account.refused', id: command.id, problem: problem('input.credentials-missing', { node: 'username' }) });
    expect(machine.state.ended?.steps).toMatchObject({ provisioning: { status: 'failed' }, theme: { status: 'done' } });
  });

  test('O13, M7: of an edit that the store refused: that it changed nothing, and why', () => {
    const machine = signedIn().tell({ type: 'edit.requested', path: 'account.codecOrder', value: '9' });
    machine.tell({ type: 'store.refused', trouble: { reason: 'full', cause: 'ENOSPC' } });
    expect(machine.state.edited).toEqual([{ id: expect.any(Number) as number, changed: false, problem: problem('storage.full', { cause: 'ENOSPC' }) }]);
  });
});
