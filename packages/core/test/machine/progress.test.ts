import { describe, expect, test } from 'vitest';
import { withStep } from '../../src/machine/progress.js';
import type { Fact } from './drive.js';
import { ACCOUNT_URL, element, GLOBAL_URL, Machine, provisioning } from './drive.js';
import { running, signedIn } from './signed-in.js';

/** What a document that was read adds to the number: fetching and reading are nine tenths of it, in four equal parts. */
const WHOLE = 0.9 / 4;

/** A first run right after the two requests left, each of which counts a tenth of its document. */
const sent = (): Machine => new Machine().fresh().submit();

/** How much of the portal's document counts as done, with the theme just asked for. */
function shareOf(...facts: readonly ((id: number) => Fact)[]): number {
  const machine = sent();
  const id = machine.request('provisioning');
  for (const fact of facts) machine.tell(fact(id));
  return running(machine).progress / WHOLE - 0.1;
}

const progressed = (received: number, total?: number) => (id: number): Fact => ({ type: 'http.progressed', id, received, ...(total !== undefined && { total }) });

describe('the one number', () => {
  test.each([
    ['asked for', [], 0.1],
    ['nothing arrived yet', [progressed(0)], 0.1],
    ['something of an unknown size arrived', [progressed(5)], 0.4],
    ['something arrived of what was announced as nothing', [progressed(5, 0)], 0.4],
    ['nothing arrived of what was announced', [progressed(0, 100)], 0.1],
    ['half of it arrived', [progressed(50, 100)], 0.5],
    ['all of it arrived', [progressed(100, 100)], 0.9],
    ['more arrived than was announced', [progressed(300, 100)], 0.9],
    ['its answer is being read', [(id: number): Fact => ({ type: 'http.answered', id, status: 200, headers: [] })], 0.9],
  ] as const)('F7: %s', (_name, facts, share) => {
    expect(shareOf(...facts)).toBeCloseTo(share, 10);
  });

  test('F7: what was read counts whole, what waits or failed not at all, what is not configured as if it were done', () => {
    const machine = sent().deliver('provisioning', provisioning(GLOBAL_URL, ACCOUNT_URL));
    expect(running(machine).progress / WHOLE).toBeCloseTo(1.1, 10);
    expect(running(sent().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', element('x'))).progress / WHOLE).toBeCloseTo(3.1, 10);
    const run = { ...running(sent()), progress: 0 };
    for (const status of ['failed', 'waiting'] as const) expect(withStep(run, 'theme', { status, received: 7, total: 7, attempt: 1 }).progress / WHOLE).toBeCloseTo(0.1, 10);
    for (const status of ['done', 'unchanged', 'skipped'] as const) expect(withStep(run, 'theme', { status, received: 7, attempt: 1 }).progress / WHOLE).toBeCloseTo(1.1, 10);
  });

  test('F7: a refresh begins with as little as a first run, and counts as done what it does not ask for', () => {
    expect(running(signedIn().tell({ type: 'refresh.requested', by: 'person' })).progress / WHOLE).toBeCloseTo(0.4, 10);
    expect(running(signedIn().tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] })).progress / WHOLE).toBeCloseTo(3.1, 10);
  });
});
