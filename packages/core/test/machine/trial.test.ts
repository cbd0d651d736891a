import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Book } from '../../src/store/book.js';
import type { Generation } from '../../src/store/generation.js';
import { encodeGeneration, decodeGeneration } from '../../src/store/text.js';
import { referencesIn } from '../../src/driver/vault.js';
import { createSnapshots } from '../../src/driver/snapshot.js';
import { deadline } from '../../src/machine/deadline.js';
import { ALL_WAITING } from '../../src/machine/progress.js';
import { isQuarantined } from '../../src/machine/quarantined.js';
import { rolledBack } from '../../src/machine/roll-back.js';
import type { Settings } from '../../src/machine/settings.js';
import type { Running } from '../../src/machine/state.js';
import { step } from '../../src/machine/step.js';
import { stepWith } from '../../src/machine/step-with.js';
import { merge } from '../../src/merge/merge.js';
import { edit } from '../../src/merge/edit.js';
import { laterProblem } from '../../src/document/later-problem.js';
import { problem } from '../../src/document/problem.js';
import type { DocumentName, Leaf, SafeElement } from '../../src/document/tree.js';
import { ACCOUNT_URL, element, ENTROPY, type Fact, Machine, provisioning, THEME } from './drive.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

const TRIAL: Partial<Settings> = { trial: { windowMs: 2 * MINUTE, alone: true } };

/** An account with a refresh service of its own. */
function account(...nodes: readonly (readonly [string, Leaf])[]): SafeElement {
  const base: readonly (readonly [string, Leaf])[] = [['title', 'Alice'], ['username', '1001'], ['password', { secret: 's2' }], ['host', 'sip.example'], ['extProvUrl', 'https://prov.example/again']];
  const set = new Map([...base, ...nodes]);
  return element('account', [...set].map(([name, value]) => element(name, value)));
}

/** A device: what is in its store, and the app of the moment. */
class Phone {
  machine: Machine;
  generations: Generation[] = [];
  book: Book | undefined;
  /** Numbers of all documents that were delivered: their digests. */
  private readonly digests: string[] = [];

  constructor(private readonly settings: Partial<Settings> = TRIAL) {
    this.machine = new Machine(settings).fresh();
    this.machine.submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', element('x'));
    this.answer('extprov', account());
    this.saved();
  }

  /** What the machine asked the store for is done. */
  saved(): this {
    for (let turn = 0; turn < 3; turn += 1) {
      for (const command of this.machine.commands) if (command.type === 'book.save') this.book = command.book;
      const commit = this.machine.commands.find((command) => command.type === 'store.commit');
      if (commit === undefined) return this;
      this.generations = [commit.generation, ...this.generations].slice(0, 2);
      this.machine.tell({ type: 'store.committed', number: commit.generation.number });
    }
    return this;
  }

  tell(...fact: Parameters<Machine['tell']>): this {
    this.machine.tell(...fact);
    return this.saved();
  }

  /** Equal documents have equal digests. */
  answer(name: DocumentName, root: SafeElement): this {
    const text = JSON.stringify([name, root]);
    if (!this.digests.includes(text)) this.digests.push(text);
    const id = this.machine.request(name);
    const digest = this.digests.indexOf(text).toString(16).padStart(16, '0').padEnd(64, '0');
    this.machine.answer(name).tell({ type: 'document.read', id, content: { kind: 'xml', root }, digest });
    return this.saved();
  }

  /** A person asks for the account, and this comes. */
  refresh(root: SafeElement): this {
    this.machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    return this.answer('extprov', root);
  }

  /** The process ends as it is, and the next one begins. */
  restart({ away = 5 * MINUTE, settings = this.settings, book = this.book }: { away?: number; settings?: Partial<Settings>; book?: Book | undefined } = {}): this {
    const at = this.machine.at + away;
    this.machine = new Machine(settings);
    this.machine.at = at;
    this.machine.tell({ type: 'store.loaded', generations: this.generations.map((one) => encodeGeneration(one, 'sealed')), ...(book && { book }), entropy: ENTROPY });
    this.saved();
    expect(this.machine.commands.map(({ type }) => type)).toContain('secrets.open');
    this.machine.tell({ type: 'secrets.opened' });
    return this.saved();
  }

  /** In an orderly way. */
  quit(): this {
    return this.tell({ type: 'host.signalled', signal: 'back' });
  }

  confirm(): this {
    return this.tell({ type: 'trial.judged', works: true });
  }

  reject(): this {
    return this.tell({ type: 'trial.judged', works: false });
  }

  wait(ms: number): this {
    this.machine.at += ms;
    return this.tell({ type: 'clock.reached' });
  }

  /** The user sets something, which commits a generation; then the app starts anew. */
  edited(path: string, value: string): this {
    const { profile, ...rest } = this.inUse;
    const result = profile && edit(profile.layers, path, value, this.machine.at);
    if (profile === undefined || result?.ok !== true) throw new Error(path);
    this.quit();
    this.generations = [{ ...rest, number: rest.number + 1, profile: { ...profile, layers: result.value } }, ...this.generations].slice(0, 2);
    return this.restart({ away: MINUTE });
  }

  get inUse(): Generation {
    const { state } = this.machine;
    if (state.tag !== 'ready') throw new Error(state.tag);
    return state.generation;
  }

  get node(): (name: string) => unknown {
    const { profile } = this.inUse;
    const pairs = profile === undefined ? [] : merge(profile.layers).account;
    return (name) => new Map(pairs).get(name);
  }

  get shown(): unknown {
    return this.machine.state.watch?.shown;
  }

  get onTrial(): boolean {
    return this.inUse.profile?.trial !== undefined;
  }
}

/** With a confirmed sign-in, and something heavier on trial. */
function onTrial(root = account(['host', 'new.example'])): Phone {
  return new Phone().confirm().refresh(root);
}

