import type { DocumentName } from '@firstring/core';
import type { Provisioner, Snapshot, StepView } from '@firstring/core/driver';
import { paintFor, redraws, type Paint } from './paint.js';
import type { Terminal } from './terminal.js';

/** Each step while a run goes on (F7). */
export interface Progress {
  /** Writes a line that stays, without disturbing what is drawn. */
  readonly note: (line: string) => void;
  readonly end: () => void;
}

const STEPS: readonly (readonly [name: DocumentName, label: string])[] = [
  ['provisioning', 'base configuration'],
  ['theme', 'theme'],
  ['global_extprov', 'global service'],
  ['extprov', 'account service'],
];

const MARKS: { readonly [status in StepView['status']]: string } = { waiting: '·', running: '…', done: '✓', unchanged: '=', skipped: '–', failed: '✗' };
const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const SPIN_MS = 100;
const BAR_WIDTH = 30;
const USUAL_COLUMNS = 80;

interface View {
  show(snapshot: Snapshot): void;
  note(line: string): void;
}

/** Redrawn in a terminal, one line for each change elsewhere. Start it before the run, so that it sees the first request. */
export function showProgress(provisioner: Provisioner, { errors, environment }: Terminal): Progress {
  const live = redraws(errors, environment);
  const view = live ? liveView(errors, paintFor(errors, environment)) : lineView(errors);
  const update = (): void => {
    const snapshot = provisioner.getSnapshot();
    // A cancelled run has no steps any more; what was seen last says more.
    if (STEPS.some(([name]) => snapshot.steps[name].status !== 'waiting')) view.show(snapshot);
  };
  const unsubscribe = provisioner.subscribe(update);
  const spinning = live ? setInterval(update, SPIN_MS).unref() : undefined;
  return {
    note: (line) => {
      view.note(line);
    },
    end() {
      clearInterval(spinning);
      unsubscribe();
      update();
    },
  };
}

/** Nothing is written where nothing visible has changed: the pieces of a slow answer are many. */
function liveView(errors: Terminal['errors'], paint: Paint): View {
  let drawn: readonly string[] = [];
  const up = (): string => (drawn.length === 0 ? '' : `\u001b[${String(drawn.length)}A`);
  return {
    show(snapshot) {
      const lines = frame(snapshot, columnsOf(errors) - 1, paint);
      if (lines.join('\n') === drawn.join('\n')) return;
      errors.write(`${up()}${lines.map((line) => `\u001b[2K${line}\n`).join('')}`);
      drawn = lines;
    },
    note(line) {
      errors.write(`${up()}\u001b[J${line}\n`);
      errors.write(drawn.map((each) => `${each}\n`).join(''));
    },
  };
}

/** Some terminals, those of recorders for example, say that they have none. */
function columnsOf({ columns }: Terminal['errors']): number {
  return columns === undefined || columns < 1 ? USUAL_COLUMNS : columns;
}

/** Lines that are cut before they wrap: a wrapped one would be two to move up over. */
function frame({ steps, progress }: Snapshot, width: number, paint: Paint): readonly string[] {
  const now = Date.now();
  const full = Math.round(progress * BAR_WIDTH);
  const bar = `${'━'.repeat(full)}${'┄'.repeat(BAR_WIDTH - full)} ${percent(progress)}`;
  return [
    ...STEPS.map(([name, label]) => `  ${mark(steps[name], now, paint)} ${`${label.padEnd(20)} ${detail(steps[name], now)}`.slice(0, Math.max(0, width - 4))}`),
    `  ${bar.slice(0, Math.max(0, width - 2))}`,
  ];
}

function mark({ status }: StepView, now: number, paint: Paint): string {
  if (status === 'running') return SPINNER[Math.floor(now / SPIN_MS) % SPINNER.length] ?? MARKS.running;
  if (status === 'done') return paint.good(MARKS.done);
  return status === 'failed' ? paint.bad(MARKS.failed) : MARKS[status];
}

function lineView(errors: Terminal['errors']): View {
  const last = new Map<DocumentName, StepView['status']>();
  let complete = false;
  return {
    show({ steps, progress }) {
      for (const [name, label] of STEPS) {
        const { status } = steps[name];
        if (status === 'waiting' || last.get(name) === status) continue;
        last.set(name, status);
        errors.write(`${percent(progress)}  ${label}: ${detail(steps[name])}\n`);
      }
      if (progress === 1 && !complete) errors.write(`${percent(progress)}  saved\n`);
      complete = progress === 1;
    },
    note: (line) => {
      errors.write(`${line}\n`);
    },
  };
}

function percent(progress: number): string {
  return `${String(Math.round(progress * 100)).padStart(3)} %`;
}

/** With `now`, a step that takes its time shows for how long already. */
function detail({ status, received, total, startedAt, endedAt }: StepView, now?: number): string {
  if (status === 'skipped') return 'skipped, not configured';
  const size = received === 0 ? '' : ` ${kilobytes(received)}`;
  if (status !== 'running') return `${status}${size}${startedAt === undefined || endedAt === undefined ? '' : ` in ${String(endedAt - startedAt)} ms`}`;
  const seconds = startedAt === undefined || now === undefined ? 0 : Math.floor((now - startedAt) / 1000);
  return `${status}${size}${size === '' || total === undefined ? '' : ` of ${kilobytes(total)}`}${seconds < 1 ? '' : `, ${String(seconds)} s`}`;
}

function kilobytes(bytes: number): string {
  return bytes < 1024 ? `${String(bytes)} B` : `${(bytes / 1024).toFixed(1)} kB`;
}
