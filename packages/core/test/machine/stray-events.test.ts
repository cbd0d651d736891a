import { describe, expect, test } from 'vitest';
import { problem } from '../../src/document/problem.js';
import { deadline } from '../../src/machine/deadline.js';
import type { StoredGeneration } from '../../src/store/stored.js';
import { encodeGeneration } from '../../src/store/text.js';
import type { Generation } from '../../src/store/generation.js';
import { ACCOUNT, ACCOUNT_URL, element, ENTROPY, GLOBAL_URL, Machine, OTHER_CODE, provisioning } from './drive.js';
import { asked, due, inUse, MINUTE, REFRESHED, same, saved, signedIn } from './signed-in.js';

const setCodecs = (machine: Machine, value = '9'): Machine => machine.tell({ type: 'edit.requested', path: 'account.codecOrder', value });
const load = (machine: Machine, ...generations: readonly Generation[]): Machine => machine.tell({ type: 'store.loaded', generations: generations.map((one) => encodeGeneration(one, 'sealed')), entropy: ENTROPY });
const codes = ({ state }: Machine): unknown => state.edited?.map(({ changed, problem: why }) => why?.code ?? changed);

describe('while an edit is saved', () => {
  test('S1: the word of another commit is not its own', () => {
    const machine = setCodecs(signedIn());
    const { state } = machine;
    machine.tell({ type: 'store.committed', number: 7 });
    expect([machine.state, machine.commands]).toEqual([state, []]);
    expect(inUse(saved(machine)).number).toBe(2);
  });

  test('F8: what is of no use then changes nothing', () => {
    const machine = setCodecs(signedIn());
    const { state } = machine;
    for (const fact of [{ type: 'clock.reached' }, { type: 'network.returned' }, { type: 'store.forgotten' }, { type: 'retry.requested' }, { type: 'cancel.requested' }] as const) {
      machine.tell(fact);
      expect([machine.state, machine.commands]).toEqual([state, []]);
    }
  });

  test('F8: a cancel where nothing goes on and nothing failed changes nothing', () => {
    for (const machine of [new Machine().fresh(), signedIn()]) {
      const { state } = machine;
      expect(machine.tell({ type: 'cancel.requested' }).state).toBe(state);
    }
  });

  test('F8: a submit is begun after it, and taken back before that it is not', () => {
    const machine = saved(setCodecs(signedIn()).submit({ cloudId: OTHER_CODE }));
    expect(machine.state).toMatchObject({ tag: 'running', run: { parameters: { cloudId: OTHER_CODE } }, before: { number: 2 } });
    const back = setCodecs(signedIn()).submit({ cloudId: OTHER_CODE }).tell({ type: 'cancel.requested' });
    expect([saved(back).state.tag, back.state.ended?.problem?.code]).toEqual(['ready', 'run.cancelled']);
  });

  test('R9, S6: while another process\'s generation is read the one before stays in use, with what was shown beside it', () => {
    const machine = signedIn().submit({ cloudId: OTHER_CODE });
    machine.tell({ type: 'http.refused', id: machine.request('theme'), problem: problem('network.tls') });
    setCodecs(machine).tell({ type: 'store.conflicted' });
    expect(machine.state).toMatchObject({ tag: 'starting', restored: { number: 1 }, failure: { problem: { code: 'network.tls' } } });
    const wished = setCodecs(signedIn()).submit({ cloudId: OTHER_CODE }).tell({ type: 'store.conflicted' });
    expect(wished.state).toMatchObject({ after: { wish: 'provision' } });
  });

  test('S6: a conflict counts for the edits that were tried, and not for one that was made meanwhile', () => {
    const machine = setCodecs(setCodecs(signedIn()), '8').tell({ type: 'store.conflicted' });
    expect(machine.state.edits?.map(({ tries }) => tries)).toEqual([1, 0]);
  });
});

describe('an edit where the store could not be read', () => {
  const locked = { type: 'store.unreadable', trouble: { reason: 'locked', cause: 'EACCES' }, entropy: ENTROPY } as const;

  test('R9: it is read again once for each edit, and what was in use and shown stays so meanwhile', () => {
    const machine = signedIn();
    const base = inUse(machine);
    setCodecs(machine).tell({ type: 'store.conflicted' }).tell(locked);
    expect([machine.state.tag, codes(machine)]).toEqual(['ready', ['storage.locked']]);
    setCodecs(machine);
    expect(machine.commands).toEqual([{ type: 'store.load' }]);
    expect(machine.state).toMatchObject({ tag: 'starting', restored: { number: base.number }, failure: { outcome: 'O13', problem: { code: 'storage.locked' } } });
  });

  test('S3, D8: where secrets are lost the edit says so, with the cause', () => {
    const machine = load(new Machine(), inUse(signedIn())).tell({ type: 'secrets.failed', trouble: { reason: 'lost', cause: 'no key' } });
    setCodecs(machine);
    expect(machine.state.edited?.[0]?.problem).toEqual(problem('secrets.unavailable', { cause: 'lost' }));
  });

  test('S5, M7: while nobody is signed in and a format of the future blocks, that is the reason', () => {
    const { text, ...future } = encodeGeneration(inUse(signedIn()), 'sealed');
    const newer = { ...future, text: text.replace(/^firstring-generation \d+/, 'firstring-generation 999') };
    const machine = new Machine().tell({ type: 'store.loaded', generations: [newer], entropy: ENTROPY });
    expect([machine.state.tag, codes(setCodecs(machine)), machine.commands]).toEqual(['empty', ['storage.newer-format'], []]);
  });
});

