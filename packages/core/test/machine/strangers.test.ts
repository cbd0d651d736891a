import { describe, expect, test } from 'vitest';
import { problem } from '../../src/document/problem.js';
import { ACCOUNT, ACCOUNT_URL, element, ENTROPY, Machine, provisioning, THEME, type Fact } from './drive.js';
import { due, signedIn } from './signed-in.js';

const NOBODY = 999;
const NOTHING = element('nothing');
const TROUBLE = { reason: 'full', cause: 'ENOSPC' } as const;
const WHY = problem('answer.not-a-document');

const first = (): Machine => new Machine().fresh().submit();
const saving = (): Machine => first().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', NOTHING).deliver('extprov', ACCOUNT);
const leaving = (): Machine => signedIn().tell({ type: 'sign-out.requested' });

/** Every state, and what it waits for: that is no stranger there. */
const STATES: readonly (readonly [name: string, make: () => Machine, awaits: readonly Fact['type'][]])[] = [
  ['reading the store', () => new Machine(), ['store.loaded', 'store.unreadable', 'secrets.opened', 'secrets.failed']],
  ['nobody signed in', () => new Machine().fresh(), []],
  ['somebody signed in', () => signedIn(), []],
  ['a first run', first, []],
  ['a refresh', () => due(signedIn()), []],
  ['saving', saving, ['store.conflicted', 'store.refused']],
  ['not saved', () => saving().tell({ type: 'store.refused', trouble: TROUBLE }), ['retry.requested']],
  ['signing out', leaving, ['store.conflicted', 'store.refused']],
  ['signed out, not yet forgotten', () => leaving().tell({ type: 'store.committed', number: 2 }), ['store.forgotten', 'store.conflicted', 'store.refused']],
];

const STRANGERS: readonly Fact[] = [
  { type: 'http.progressed', id: NOBODY, received: 5 },
  { type: 'http.answered', id: NOBODY, status: 200, headers: [] },
  { type: 'http.failed', id: NOBODY, reason: 'reset', cause: '', origin: '', sent: true },
  { type: 'http.refused', id: NOBODY, problem: WHY },
  { type: 'request.warned', id: NOBODY, warnings: [{ code: 'x', node: 'y' }] },
  { type: 'document.read', id: NOBODY, content: { kind: 'xml', root: ACCOUNT }, digest: '' },
  { type: 'document.unchanged', id: NOBODY },
  { type: 'document.refused', id: NOBODY, problem: WHY },
  { type: 'account.filled', id: NOBODY, nodes: [] },
  { type: 'account.refused', id: NOBODY, problem: WHY },
  { type: 'secrets.opened' },
  { type: 'secrets.failed', trouble: TROUBLE },
  { type: 'store.loaded', generations: [], entropy: ENTROPY },
  { type: 'store.unreadable', trouble: TROUBLE, entropy: ENTROPY },
  { type: 'store.committed', number: NOBODY },
  { type: 'store.conflicted' },
  { type: 'store.refused', trouble: TROUBLE },
  { type: 'store.forgotten' },
  { type: 'retry.requested' },
];

test.each(STATES)('F8: %s: what nobody awaits changes nothing', (_name, make, awaits) => {
  const machine = make();
  const { state } = machine;
  for (const fact of STRANGERS.filter(({ type }) => !awaits.includes(type))) {
    expect([machine.tell(fact).state, machine.commands], fact.type).toEqual([state, []]);
  }
});

describe('out of turn', () => {
  /** A first run that has sent two requests and heard nothing. */
  const tell = (fact: (id: number) => Fact, document: 'provisioning' | 'theme' = 'provisioning', machine = first()): readonly [unknown, Machine] => {
    const { state } = machine;
    return [state, machine.tell(fact(machine.request(document)))];
  };
  test.each<[string, (id: number) => Fact]>([
    ['document.unchanged', (id) => ({ type: 'document.unchanged', id })],
    ['document.read', (id) => ({ type: 'document.read', id, content: { kind: 'xml', root: provisioning() }, digest: '' })],
    ['account.filled', (id) => ({ type: 'account.filled', id, nodes: [] })],
  ])('F8: %s before the answer changes nothing', (_type, fact) => {
    const [before, machine] = tell(fact);
    expect([machine.state, machine.commands]).toEqual([before, []]);
  });

  test('F8: content of another kind than what was asked for changes nothing', () => {
    const theme = tell((id) => ({ type: 'document.read', id, content: { kind: 'theme', theme: THEME }, digest: '' }), 'provisioning', first().answer('provisioning'));
    expect([theme[1].state, theme[1].commands]).toEqual([theme[0], []]);
    const xml = tell((id) => ({ type: 'document.read', id, content: { kind: 'xml', root: ACCOUNT }, digest: '' }), 'theme', first().answer('theme'));
    expect([xml[1].state, xml[1].commands]).toEqual([xml[0], []]);
  });
});