describe('what is on trial', () => {
  test('R10: off unless the app asks for it', () => {
    const phone = new Phone({}).refresh(account(['host', 'new.example']));
    expect(phone.inUse.profile).not.toHaveProperty('trial');
    expect(phone.shown).toBeUndefined();
    phone.reject().restart().reject();
    expect(phone.node('host')).toBe('new.example');
  });

  test('R10: what weighs more than hot, and nothing lighter', () => {
    const phone = onTrial();
    expect(phone.inUse.profile?.trial).toMatchObject({ of: phone.inUse.number, since: phone.machine.at });
    expect(phone.shown).toEqual({ trial: { since: phone.machine.at, until: phone.machine.at + 2 * MINUTE, failedStarts: 0, fallback: true, attention: false } });
    const light = new Phone().confirm().refresh(account(['acmeSeat', '7']));
    expect(light.onTrial).toBe(false);
    const credentials = new Phone().confirm().refresh(account(['password', { secret: 's9' }]));
    expect(credentials.onTrial).toBe(false); // a rollback would keep them
    expect(new Phone().confirm().refresh(account(['username', '1002'])).onTrial).toBe(true);
    expect(new Phone().confirm().refresh(account(['username', '1002'], ['password', { secret: 's9' }])).onTrial).toBe(false);
  });

  test('R10: a confirmation ends it, by a generation that says so', () => {
    const phone = onTrial();
    const { number } = phone.inUse;
    phone.confirm();
    expect(phone.inUse).toMatchObject({ number: number + 1 });
    expect(phone.onTrial).toBe(false);
    expect(phone.node('host')).toBe('new.example');
    expect(phone.book?.trial).toBeUndefined();
    for (let starts = 0; starts < 4; starts += 1) phone.restart().reject();
    expect(phone.node('host')).toBe('new.example');
  });

  test('R10, F8: while a confirmation is being saved a late answer changes nothing', () => {
    const phone = onTrial();
    phone.machine.tell({ type: 'trial.judged', works: true });
    const { state } = phone.machine;
    phone.machine.tell({ type: 'http.progressed', id: 99, received: 1 });
    expect(phone.machine.state).toBe(state);
  });

  test('R10: a rejection while a confirmation is being saved brings nothing back, and nothing says so', () => {
    const phone = onTrial().reject().restart();
    phone.machine.tell({ type: 'trial.judged', works: true });
    const commit = phone.machine.commands.find(({ type }) => type === 'store.commit');
    phone.machine.tell({ type: 'trial.judged', works: false });
    if (commit?.type !== 'store.commit') throw new Error('no commit');
    phone.machine.tell({ type: 'store.committed', number: commit.generation.number });
    expect(phone.inUse).toBe(commit.generation);
    expect(phone.node('host')).toBe('new.example');
    expect(phone.machine.state.refreshed?.problem?.code).toBeUndefined();
  });

  test('R10, O13: a rejection while a confirmation is refused counts, and what worked comes back', () => {
    const phone = onTrial().reject().restart();
    phone.machine.tell({ type: 'trial.judged', works: true }).tell({ type: 'trial.judged', works: false });
    phone.tell({ type: 'store.refused', trouble: { reason: 'full', cause: 'ENOSPC' } });
    expect(phone.node('host')).toBe('sip.example');
    expect(phone.generations[0]).toBe(phone.inUse);
  });

  test('R10: a confirmation during a refresh counts for what was in use when it was given', () => {
    const phone = onTrial();
    phone.machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    phone.confirm().answer('extprov', account(['host', 'newer.example']));
    expect(phone.inUse.profile?.trial?.of).toBe(phone.inUse.number);
    phone.reject().restart().reject();
    expect(phone.node('host')).toBe('new.example'); // confirmed, so that it comes back
  });

  test('R10: a first generation has nothing to roll back to: attention', () => {
    const phone = new Phone();
    expect(phone.shown).toMatchObject({ trial: { fallback: false, attention: false } });
    phone.reject().restart().reject();
    expect(phone.node('host')).toBe('sip.example');
    expect(phone.shown).toMatchObject({ trial: { fallback: false, failedStarts: 2, attention: true } });
  });

  test('R10: what has not failed yet after a sign-in is better than nothing, what has is not', () => {
    const heavy = account(['host', 'new.example']);
    expect(new Phone().refresh(heavy).reject().restart().reject().node('host')).toBe('sip.example');
    const failed = new Phone().reject().restart().refresh(heavy);
    expect(failed.shown).toMatchObject({ trial: { fallback: false } });
    expect(failed.reject().restart().reject().node('host')).toBe('new.example');
  });
});

