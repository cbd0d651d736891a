import { describe, expect, test } from 'vitest';
import { engineerSentence } from '../../src/document/engineer-sentences.js';
import type { FailureReason } from '../../src/policy/answer.js';
import { FAILURES, judgeStatus } from '../../src/policy/answer.js';
import { retryAt } from '../../src/policy/retry-after.js';
import { ACCOUNT_URL, element, GLOBAL_URL, Machine, provisioning } from './drive.js';

const NOTHING = element('nothing');
const MESSAGE = { type: 'document.read', content: { kind: 'message', message: 'Ask the desk.' }, digest: '' } as const;

function atAccount(): Machine {
  return new Machine().fresh().submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', NOTHING);
}

describe('a status code', () => {
  test.each([
    ['O1', 'extprov', [200, 201, 202, 203, 299]],
    ['O2', 'theme', [304]],
    ['O5', 'extprov', [400, 401, 403, 404, 409, 410, 422]],
    ['O5', 'global_extprov', [401]],
    ['O5p', 'provisioning', [401, 403]],
    ['O6', 'theme', [408, 425, 429, 500, 502, 503, 599]],
    ['O7', 'extprov', [511]],
    ['O12', 'extprov', [100, 204, 205, 206, 300, 418, 600, 999]],
    ['O12', 'provisioning', [400, 409, 422]],
    ['O17', 'provisioning', [404, 410]],
    ['O17', 'theme', [404]],
  ] as const)('%s for %s', (id, document, statuses) => {
    for (const status of statuses) expect([status, judgeStatus(document, status).id]).toEqual([status, id]);
  });

  test('O5: the provider\'s sentence is read before the run ends, and the password goes only on 401, 403, 410', () => {
    for (const [status, kept] of [[400, true], [401, false], [403, false], [404, true], [409, true], [410, false], [422, true]] as const) {
      const machine = atAccount();
      const id = machine.request('extprov');
      machine.answer('extprov', status);
      expect(machine.commands).toEqual([{ type: 'document.read', id, as: 'error' }]);
      machine.tell({ ...MESSAGE, id });
      const failure = machine.state.tag === 'empty' ? machine.state.failure : undefined;
      expect(failure).toMatchObject({ outcome: 'O5', problem: { code: 'provider.refused', message: 'Ask the desk.', details: { status } } });
      expect(failure?.parameters).toMatchObject({ username: 'alice' });
      expect([status, failure?.parameters?.password !== undefined]).toEqual([status, kept]);
    }
  });

  test('O5p: the portal\'s refusal keeps the password', () => {
    const machine = new Machine().fresh().submit();
    const id = machine.request('theme');
    machine.answer('theme', 403).tell({ type: 'document.read', id, content: { kind: 'message' }, digest: '' });
    expect(machine.state).toMatchObject({ failure: { outcome: 'O5p', problem: { code: 'portal.refused' }, parameters: { password: { secret: 's1' } } } });
  });

  test.each([['extprov', 402], ['extprov', 418], ['provisioning', 400]] as const)('D8, O12: what %s says with a status that no row names (%i) is told', (document, status) => {
    const machine = document === 'extprov' ? atAccount() : new Machine().fresh().submit();
    const id = machine.request(document);
    machine.answer(document, status);
    expect(machine.commands).toEqual([{ type: 'document.read', id, as: 'error' }]);
    machine.tell({ ...MESSAGE, id });
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { outcome: 'O12', problem: { code: 'answer.unexpected-status', message: 'Ask the desk.', details: { status } } } });
  });

  test('O6: the time of Retry-After is told', () => {
    const machine = atAccount();
    const id = machine.request('extprov');
    machine.answer('extprov', 503, [['retry-after', '120']]).tell({ ...MESSAGE, id });
    expect(machine.state).toMatchObject({ failure: { outcome: 'O6', problem: { details: { retryAt: machine.at + 120_000 } } } });
  });

  test('no sentence has a hole in it', () => {
    for (const status of [304, 401, 404, 418, 503, 511]) {
      const machine = atAccount();
      const id = machine.request('extprov');
      machine.answer('extprov', status);
      if (machine.state.tag === 'running') machine.tell({ type: 'document.read', id, content: { kind: 'message' }, digest: '' });
      const problem = machine.state.tag === 'empty' ? machine.state.failure?.problem : undefined;
      if (problem === undefined) throw new Error('no problem');
      expect(problem.person).toMatch(/\w/);
      expect(problem.person + engineerSentence(problem)).not.toMatch(/[{}]|unknown/);
    }
  });
});

const ROWS: { readonly [reason in FailureReason]: string } = {
  offline: 'O3', dns: 'O3', refused: 'O3', reset: 'O3', tls: 'O3', unreachable: 'O3', failed: 'O3', aborted: 'O3',
  timeout: 'O4', 'too-large': 'O9', 'cut-off': 'O9', encoding: 'O9', redirect: 'O11',
};

describe('no answer', () => {
  test.each(Object.keys(FAILURES) as FailureReason[])('%s ends the run under its row', (reason) => {
    const machine = atAccount();
    machine.tell({ type: 'http.failed', id: machine.request('extprov'), reason, cause: 'ECODE', origin: 'https://prov.example', sent: true });
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { outcome: ROWS[reason], problem: { code: FAILURES[reason] } } });
    expect(machine.sent()).toEqual([]);
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 23, 12, 0, 0);
  test.each([
    ['0', 1_000],
    ['1', 1_000],
    ['90', 90_000],
    [' 5 ', 5_000],
    ['86400', 86_400_000],
    ['999999999', 86_400_000],
    ['Mon, 23 Nov 2026 12:01:00 GMT', 60_000],
    ['Mon, 23 Nov 2026 11:00:00 GMT', 1_000],
    ['Fri, 31 Dec 2100 23:59:59 GMT', 86_400_000],
  ])('%s is clamped to 1 s to 24 h', (header, delay) => {
    expect(retryAt(header, now)).toBe(now + delay);
  });

  test.each(['-1', '1.5', '', 'soon', '1e3', 'tomorrow', '2026-11-23T12:00:00Z', '0x10'])('%s says nothing', (header) => {
    expect(retryAt(header, now)).toBeUndefined();
  });
});

describe('a stranger', () => {
  test('an answer, a failure or a document that nobody awaits changes nothing', () => {
    const machine = new Machine().fresh().submit().deliver('provisioning', provisioning(GLOBAL_URL, ACCOUNT_URL)).deliver('theme', NOTHING);
    const { state } = machine;
    for (const fact of [
      { type: 'http.answered', id: 1, status: 401, headers: [] },
      { type: 'http.failed', id: 99, reason: 'reset', cause: '', origin: '', sent: true },
      { type: 'document.read', id: 2, content: { kind: 'xml', root: NOTHING }, digest: '' },
      { type: 'store.committed', number: 1 },
      { type: 'store.forgotten' },
      { type: 'secrets.opened' },
      { type: 'account.filled', id: 3, nodes: [] },
      { type: 'retry.requested' },
    ] as const) {
      machine.tell(fact);
      expect(machine.state).toEqual(state);
      expect(machine.commands).toEqual([]);
    }
  });
});
