import { describe, expect, test } from 'vitest';
import { MAX_BYTES } from '../../src/policy/limits.js';
import { explain } from '../../src/merge/explain.js';
import type { DocumentName, SafeElement } from '../../src/document/tree.js';
import { ACCOUNT, ACCOUNT_URL, element, Machine, provisioning } from './drive.js';
import { commit, DAY, due, HOUR, inUse, MINUTE, off, REFRESHED, same, signedIn } from './signed-in.js';

const withInterval = (seconds: string): SafeElement => element('account', [...REFRESHED.children, element('extProvInterval', seconds)]);
const times = (machine: Machine, name: DocumentName): unknown => inUse(machine).profile?.schedule.due.find(({ document }) => document === name);

describe('when it is due next', () => {
  test('R1: the portal says how often', () => {
    const hourly = element('provisioning', [element('prefKeys', [element('prop', '', [['name', 'provisioningInterval'], ['default', '3600']])]), ACCOUNT_URL]);
    for (const name of ['provisioning', 'theme'] as const) expect(times(signedIn(hourly), name)).toMatchObject({ every: HOUR });
  });

  test('R1: what is configured is due, and nothing else', () => {
    const names = (machine: Machine): unknown => inUse(machine).profile?.schedule.due.map(({ document }) => document);
    expect(names(signedIn())).toEqual(['provisioning', 'theme', 'global_extprov', 'extprov']);
    expect(names(signedIn(provisioning(ACCOUNT_URL), ACCOUNT))).toEqual(['provisioning', 'theme']);
  });

  test('R4: what was not asked for keeps its time, unless its interval is another one now', () => {
    const machine = signedIn(provisioning(ACCOUNT_URL), withInterval('3600'));
    const before = inUse(machine).profile?.schedule.due ?? [];
    machine.at += 5 * MINUTE;
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['theme'] });
    same(machine, 'theme');
    const after = machine.state.book.due ?? [];
    expect(after.filter(({ document }) => document !== 'theme')).toEqual(before.filter(({ document }) => document !== 'theme'));
    expect(after.find(({ document }) => document === 'theme')).not.toEqual(before.find(({ document }) => document === 'theme'));
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] }).deliver('extprov', withInterval('7200'));
    expect(times(commit(machine), 'extprov')).toMatchObject({ every: 2 * HOUR });
    expect(times(machine, 'provisioning')).toEqual(before.find(({ document }) => document === 'provisioning'));
  });

  test('R4, R1: of what was not asked for a new interval counts at once', () => {
    const hourly = element('provisioning', [element('prefKeys', [element('prop', '', [['name', 'provisioningInterval'], ['default', '3600']])]), ACCOUNT_URL]);
    const machine = signedIn(provisioning(ACCOUNT_URL)).tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] }).deliver('provisioning', hourly);
    const theme = inUse(commit(machine)).profile?.schedule.due.find(({ document }) => document === 'theme');
    expect(theme?.every).toBe(HOUR);
    expect((theme?.at ?? Infinity) - machine.at).toBeLessThanOrEqual(HOUR);
  });

  test('R4, M1: an interval beside which something else was written is the text of its node', () => {
    const interval: SafeElement = { name: 'extProvInterval', attributes: [], text: '3600', children: [element('unit', 's')] };
    expect(times(signedIn(undefined, element('account', [...REFRESHED.children, interval])), 'extprov')).toMatchObject({ every: HOUR });
    const secret = element('account', [...REFRESHED.children, element('extProvInterval', { secret: 's7' })]);
    expect(times(signedIn(undefined, secret), 'extprov')).toEqual({ document: 'extprov', every: DAY });
  });

  test('R3: only an answer of the portal says a second time that refresh is switched off', () => {
    const machine = due(signedIn(provisioning(ACCOUNT_URL))).deliver('provisioning', off('off'));
    commit(same(machine, 'theme'));
    machine.at += 20 * MINUTE;
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['theme'] });
    same(machine, 'theme');
    expect(inUse(machine).profile?.schedule).toMatchObject({ automatic: true });
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] });
    expect(inUse(commit(same(machine, 'provisioning'))).profile?.schedule).toMatchObject({ automatic: false });
  });
});

describe('what is known of an answer', () => {
  test('M9, M10: every entry names its document, its revision and when it came', () => {
    const machine = signedIn();
    const { profile } = inUse(machine);
    if (profile === undefined) throw new Error('signed out');
    expect(explain(profile.layers, 'account.title')).toMatchObject({ winner: { document: 'extprov', revision: 'd'.repeat(16), at: machine.at } });
    expect(explain(profile.layers, 'account.keepAlive')).toMatchObject({ winner: { document: 'built-in', revision: 'built-in', at: machine.at } });
  });

  test('R5, M9: its revision is the server’s ETag, else the beginning of its digest', () => {
    const machine = new Machine().fresh().submit();
    const id = machine.request('provisioning');
    machine.answer('provisioning', 200, [['etag', '"7"']]).tell({ type: 'document.read', id, content: { kind: 'xml', root: provisioning(ACCOUNT_URL) }, digest: 'a'.repeat(64) });
    machine.deliver('theme', element('x')).deliver('extprov', ACCOUNT);
    expect(inUse(commit(machine)).profile?.documents.map(([name, { revision }]) => [name, revision])).toEqual([['provisioning', '"7"'], ['theme', 'd'.repeat(16)], ['extprov', 'd'.repeat(16)]]);
  });

  test('O6: a Retry-After counts only where the server is busy', () => {
    const refused = (status: number): unknown => {
      const machine = new Machine().fresh().submit();
      const id = machine.request('provisioning');
      machine.answer('provisioning', status, [['retry-after', '300']]).tell({ type: 'document.read', id, content: { kind: 'message' }, digest: '' });
      return 'failure' in machine.state ? machine.state.failure?.problem.details : undefined;
    };
    expect(refused(503)).toHaveProperty('retryAt');
    expect(refused(403)).not.toHaveProperty('retryAt');
  });

  test('O9: what is too large is told with how much would do; nothing else is', () => {
    const failed = (reason: 'too-large' | 'cut-off'): unknown => {
      const machine = new Machine().fresh().submit();
      machine.tell({ type: 'http.failed', id: machine.request('theme'), reason, cause: 'c', origin: 'https://portal.example', sent: true });
      return 'failure' in machine.state ? machine.state.failure?.problem.details : undefined;
    };
    expect(failed('too-large')).toEqual({ document: 'theme', origin: 'https://portal.example', cause: 'c', limit: MAX_BYTES.theme });
    expect(failed('cut-off')).toEqual({ document: 'theme', origin: 'https://portal.example', cause: 'c' });
  });

  test('R5, O6: a key says that nothing changed only with a 304', () => {
    const machine = new Machine().fresh().submit();
    const id = machine.request('provisioning');
    machine.tell({ type: 'http.answered', id, status: 200, headers: [['etag', '"1"']], key: 'k' });
    machine.tell({ type: 'document.read', id, content: { kind: 'xml', root: provisioning(ACCOUNT_URL) }, digest: 'd'.repeat(64) });
    commit(machine.deliver('theme', element('x')).deliver('extprov', ACCOUNT)).tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] });
    const again = machine.request('provisioning');
    machine.tell({ type: 'http.answered', id: again, status: 511, headers: [], key: 'k' });
    expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { result: 'failed', outcome: 'O7' } });
  });
});