describe('starts that count', () => {
  test.each([['answer.web-page', false], ['xml.not-well-formed', true]] as const)('R10, O7: whether a server was heard where %s came: %s', (code, heard) => {
    const phone = onTrial().quit().restart();
    phone.machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    const id = phone.machine.request('extprov');
    phone.machine.answer('extprov');
    phone.tell({ type: 'document.refused', id, problem: problem(code) });
    expect(phone.shown).toHaveProperty('trial');
    expect(JSON.stringify(phone.shown).includes('"until"')).toBe(heard);
  });

  test('R10: they are not forgotten while a change is being saved that is never saved', () => {
    const phone = onTrial().reject().restart();
    phone.machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    const { generations } = phone;
    phone.answer('extprov', account(['host', 'newest.example']));
    phone.generations = generations; // killed before the store had it
    phone.restart({ away: MINUTE });
    expect(phone.node('host')).toBe('sip.example');
  });

  test.each([false, true])('R10: a crash after a change counts, also where the app confirmed what it replaces while it was being saved (behind: %s)', (behind) => {
    const phone = onTrial();
    phone.machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    phone.saved = () => phone; // not yet
    phone.answer('extprov', account(['host', 'newest.example']));
    const commit = phone.machine.commands.find(({ type }) => type === 'store.commit');
    if (commit?.type !== 'store.commit') throw new Error('no commit');
    phone.machine.tell({ type: 'trial.judged', works: true });
    if (behind) phone.machine.tell({ type: 'host.signalled', signal: 'back' });
    phone.machine.tell({ type: 'store.committed', number: commit.generation.number });
    expect(phone.machine.state.book.trial).toMatchObject({ of: commit.generation.number, failed: 0 });
    expect(phone.machine.state.book.trial?.open).toBe(behind ? undefined : true);
  });

  test('R10, O13: they are not forgotten where the store refuses a change', () => {
    const phone = onTrial().reject().restart();
    phone.saved = () => {
      for (const command of phone.machine.commands) if (command.type === 'book.save') phone.book = command.book;
      return phone;
    };
    phone.refresh(account(['host', 'newest.example'])).tell({ type: 'store.refused', trouble: { reason: 'full', cause: 'ENOSPC' } });
    expect(phone.node('host')).toBe('new.example');
    phone.reject();
    expect(phone.machine.state).toMatchObject({ tag: 'starting', verdict: { profile: { quarantine: {} } } });
  });

  test('R10: two rejections, one a start', () => {
    const phone = onTrial().reject().reject().reject();
    expect(phone.node('host')).toBe('new.example');
    expect(phone.shown).toMatchObject({ trial: { failedStarts: 1 } });
    phone.restart().reject();
    expect(phone.node('host')).toBe('sip.example');
  });

  test('R10: two crashes; what comes back is in use before anybody saw the third start of it', () => {
    const phone = onTrial().restart(); // the first process left no mark of its end
    expect(phone.book?.trial).toMatchObject({ failed: 1, open: true });
    expect(phone.node('host')).toBe('new.example');
    const at = phone.machine.at;
    const [newest] = phone.generations;
    if (newest === undefined) throw new Error('nothing saved');
    const next = new Machine(TRIAL);
    next.at = at + MINUTE;
    next.tell({ type: 'store.loaded', generations: [encodeGeneration(newest, 'sealed')], ...(phone.book && { book: phone.book }), entropy: ENTROPY }).tell({ type: 'secrets.opened' });
    expect(next.state).toMatchObject({ tag: 'starting', verdict: { number: newest.number + 1 } });
    expect(next.state).not.toHaveProperty('live');
    phone.restart({ away: MINUTE });
    expect(phone.node('host')).toBe('sip.example');
    expect(phone.inUse.number).toBe(newest.number + 1);
  });

  test('R10: a start is written down with the order to open what the app will see', () => {
    const phone = onTrial().quit();
    const machine = new Machine(TRIAL);
    machine.at = phone.machine.at + MINUTE;
    machine.tell({ type: 'store.loaded', generations: phone.generations.map((one) => encodeGeneration(one, 'sealed')), ...(phone.book && { book: phone.book }), entropy: ENTROPY });
    expect(machine.commands.map(({ type }) => type)).toEqual(['secrets.open', 'book.save']);
    expect(machine.commands[1]).toMatchObject({ book: { trial: { failed: 0, open: true } } });
  });

  test('R10: an orderly end and an end in the background are no crash, however often', () => {
    const phone = onTrial();
    for (let starts = 0; starts < 5; starts += 1) phone.quit().restart();
    expect(phone.book?.trial).toMatchObject({ failed: 0, open: true });
    phone.quit().tell({ type: 'host.signalled', signal: 'front' });
    expect(phone.book?.trial?.open).toBe(true); // what ends it now is one again
    phone.restart().restart();
    expect(phone.node('host')).toBe('sip.example');
  });

  test('R10: where other processes use the store, a start that stands open is no crash', () => {
    const settings: Partial<Settings> = { trial: { windowMs: 2 * MINUTE, alone: false } };
    const phone = new Phone(settings).confirm().refresh(account(['host', 'new.example']));
    for (let starts = 0; starts < 5; starts += 1) phone.restart();
    expect(phone.book?.trial).toEqual({ of: phone.inUse.number, failed: 0 });
    phone.tell({ type: 'host.signalled', signal: 'front' });
    expect(phone.book?.trial).not.toHaveProperty('open');
  });

  test('R10: the window passed online and in front', () => {
    const phone = onTrial();
    expect(deadline(phone.machine.state)).toBe(phone.machine.at + 2 * MINUTE);
    phone.wait(2 * MINUTE);
    expect(phone.shown).toMatchObject({ trial: { failedStarts: 1 } });
    phone.wait(2 * MINUTE).wait(2 * MINUTE); // once a start
    expect(phone.shown).toMatchObject({ trial: { failedStarts: 1 } });
    phone.quit().restart().refresh(account(['host', 'new.example'])); // a server answered: online
    phone.wait(2 * MINUTE);
    expect(phone.node('host')).toBe('sip.example');
  });

  test('R10: without a word of a server, offline or behind other apps the window does not run', () => {
    const phone = onTrial().quit().restart();
    for (let waits = 0; waits < 3; waits += 1) phone.wait(3 * MINUTE - waits);
    const quiet = onTrial();
    expect(phone.shown).toMatchObject({ trial: { failedStarts: 0 } });
    expect(phone.shown).not.toHaveProperty('trial.until');
    for (const signal of ['offline', 'back'] as const) {
      const one = onTrial().tell({ type: 'host.signalled', signal });
      expect(one.shown, signal).not.toHaveProperty('trial.until');
      one.wait(2 * MINUTE);
      expect(one.shown, signal).toMatchObject({ trial: { failedStarts: 0 } });
      one.tell({ type: 'host.signalled', signal: signal === 'back' ? 'front' : 'online' });
      expect(one.shown, signal).toMatchObject({ trial: { until: one.machine.at + 2 * MINUTE } });
    }
    quiet.tell({ type: 'host.signalled', signal: 'offline' }).tell({ type: 'host.signalled', signal: 'front' });
    expect(quiet.shown).not.toHaveProperty('trial.until');
  });

  test('R10: a refresh that heard nobody stops the window, one that a server refused does not', () => {
    for (const [fact, runs] of [
      [{ type: 'http.failed', reason: 'unreachable', cause: 'x', origin: 'o', sent: true }, false],
      [{ type: 'http.answered', status: 400, headers: [] }, true],
    ] as const) {
      const phone = onTrial();
      phone.machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
      const id = phone.machine.request('extprov');
      phone.tell({ ...fact, id });
      if (fact.type === 'http.answered') phone.tell({ type: 'document.refused', id, problem: { code: 'xml.encoding', person: '', details: {} } });
      expect(phone.machine.state).toMatchObject({ tag: 'ready', refreshed: { result: 'failed' } });
      expect(phone.machine.state.watch?.until !== undefined, fact.type).toBe(runs);
    }
  });

  test('R10, R7: who slept through the window, or whose clock jumped, gets another one', () => {
    const phone = onTrial().wait(3 * DAY);
    expect(phone.shown).toMatchObject({ trial: { failedStarts: 0, until: phone.machine.at + 2 * MINUTE } });
    phone.wait(-365 * DAY);
    expect(phone.shown).toMatchObject({ trial: { failedStarts: 0, until: phone.machine.at + 2 * MINUTE } });
  });
});