describe('at rest', () => {
  test('F11: what failed for want of something else than a network does not begin again by itself', () => {
    const offline = new Machine().fresh().submit();
    offline.tell({ type: 'http.refused', id: offline.request('theme'), problem: problem('network.offline') });
    expect(asked(offline.tell({ type: 'network.returned' }))).toEqual(['provisioning', 'theme']);
    const slow = new Machine({ requestMs: 900_000 }).fresh().submit();
    slow.at += 90_000;
    expect(slow.tell({ type: 'clock.reached' }).state).toMatchObject({ tag: 'empty', failure: { outcome: 'O4' } });
    expect([slow.tell({ type: 'network.returned' }).commands, slow.state.tag]).toEqual([[], 'empty']);
  });

  test('R7: a clock that jumped back brings due times with it, and what else is remembered stays', () => {
    const machine = due(signedIn());
    machine.tell({ type: 'http.failed', id: machine.request('global_extprov'), reason: 'reset', cause: '', origin: '', sent: true });
    const { failures } = machine.state.book;
    expect(failures).toEqual([['global_extprov', 1]]);
    machine.at = -1000 * 24 * 60 * MINUTE;
    machine.tell({ type: 'clock.reached' });
    expect(machine.state.book).toMatchObject({ generation: 1, failures });
    expect(machine.state.book.due?.every(({ at, every }) => at === undefined || at <= machine.at + every)).toBe(true);
    expect(machine.state.book.due?.map(({ document }) => document)).toEqual(inUse(machine).profile?.schedule.due.map(({ document }) => document));
  });

  test('R3: nothing is refreshed where nobody is signed in', () => {
    const machine = new Machine().fresh();
    const { state } = machine;
    machine.tell({ type: 'refresh.requested', by: 'person' });
    expect([machine.state, machine.commands]).toEqual([state, []]);
  });
});

