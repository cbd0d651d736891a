import type { Provisioner, Snapshot, StepView } from '@firstring/core/driver';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { showProgress } from '../src/show-progress.js';
import { fakeTerminal, type FakeTerminalOptions } from './fake-terminal.js';

const WAITING: StepView = { status: 'waiting', received: 0, attempt: 0 };
const RUNNING: StepView = { status: 'running', received: 0, attempt: 1, startedAt: 1_000 };
const DONE: StepView = { status: 'done', received: 2_048, attempt: 1, startedAt: 1_000, endedAt: 1_034 };
const ALL_WAITING = { provisioning: WAITING, theme: WAITING, global_extprov: WAITING, extprov: WAITING };

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000, toFake: ['Date', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function shown(options: FakeTerminalOptions) {
  const terminal = fakeTerminal(options);
  let snapshot: Pick<Snapshot, 'steps' | 'progress'> = { steps: ALL_WAITING, progress: 0 };
  let listener = (): void => undefined;
  const provisioner = {
    getSnapshot: () => snapshot,
    subscribe: (given: () => void) => {
      listener = given;
      return () => (listener = () => undefined);
    },
  } as unknown as Provisioner;
  const progress = showProgress(provisioner, terminal);
  const change = (steps: Partial<Snapshot['steps']>, reached: number): void => {
    snapshot = { steps: { ...snapshot.steps, ...steps }, progress: reached };
    listener();
  };
  return { terminal, progress, change };
}

/** What a terminal shows after all that was written to it: only the movements that are used here. */
function screenOf(written: string): readonly string[] {
  const lines: string[] = [''];
  let row = 0;
  for (const [, up, erase, text, newLine] of written.matchAll(/\u001b\[(\d+)A|\u001b\[(2K|J)|((?:\u001b\[\d*m|[^\u001b\n])+)|(\n)/g)) {
    if (up !== undefined) row -= Number(up);
    else if (erase === '2K') lines[row] = '';
    else if (erase === 'J') lines.splice(row, lines.length, '');
    else if (text !== undefined) lines[row] = (lines[row] ?? '') + text.replace(/\u001b\[\d*m/g, '');
    else if (newLine !== undefined) lines[(row += 1)] ??= '';
  }
  return lines.filter((line) => line !== '');
}

test('F7: a terminal shows all steps and the bar in place', () => {
  const { terminal, progress, change } = shown({ tty: true });
  expect(terminal.err()).toBe('');
  change({ provisioning: RUNNING, theme: RUNNING }, 0.1);
  change({ provisioning: DONE }, 0.3);
  change({ theme: DONE, global_extprov: { ...WAITING, status: 'skipped' }, extprov: { ...RUNNING, status: 'failed', endedAt: 1_500 } }, 0.75);
  progress.end();
  expect(screenOf(terminal.err())).toEqual([
    '  ✓ base configuration   done 2.0 kB in 34 ms',
    '  ✓ theme                done 2.0 kB in 34 ms',
    '  – global service       skipped, not configured',
    '  ✗ account service      failed in 500 ms',
    `  ${'━'.repeat(23)}${'┄'.repeat(7)}  75 %`,
  ]);
});

test('a step that takes its time shows that it is alive, what arrived and for how long', () => {
  const { terminal, progress, change } = shown({ tty: true });
  change({ provisioning: { ...RUNNING, received: 1_536, total: 4_096 } }, 0.1);
  const first = screenOf(terminal.err())[0];
  expect(first).toMatch(/^ {2}[⠀-⣿] base configuration {3}running 1\.5 kB of 4\.0 kB$/u);
  vi.advanceTimersByTime(3_150);
  expect(screenOf(terminal.err())[0]).toMatch(/running 1\.5 kB of 4\.0 kB, 3 s$/);
  expect(screenOf(terminal.err())[0]?.[2]).not.toBe(first?.[2]);
  progress.end();
  const length = terminal.err().length;
  vi.advanceTimersByTime(10_000);
  expect(terminal.err()).toHaveLength(length);
});

test('nothing visible changed, nothing is written', () => {
  const { terminal, change } = shown({ tty: true });
  change({ provisioning: { ...RUNNING, received: 100_000 } }, 0.1);
  const length = terminal.err().length;
  for (let more = 1; more <= 40; more += 1) change({ provisioning: { ...RUNNING, received: 100_000 + more } }, 0.1);
  expect(terminal.err()).toHaveLength(length);
});

test('a note stays above what is redrawn', () => {
  const { terminal, progress, change } = shown({ tty: true });
  change({ provisioning: RUNNING }, 0.1);
  progress.note('Warning: one');
  change({ provisioning: DONE }, 0.5);
  progress.note('Warning: two');
  change({ theme: DONE }, 0.6);
  const screen = screenOf(terminal.err());
  expect(screen).toHaveLength(7);
  expect(screen.slice(0, 3)).toEqual(['Warning: one', 'Warning: two', '  ✓ base configuration   done 2.0 kB in 34 ms']);
});

test('no line is wider than the terminal: a wrapped one would be two', () => {
  for (const columns of [5, 20, 33]) {
    const { terminal, change } = shown({ tty: true, columns });
    change({ provisioning: DONE }, 0.5);
    for (const line of screenOf(terminal.err())) expect(line.length).toBeLessThan(columns);
  }
});

test('a terminal that says it has no columns has the usual ones', () => {
  const { terminal, change } = shown({ tty: true, columns: 0 });
  change({ provisioning: DONE }, 0.5);
  expect(screenOf(terminal.err())[0]).toContain('base configuration   done');
});

test('F7, F8: a cancelled run, whose steps are gone, does not set the bar back', () => {
  const { terminal, progress, change } = shown({ tty: true });
  change({ provisioning: DONE }, 0.5);
  const before = screenOf(terminal.err());
  change(ALL_WAITING, 0);
  progress.end();
  expect(screenOf(terminal.err())).toEqual(before);
});

test.each<readonly [string, FakeTerminalOptions]>([
  ['elsewhere', { tty: false }],
  ['in a terminal that cannot move its cursor', { tty: true, environment: { TERM: 'dumb' } }],
])('%s every change is one plain line', (_where, options) => {
  const { terminal, progress, change } = shown(options);
  change({ provisioning: RUNNING, theme: RUNNING }, 0.05);
  change({ provisioning: { ...RUNNING, received: 10 } }, 0.1);
  change({ provisioning: DONE, theme: DONE }, 0.5);
  progress.note('Warning: one');
  change({ global_extprov: { ...WAITING, status: 'skipped' }, extprov: RUNNING }, 0.75);
  change({ extprov: { ...DONE, received: 0 } }, 0.95);
  change({}, 1);
  progress.end();
  expect(terminal.err().split('\n')).toEqual([
    '  5 %  base configuration: running',
    '  5 %  theme: running',
    ' 50 %  base configuration: done 2.0 kB in 34 ms',
    ' 50 %  theme: done 2.0 kB in 34 ms',
    'Warning: one',
    ' 75 %  global service: skipped, not configured',
    ' 75 %  account service: running',
    ' 95 %  account service: done in 34 ms',
    '100 %  saved',
    '',
  ]);
});

test('NO_COLOR takes the colours, not the live view', () => {
  const seen = (environment: NodeJS.ProcessEnv): string => {
    const { terminal, change } = shown({ tty: true, environment });
    change({ provisioning: DONE }, 0.5);
    return terminal.err();
  };
  expect(seen({})).toContain('\u001b[32m✓');
  expect(seen({ NO_COLOR: '1' })).not.toContain('\u001b[32m');
  expect(seen({ NO_COLOR: '1' })).toContain('\u001b[2K');
});