describe('what comes back', () => {
  const bad = account(['host', 'new.example'], ['acmeSeat', '9'], ['username', '1002'], ['password', { secret: 's9' }], ['cloud_password', { secret: 's8' }], ['authUsername', 'a2']);
  const failed = (phone = onTrial(bad)): Phone => phone.reject().restart().reject();

  test('R10: the generation before, under a higher number, with the newest credentials', () => {
    const phone = onTrial(bad);
    const { number, profile } = phone.inUse;
    failed(phone);
    expect(phone.inUse.number).toBe(number + 1);
    expect(['host', 'acmeSeat', 'username', 'password', 'cloud_password', 'authUsername'].map(phone.node)).toEqual(['sip.example', undefined, '1002', { secret: 's9' }, { secret: 's8' }, 'a2']);
    expect(phone.inUse.profile?.password).toEqual(profile?.password);
    expect([...referencesIn(phone.inUse)]).toEqual(expect.arrayContaining(['s1', 's9', 's8']));
    const { sequence } = phone.inUse.profile?.layers.account.account.find(({ name }) => name === 'password') ?? {};
    expect(phone.inUse.profile?.layers.arrivals.filter((one) => one.sequence === sequence)).toMatchObject([{ document: 'extprov' }]); // M10
    expect(phone.machine.state).toMatchObject({ refreshed: { attention: true, problem: { code: 'refresh.quarantined', details: { document: 'extprov' } } } });
    expect(decodeGeneration(encodeGeneration(phone.inUse, undefined))).toMatchObject({ ok: true });
  });

  test('R10: what comes back is the last one known to work, also after further refreshes of what is on trial', () => {
    const phone = onTrial();
    const { number } = phone.inUse;
    phone.refresh(account(['host', 'new.example'], ['acmeSeat', '5']));
    expect(phone.inUse.profile?.trial?.of).toBe(number); // a light change leaves the trial as it is
    phone.reject().restart().refresh(account(['host', 'newer.example'], ['acmeSeat', '5']));
    expect(phone.inUse.profile?.trial?.of).toBe(phone.inUse.number); // another content: its starts are its own
    expect(phone.shown).toMatchObject({ trial: { failedStarts: 0 } });
    phone.reject().restart().reject();
    expect([phone.node('host'), phone.node('acmeSeat')]).toEqual(['sip.example', undefined]);
  });

  test('R10: a light change in between takes nothing off the count', () => {
    const phone = onTrial().reject().refresh(account(['host', 'new.example'], ['acmeSeat', '5']));
    expect(phone.shown).toMatchObject({ trial: { failedStarts: 1 } });
    phone.restart().reject();
    expect(phone.node('host')).toBe('sip.example');
  });

  test('R10, S6: a store that is read again in the same start ends no start', () => {
    const phone = onTrial();
    phone.machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    const { number } = phone.generations[0] ?? { number: NaN };
    const id = phone.machine.request('extprov');
    phone.machine.answer('extprov').tell({ type: 'document.read', id, content: { kind: 'xml', root: account(['host', 'new.example'], ['acmeSeat', '5']) }, digest: 'f'.repeat(64) });
    phone.machine.tell({ type: 'store.conflicted' });
    phone.tell({ type: 'store.loaded', generations: phone.generations.map((one) => encodeGeneration(one, 'sealed')), book: { trial: { of: number, failed: 0, open: true } }, entropy: ENTROPY }).tell({ type: 'secrets.opened' });
    expect([phone.inUse.number, phone.inUse.profile?.trial?.of]).toEqual([number + 1, number]); // what was found is saved on top of it
    expect(phone.shown).toMatchObject({ trial: { failedStarts: 0 } });
  });

  test('R10, R3: a switch-off that was in use stays in use', () => {
    const { profile } = onTrial().inUse;
    if (profile?.trial?.fallback === undefined) throw new Error('nothing on trial');
    const { fallback } = profile.trial;
    expect(rolledBack(profile, fallback, {}, 5).schedule).toEqual(fallback.schedule);
    const off = { automatic: false, due: [] };
    expect(rolledBack({ ...profile, schedule: off }, fallback, {}, 5).schedule).toEqual(off);
  });

  test('R10: a provider that goes back by itself to what works ends the trial', () => {
    const phone = onTrial().refresh(account());
    expect(phone.node('host')).toBe('sip.example');
    expect(phone.onTrial).toBe(false);
  });

  test('R10: edits made while it was on trial survive, all but those that do not hold any more (D9)', () => {
    const phone = onTrial(account(['host', 'new.example'], ['acmeSeat', '7']));
    phone.edited('account.title', 'Alice at home').edited('account.host', 'mine.example');
    expect([phone.node('title'), phone.node('host'), phone.onTrial]).toEqual(['Alice at home', 'mine.example', true]);
    phone.reject().restart().reject();
    expect(phone.onTrial).toBe(false);
    expect([phone.node('title'), phone.node('host')]).toEqual(['Alice at home', 'mine.example']);
    expect(phone.inUse.profile?.layers.account.account.find(({ name }) => name === 'host')?.value).toBe('sip.example');
  });

  test('R10, O13: a store that is full at that moment changes nothing about what is in use, and the next start saves it', () => {
    const phone = onTrial().reject().restart();
    const { number } = phone.inUse;
    phone.machine.tell({ type: 'trial.judged', works: false });
    for (const command of phone.machine.commands) if (command.type === 'book.save') phone.book = command.book;
    phone.machine.tell({ type: 'store.refused', trouble: { reason: 'full', cause: 'ENOSPC' } });
    expect(phone.machine.state).toMatchObject({ tag: 'ready', failure: { problem: { code: 'storage.full' }, outcome: 'O13' } });
    expect(phone.node('host')).toBe('sip.example');
    phone.restart();
    expect([phone.node('host'), phone.inUse.number]).toEqual(['sip.example', number + 1]);
  });

  test('R10, S6: another process that saved meanwhile is believed', () => {
    const phone = onTrial().reject().restart();
    const { profile, ...rest } = phone.inUse;
    if (profile === undefined) throw new Error('signed out');
    const { trial: _confirmed, ...confirmed } = profile;
    const theirs = { ...rest, number: rest.number + 1, profile: confirmed };
    phone.machine.tell({ type: 'trial.judged', works: false });
    phone.tell({ type: 'store.conflicted' });
    expect(phone.machine.commands).toEqual([{ type: 'store.load' }]);
    phone.tell({ type: 'store.loaded', generations: [encodeGeneration(theirs, 'sealed')], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
    expect([phone.inUse.number, phone.node('host'), phone.onTrial]).toEqual([theirs.number, 'new.example', false]);
  });

  test('R10, O13: a confirmation that could not be saved can be said again', () => {
    const phone = onTrial();
    phone.machine.tell({ type: 'trial.judged', works: true });
    phone.machine.tell({ type: 'store.refused', trouble: { reason: 'locked', cause: 'x' } });
    expect([phone.onTrial, phone.machine.commands]).toEqual([true, []]);
    phone.confirm();
    expect(phone.onTrial).toBe(false);
  });

  test('R10: a person who signs out meanwhile is signed out, and nothing of it stays (R12)', () => {
    const phone = failed();
    phone.machine.tell({ type: 'sign-out.requested' });
    phone.saved();
    const [newest] = phone.generations;
    expect(newest).not.toHaveProperty('profile');
  });
});

describe('quarantine', () => {
  const bad = account(['host', 'new.example']);
  const back = (): Phone => onTrial(bad).reject().restart().reject();

  test('R10: the same content again is not applied, and the state says why', () => {
    const phone = back();
    const until = phone.machine.at + DAY;
    expect(phone.shown).toEqual({ quarantine: { until, documents: ['extprov'] } });
    const before = phone.inUse;
    phone.refresh(bad);
    expect(phone.inUse).toBe(before);
    expect(phone.machine.state).toMatchObject({ refreshed: { result: 'unchanged', attention: true, steps: { extprov: { status: 'unchanged' } }, problem: { code: 'refresh.quarantined', details: { document: 'extprov', retryAt: until } } } });
    phone.restart().refresh(bad);
    expect(phone.node('host')).toBe('sip.example');
  });

  test('R10: until its content changes', () => {
    const phone = back().refresh(account(['host', 'third.example']));
    expect(phone.node('host')).toBe('third.example');
    expect(phone.inUse.profile).not.toHaveProperty('quarantine');
    expect(phone.onTrial).toBe(true);
  });

  test('R10: for a day', () => {
    const phone = back();
    phone.machine.at += DAY - 1;
    phone.refresh(bad);
    expect(phone.node('host')).toBe('sip.example');
    phone.machine.at += 1;
    phone.refresh(bad);
    expect([phone.node('host'), phone.onTrial]).toEqual(['new.example', true]);
    expect(phone.inUse.profile).not.toHaveProperty('quarantine');
  });

  test('R10: what went back to what is in use, and other documents, do not lift it', () => {
    const phone = back().refresh(account());
    expect(phone.inUse.profile?.quarantine).toBeDefined();
    phone.refresh(bad);
    expect(phone.node('host')).toBe('sip.example');
  });

  test('R10: nor does another theme, although the one before is in it too', () => {
    const themed = (name: string, phone: Phone): Phone => {
      const id = phone.machine.request('theme');
      phone.machine.answer('theme').tell({ type: 'document.read', id, content: { kind: 'theme', theme: { ...THEME, name } }, digest: name.padEnd(64, '0') });
      return phone.saved();
    };
    const phone = new Phone().confirm();
    phone.machine.tell({ type: 'refresh.requested', by: 'person', only: ['theme', 'extprov'] });
    themed('a', phone).answer('extprov', bad).reject().restart().reject();
    expect(phone.shown).toMatchObject({ quarantine: { documents: ['theme', 'extprov'] } });
    phone.machine.tell({ type: 'refresh.requested', by: 'person', only: ['theme'] });
    themed('b', phone);
    expect(phone.inUse.profile?.theme.name).toBe('b');
    expect(phone.refresh(bad).node('host')).toBe('sip.example');
  });

  test('R10: a document that brought nothing but credentials is not in it', () => {
    const phone = new Phone().confirm();
    phone.machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning', 'extprov'] });
    const heavy = provisioning(ACCOUNT_URL, element('account', [element('transport', 'tls')]));
    phone.answer('provisioning', heavy).answer('extprov', account(['password', { secret: 's9' }]));
    expect(phone.onTrial).toBe(true);
    phone.reject().restart().reject();
    expect(phone.shown).toMatchObject({ quarantine: { documents: ['provisioning'] } });
    expect([phone.node('transport'), phone.node('password')]).not.toContain('tls');
    phone.machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning', 'extprov'] });
    phone.answer('provisioning', heavy).answer('extprov', account(['password', { secret: 's10' }], ['acmeSeat', '1']));
    expect([phone.node('password'), phone.node('acmeSeat')]).toEqual([{ secret: 's10' }, '1']); // the rest is applied
    expect(phone.machine.state).toMatchObject({ refreshed: { result: 'changed', attention: true, problem: { code: 'refresh.quarantined' } } });
    expect(phone.inUse.profile?.quarantine).toBeDefined();
  });

  test('R10: what was held when another document of it changed is asked for again at once', () => {
    const phone = new Phone().confirm();
    const both = (second: SafeElement): Phone => {
      phone.machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning', 'extprov'] });
      return phone.answer('provisioning', provisioning(ACCOUNT_URL, element('account', [element('transport', 'tls')]))).answer('extprov', second);
    };
    both(bad).reject().restart().reject();
    expect(phone.shown).toMatchObject({ quarantine: { documents: ['provisioning', 'extprov'] } });
    both(account(['host', 'third.example']));
    expect([phone.node('host'), phone.node('transport')]).not.toContain('tls');
    phone.tell({ type: 'clock.reached' });
    expect(phone.machine.sent().map(({ target }) => target.document)).toEqual(['provisioning']);
  });

  test('R10, R7: a clock that jumps makes it neither everlasting nor short', () => {
    const phone = back().wait(-365 * DAY);
    const shown = (at: number): void => {
      expect(phone.shown).toMatchObject({ quarantine: { until: at + DAY } });
    };
    shown(phone.machine.at);
    expect(phone.book?.quarantinedAt).toBe(phone.machine.at);
    const again = phone.machine.at;
    phone.restart({ away: DAY - MINUTE });
    phone.tell({ type: 'clock.reached' });
    expect(phone.shown).toHaveProperty('quarantine');
    phone.machine.at = again + DAY;
    phone.tell({ type: 'host.signalled', signal: 'wake' });
    expect(phone.shown).toBeUndefined(); // a day by that clock
    const corrected = back();
    const began = corrected.machine.at;
    corrected.wait(-365 * DAY);
    corrected.machine.at = began + DAY - 1;
    corrected.refresh(bad);
    expect(corrected.node('host')).toBe('sip.example');
  });

  test('R10, R12: off again, nothing of it counts and nothing of it is kept', () => {
    const phone = back().restart({ settings: {} });
    expect(phone.shown).toBeUndefined();
    phone.refresh(bad);
    expect(phone.node('host')).toBe('new.example');
    expect(phone.inUse.profile).not.toHaveProperty('quarantine');
    expect(phone.inUse.profile).not.toHaveProperty('trial');
  });
});

/** The commit that is under way. */
function committing({ machine }: Phone): Generation {
  const commit = machine.commands.find(({ type }) => type === 'store.commit');
  if (commit?.type !== 'store.commit') throw new Error('no commit');
  return commit.generation;
}

/** As much counts against it as one more rejection needs. */
const nearlyFailed = (): Phone => onTrial().reject().restart();

describe('a trial that ends', () => {
  const over = (phone: Phone, works: boolean): Phone => {
    phone.machine.tell({ type: 'trial.judged', works });
    return phone;
  };

  test.each([true, false])('R10, F7: what is in use stays in view while the end is saved (works: %s)', (works) => {
    const phone = over(nearlyFailed(), works);
    expect(phone.machine.state).toMatchObject({ tag: 'starting', live: true });
    expect(createSnapshots('memory')(phone.machine.state)).toMatchObject({ phase: 'ready' });
  });

  test('R10, O13: it stays so where the store refuses and something else is decided', () => {
    const phone = over(over(nearlyFailed(), true), false);
    phone.machine.tell({ type: 'store.refused', trouble: { reason: 'full', cause: 'ENOSPC' } });
    expect(phone.machine.state).toMatchObject({ tag: 'starting', live: true, verdict: { profile: { quarantine: {} } } });
  });

  test('R10, S1: the word of another commit is not its own', () => {
    const phone = over(onTrial(), true);
    const { state } = phone.machine;
    phone.machine.tell({ type: 'store.committed', number: committing(phone).number + 1 });
    expect([phone.machine.state, phone.machine.commands]).toEqual([state, []]);
  });

  test('R10, F8: while the store is read for the first time nobody awaits the word of one', () => {
    const machine = new Machine(TRIAL);
    const { state } = machine;
    for (const fact of [{ type: 'store.committed', number: 1 }, { type: 'store.conflicted' }, { type: 'store.refused', trouble: { reason: 'full', cause: '' } }] as const) {
      machine.tell(fact);
      expect([machine.state, machine.commands], fact.type).toEqual([state, []]);
    }
  });

  test('R10, S6: where another process saved first, what is in use stays so until that was read, and a wish waits', () => {
    const phone = onTrial();
    const before = phone.inUse;
    phone.machine.submit({ username: 'bob' }).tell({ type: 'http.failed', id: phone.machine.request('theme'), reason: 'tls', cause: 'c', origin: 'o', sent: false });
    const { failure } = phone.machine.state as { readonly failure?: unknown };
    expect(failure).toBeDefined();
    over(phone, true).machine.tell({ type: 'sign-out.requested' }).tell({ type: 'store.conflicted' });
    expect(phone.machine.commands).toEqual([{ type: 'store.load' }]);
    expect(phone.machine.state).toMatchObject({ tag: 'starting', restored: before, failure, after: { wish: 'sign-out' } });
  });

  test('R10, R6: a confirmation asks nobody and moves no due time; tries that failed stay counted, and seen revisions seen (P4)', () => {
    const phone = onTrial();
    phone.machine.tell({ type: 'refresh.requested', by: 'person' });
    phone.tell({ type: 'http.failed', id: phone.machine.request('provisioning'), reason: 'reset', cause: '', origin: '', sent: true });
    const revisions = { generation: phone.inUse.number, of: [['theme', { digest: 'e'.repeat(64) }]] } as const;
    phone.machine.state = { ...phone.machine.state, book: { ...phone.machine.state.book, revisions } };
    const { due } = phone.machine.state.book;
    phone.confirm();
    const { number } = phone.inUse;
    expect(phone.machine.state.book).toMatchObject({ generation: number, due, failures: [['provisioning', 1]], revisions: { ...revisions, generation: number } });
    expect(phone.book).toMatchObject({ generation: number, failures: [['provisioning', 1]] });
  });

  test('R10: what came back is told as a refresh that failed, which nobody asked for', () => {
    const phone = nearlyFailed();
    const { nextId } = phone.machine.state;
    phone.reject();
    expect(phone.machine.state.refreshed).toEqual({
      run: nextId, by: 'schedule', at: phone.machine.at, result: 'failed', steps: ALL_WAITING, attention: true, warnings: [],
      problem: laterProblem('refresh.quarantined', { document: 'extprov' }),
    });
  });

  test('R10, D5: where the app itself brought what failed, no document is to blame, and it waits for a day as well', () => {
    const phone = new Phone().confirm();
    const { profile, ...generation } = phone.inUse;
    if (profile === undefined) throw new Error('nobody');
    const defaults = { ...profile.layers.defaults, account: profile.layers.defaults.account.map((one) => (one.name === 'transport' ? { ...one, value: 'tls' } : one)) };
    phone.generations = [{ ...generation, profile: { ...profile, layers: { ...profile.layers, defaults } } }];
    phone.quit().restart().refresh(account());
    expect(phone.onTrial).toBe(true);
    phone.reject().restart().reject();
    expect(phone.shown).toMatchObject({ quarantine: { documents: [] } });
    expect(phone.machine.state.refreshed?.problem).toEqual(laterProblem('refresh.quarantined'));
    phone.machine.at += DAY - 1;
    phone.refresh(account());
    expect([phone.node('transport'), phone.onTrial]).toEqual(['tls', false]);
    phone.machine.at += 1;
    phone.refresh(account());
    expect([phone.node('transport'), phone.onTrial]).toEqual(['udp', true]);
  });

  test('R10, D5: a sign-in takes what the app itself brings, whatever is in quarantine', () => {
    const phone = onTrial().reject().restart().reject();
    expect(phone.shown).toHaveProperty('quarantine');
    const { profile, ...generation } = phone.inUse;
    if (profile === undefined) throw new Error('nobody');
    phone.generations = [{ ...generation, profile: { ...profile, layers: { ...profile.layers, defaults: { ...profile.layers.defaults, account: [] } } } }];
    phone.quit().restart();
    phone.machine.submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', element('x'));
    phone.answer('extprov', account());
    expect(phone.node('transport')).toBe('udp');
  });

  test('R10, S3: where secrets could not be opened it goes on, whatever is said of it', () => {
    const { generations, book } = nearlyFailed().quit();
    const machine = new Machine(TRIAL).tell({ type: 'store.loaded', generations: generations.map((one) => encodeGeneration(one, 'sealed')), ...(book && { book }), entropy: ENTROPY });
    machine.tell({ type: 'secrets.failed', trouble: { reason: 'lost', cause: 'no key' } }).tell({ type: 'trial.judged', works: false });
    expect(machine.state).toMatchObject({ tag: 'ready', generation: { profile: { trial: {} } }, watch: { shown: { trial: { failedStarts: 2 } } } });
    expect(machine.commands.map(({ type }) => type)).not.toContain('store.commit');
  });

  test('R10, S5: where the store holds a format of the future it goes on, whatever is said of it', () => {
    const phone = onTrial().quit();
    const stored = phone.generations.map((one) => encodeGeneration(one, 'sealed'));
    const future = { number: 99, text: (stored[0]?.text ?? '').replace(/^firstring-generation \d+/, 'firstring-generation 999') };
    const machine = new Machine(TRIAL).tell({ type: 'store.loaded', generations: [future, ...stored], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
    expect(machine.tell({ type: 'trial.judged', works: true }).state).toMatchObject({ tag: 'ready', blocked: { code: 'storage.newer-format' }, generation: { profile: { trial: {} } } });
    expect(machine.commands.map(({ type }) => type)).not.toContain('store.commit');
  });
});

describe('a start with something on trial', () => {
  const loaded = (phone: Phone, book = phone.book): Fact => ({ type: 'store.loaded', generations: phone.generations.map((one) => encodeGeneration(one, 'sealed')), ...(book && { book }), entropy: ENTROPY });

  test('R10: where its rules come only after the store was read it is written down then, before anybody saw it', () => {
    const phone = onTrial().quit();
    const before = new Machine(TRIAL);
    const [read, none] = stepWith(() => undefined)(before.state, { ...loaded(phone), at: phone.machine.at });
    expect([read.tag, none]).toEqual(['starting', []]);
    const [state, commands] = step(read, { type: 'clock.reached', at: phone.machine.at });
    expect(commands.map(({ type }) => type)).toEqual(['secrets.open', 'book.save']);
    expect(state.book.trial).toEqual({ of: phone.inUse.number, failed: 0, open: true });
  });

  test('R10: begun behind other apps its end is not watched', () => {
    const phone = onTrial().quit();
    const machine = new Machine(TRIAL).tell({ type: 'host.signalled', signal: 'back' }).tell(loaded(phone));
    expect(machine.state.book.trial).toEqual({ of: phone.inUse.number, failed: 0 });
  });

  test('R10: of which nothing is written down yet is the first one', () => {
    const phone = onTrial().restart({ book: {} });
    expect(phone.book?.trial).toEqual({ of: phone.inUse.number, failed: 0, open: true });
    expect(phone.shown).toMatchObject({ trial: { failedStarts: 0 } });
  });

  test('R10: where the app asks for no trials nothing is watched', () => {
    const phone = new Phone({}).tell({ type: 'host.signalled', signal: 'back' }).tell({ type: 'host.signalled', signal: 'offline' });
    expect(phone.machine.state).not.toHaveProperty('watch');
    const machine = new Machine().tell({ type: 'host.signalled', signal: 'back' });
    expect(machine.state).not.toHaveProperty('watch');
  });
});

describe('what a change puts on trial', () => {
  const trialIn = (phone: Phone): unknown => phone.inUse.profile?.trial;

  test('R10: a sign-in, with nothing to go back to, although the same person was signed in before', () => {
    const phone = new Phone();
    expect(trialIn(phone)).toEqual({ of: 1, since: phone.machine.at });
    phone.confirm().machine.submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', element('x'));
    phone.answer('extprov', account());
    expect(trialIn(phone)).toEqual({ of: phone.inUse.number, since: phone.machine.at });
  });

  test('R10, R11: a sign-in after the provider signed out', () => {
    const phone = new Phone().confirm().refresh(element('account', [element('message', 'Bye.')], [['action', 'signOut']]));
    phone.tell({ type: 'store.forgotten' }).machine.submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', element('x'));
    phone.answer('extprov', account());
    expect(trialIn(phone)).toEqual({ of: phone.inUse.number, since: phone.machine.at });
    expect(phone.machine.state.book.trial).toEqual({ of: phone.inUse.number, failed: 0, open: true });
  });

  test('R10: behind a sign-in that nothing counts against yet a change can go back to it, and not once something does', () => {
    const phone = new Phone();
    const { layers } = phone.inUse.profile ?? {};
    phone.refresh(account(['host', 'new.example']));
    expect(trialIn(phone)).toMatchObject({ of: phone.inUse.number, fallback: { layers } });
    const doubted = new Phone().reject().restart().refresh(account(['host', 'new.example']));
    expect(trialIn(doubted)).toEqual({ of: doubted.inUse.number, since: doubted.machine.at });
  });

  test('R10, D9: not other checks alone, which change no setting', () => {
    const phone = new Phone().confirm();
    const { number } = phone.inUse;
    const checked = provisioning(ACCOUNT_URL, element('account', [element('prop', [element('validator', '', [['type', 'numeric']])], [['name', 'expires'], ['default', '600']])]));
    const plain = provisioning(ACCOUNT_URL, element('account', [element('prop', '', [['name', 'expires'], ['default', '600']])]));
    for (const root of [plain, checked]) {
      phone.machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] });
      phone.answer('provisioning', root);
      expect(phone.onTrial).toBe(false);
    }
    expect(phone.inUse.profile?.validators?.map(([name]) => name)).toEqual(['expires']);
    expect(phone.inUse.number).toBe(number + 2);
  });

  test('R10, M7: what would come back is the provider\'s: the user\'s edits are not kept twice', () => {
    const phone = new Phone().confirm().edited('account.title', 'Alice at home').refresh(account(['host', 'new.example']));
    expect(phone.inUse.profile?.trial?.fallback?.layers.user.account).toEqual([]);
    expect(phone.node('title')).toBe('Alice at home');
  });
});

describe('what is in quarantine', () => {
  const bad = account(['host', 'new.example']);
  const back = (): Phone => onTrial(bad).reject().restart().reject();
  const running = (phone: Phone): Running => {
    const { state } = phone.machine.tell({ type: 'refresh.requested', by: 'person' });
    if (state.tag !== 'running') throw new Error(state.tag);
    return state;
  };

  test('R10: this document with this content, and only on a refresh', () => {
    const phone = back();
    const [document] = phone.inUse.profile?.quarantine?.documents ?? [];
    if (document === undefined) throw new Error('none');
    const state = running(phone);
    const { refresh: _none, ...signIn } = state.run;
    expect(isQuarantined(state, 'extprov', document.digest, phone.machine.at)).toBe(true);
    expect(isQuarantined(state, 'provisioning', document.digest, phone.machine.at)).toBe(false);
    expect(isQuarantined(state, 'extprov', 'f'.repeat(64), phone.machine.at)).toBe(false);
    expect(isQuarantined({ ...state, run: signIn }, 'extprov', document.digest, phone.machine.at)).toBe(false);
  });

  test('R10, R4: lifted, only what has times of its own is asked for at once', () => {
    const phone = new Phone().confirm();
    const both = (transport: string): Phone => {
      phone.machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning', 'extprov'] });
      return phone.answer('provisioning', provisioning(ACCOUNT_URL, element('account', [element('transport', transport)]))).answer('extprov', bad);
    };
    both('tls').reject().restart().reject();
    both('tcp');
    expect(phone.inUse.profile).not.toHaveProperty('quarantine');
    expect(phone.node('host')).toBe('sip.example');
    expect(phone.inUse.profile?.schedule.due.find(({ document }) => document === 'extprov')).not.toHaveProperty('at');
  });
});

describe('laws', () => {
  type Act = readonly ['refresh', string] | readonly ['confirm' | 'reject' | 'crash' | 'quit' | 'window' | 'offline' | 'back']
  const hosts = ['a.example', 'b.example', 'c.example'];
  const act: fc.Arbitrary<Act> = fc.oneof(
    fc.constantFrom(...hosts).map((host) => ['refresh', host] as const),
    fc.constantFrom('confirm', 'reject', 'crash', 'quit', 'window', 'offline', 'back').map((name) => [name] as const),
  );

  test('R10, S6: whatever happens, numbers grow, an account is whole, its password is the newest, and what failed twice is not in use', () => {
    fc.assert(fc.property(fc.array(act, { minLength: 5, maxLength: 14 }), (acts) => {
      const phone = new Phone().confirm();
      let password = 's2';
      const works = new Set(['sip.example']);
      acts.forEach(([name, host], turn) => {
        const before = phone.inUse;
        const used = phone.node('host') as string;
        if (name === 'refresh') {
          const next = { secret: `p${String(turn)}` };
          phone.refresh(account(['host', host], ['password', next]));
          if (phone.node('host') === host) password = next.secret;
        } else if (name === 'confirm') {
          phone.confirm();
          works.add(used);
        } else if (name === 'reject') phone.reject();
        else if (name === 'crash') phone.restart({ away: MINUTE });
        else if (name === 'quit') phone.quit().restart({ away: MINUTE });
        else if (name === 'window') phone.wait(2 * MINUTE);
        else phone.tell({ type: 'host.signalled', signal: name });
        expect(phone.inUse.number).toBeGreaterThanOrEqual(before.number);
        expect(phone.node('password')).toEqual({ secret: password });
        const trial = phone.inUse.profile?.trial;
        if (trial === undefined) expect([...works]).toContain(phone.node('host'));
        else expect(phone.book?.trial?.of === trial.of ? phone.book.trial.failed : 0).toBeLessThan(2);
        if (trial === undefined && before.profile?.trial !== undefined && name !== 'confirm') expect(phone.inUse.number).toBeGreaterThan(before.number);
      });
    }), { numRuns: 20 });
  });

  test('R10: what nothing counts against stays, however often the app ends and comes back', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('quit', 'offline', 'back', 'sleep'), { maxLength: 14 }), (acts) => {
      const phone = onTrial();
      for (const name of acts) {
        if (name === 'quit') phone.quit().restart({ away: MINUTE });
        else if (name === 'sleep') phone.tell({ type: 'host.signalled', signal: 'offline' }).wait(12 * MINUTE);
        else phone.tell({ type: 'host.signalled', signal: name });
        if (phone.machine.state.tag !== 'ready') return; // something else was due
        expect([phone.node('host'), phone.shown]).toMatchObject(['new.example', { trial: { failedStarts: 0 } }]);
      }
    }), { numRuns: 15 });
  });
});