describe('a start', () => {
  const stored = inUse(signedIn());

  test('S3: secrets that cannot be opened are said with their cause, and what failed before goes first', () => {
    const machine = load(new Machine(), stored).tell({ type: 'secrets.failed', trouble: { reason: 'lost', cause: 'no key' } });
    expect(machine.state).toMatchObject({ tag: 'ready', secretsLost: true, failure: { outcome: 'O13', problem: { code: 'secrets.unavailable', details: { cause: 'no key' } } } });
  });

  test.each([
    ['full', 'storage.full'],
    ['denied', 'storage.denied'],
    ['locked', 'storage.locked'],
    ['lost', 'secrets.unavailable'],
    ['failed', 'storage.failed'],
  ] as const)('O13: a store that says %s is told as %s, with the cause', (reason, code) => {
    const machine = new Machine().tell({ type: 'store.unreadable', trouble: { reason, cause: 'why' }, entropy: ENTROPY });
    expect(machine.state).toMatchObject({ tag: 'empty', blocked: { code }, failure: { outcome: 'O13', problem: { code, details: { cause: 'why' } } } });
  });

  test('S2, R4: what the previous generation lacks is asked for at once, however short ago the last start was', () => {
    const [whole, damaged] = [encodeGeneration(stored, 'sealed'), { number: 2, text: 'rubbish' }];
    const start = (...generations: StoredGeneration[]): Machine => {
      const machine = new Machine();
      machine.at += 5 * MINUTE;
      return machine.tell({ type: 'store.loaded', generations, book: { startedAt: machine.at - MINUTE }, entropy: ENTROPY }).tell({ type: 'secrets.opened' });
    };
    const [machine, usual] = [start(damaged, whole), start(whole)];
    expect(deadline(machine.state)).toBe(machine.at);
    expect(deadline(usual.state)).toBeGreaterThan(usual.at + 10 * MINUTE);
    expect(asked(machine.tell({ type: 'clock.reached' }))).toEqual(['provisioning', 'theme', 'global_extprov', 'extprov']);
  });

  test('S2: of a generation that is damaged and one that is whole the whole one is used, and saving goes on', () => {
    const damaged = { ...encodeGeneration({ ...stored, number: 2 }, 'sealed'), text: 'firstring-generation 2\nrubbish' };
    const machine = new Machine().tell({ type: 'store.loaded', generations: [damaged, encodeGeneration(stored, 'sealed')], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
    expect(machine.state).toMatchObject({ tag: 'ready', stored: 2, generation: { number: 1 }, failure: { outcome: 'O13' } });
    expect(machine.state.blocked).toBeUndefined();
    expect(setCodecs(machine).commands).toMatchObject([{ type: 'store.commit', expected: 2, generation: { number: 3 } }]);
  });

  test('R12: a store with nothing but a signed-out generation needs no tidying', () => {
    const { profile: _gone, ...signedOut } = stored;
    const machine = new Machine().tell({ type: 'store.loaded', generations: [encodeGeneration(signedOut, undefined)], entropy: 'another' });
    expect([machine.state.tag, machine.commands, machine.state.installId]).toEqual(['empty', [], ENTROPY]);
  });

  test('F9: the clock alone opens nothing before the store was read', () => {
    const machine = new Machine();
    const { state } = machine;
    machine.tell({ type: 'clock.reached' });
    expect([machine.state, machine.commands]).toEqual([state, []]);
  });
});

describe('a sign-out that another process overtakes', () => {
  test('R12, S6: it is tried five times more, then the person stays signed in and is told', () => {
    const machine = signedIn();
    const base = inUse(machine);
    machine.tell({ type: 'sign-out.requested' });
    let conflicts = 0;
    const isLeaving = ({ state }: Machine): boolean => state.tag === 'signing-out';
    for (; isLeaving(machine) && conflicts < 20; conflicts += 1) {
      const { commands } = machine.tell({ type: 'store.conflicted' });
      if (commands.some(({ type }) => type === 'store.load')) load(machine, base).tell({ type: 'secrets.opened' });
    }
    expect(conflicts).toBe(6);
    expect(machine.state).toMatchObject({ tag: 'ready', failure: { outcome: 'O13', problem: { code: 'storage.conflict' } } });
  });
});

describe('a run', () => {
  const late = (machine: Machine): Machine => {
    if (machine.state.tag !== 'running') throw new Error(machine.state.tag);
    machine.at = machine.state.run.limitAt;
    return machine.tell({ type: 'clock.reached' });
  };

  test('F9: a request that is not heard of is told with its document', () => {
    const machine = new Machine().fresh().submit().deliver('provisioning', provisioning(GLOBAL_URL, ACCOUNT_URL)).deliver('theme', ACCOUNT);
    machine.at += 30_000;
    machine.tell({ type: 'clock.reached' });
    expect(machine.state).toMatchObject({ failure: { outcome: 'O4', problem: { code: 'network.timeout', details: { document: 'global_extprov' } } } });
  });

  test('F9: one that takes too long as a whole is told with what it waits for, and that is stopped', () => {
    const machine = new Machine({ requestMs: 900_000 }).fresh().submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', ACCOUNT);
    const id = machine.request('extprov');
    late(machine);
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { outcome: 'O4', problem: { code: 'run.too-long', details: { document: 'extprov' } } }, ended: { steps: { extprov: { status: 'failed' }, theme: { status: 'done' } } } });
    expect(machine.commands).toEqual([{ type: 'http.abort', id }]);
  });

  test('F9, R14: dial actions that take too long as a whole hold nothing back', () => {
    const actions = element('dialActionWsUrl', 'https://prov.example/actions');
    const machine = new Machine({ requestMs: 900_000 }).fresh().submit().deliver('provisioning', provisioning(ACCOUNT_URL, actions)).deliver('theme', ACCOUNT);
    saved(machine.deliver('extprov', REFRESHED)).tell({ type: 'refresh.requested', by: 'person' });
    late(same(machine, 'provisioning', 'theme').deliver('extprov', REFRESHED));
    expect(machine.state.refreshed).toMatchObject({ result: 'unchanged', warnings: [{ document: 'dialActionWs', code: 'dial-actions.not-refreshed', node: 'run.too-long' }], steps: { dialActionWs: { status: 'failed' } } });
    expect(machine.state.book.failures).toEqual([['dialActionWs', 1]]);
  });

  test('R14, R13: who asks while dial actions and others are under way joins', () => {
    const actions = element('dialActionWsUrl', 'https://prov.example/actions');
    const machine = signedIn(provisioning(ACCOUNT_URL, actions)).tell({ type: 'refresh.requested', by: 'person' });
    const { state } = machine;
    machine.tell({ type: 'refresh.requested', by: 'person' });
    expect([machine.state, machine.commands]).toEqual([state, []]);
    const first = new Machine().fresh().submit();
    expect([first.tell({ type: 'refresh.requested', by: 'person' }).commands, first.state.tag]).toEqual([[], 'running']);
  });
});
