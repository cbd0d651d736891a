import { DOCUMENTS, type Asked } from '../document/tree.js';
import type { Run, Step, Steps } from './run.js';

export const WAITING: Step = { status: 'waiting', received: 0, attempt: 0 };

export const SKIPPED: Step = { ...WAITING, status: 'skipped' };

export const ALL_WAITING: Steps = { provisioning: WAITING, theme: WAITING, global_extprov: WAITING, extprov: WAITING, dialActionWs: SKIPPED };

/** The share of the whole that fetching and reading make up; the rest is saving. */
const FETCHING = 0.9;

/** Replaces one step and moves the progress number, which never goes back (F7). */
export function withStep(run: Run, name: Asked, step: Step): Run {
  const steps = { ...run.steps, [name]: step };
  return { ...run, steps, progress: Math.max(run.progress, progressOf(steps)) };
}

export function isSettled(step: Step): boolean {
  return step.status === 'done' || step.status === 'unchanged' || step.status === 'skipped';
}

function progressOf(steps: Steps): number {
  const whole = DOCUMENTS.reduce((sum, name) => sum + shareOf(steps[name]), 0);
  return (FETCHING * whole) / DOCUMENTS.length;
}

function shareOf(step: Step): number {
  if (isSettled(step)) return 1;
  if (step.status !== 'running') return 0;
  if (step.answered !== undefined) return 0.9;
  if (step.total === undefined || step.total === 0) return step.received > 0 ? 0.4 : 0.1;
  return 0.1 + 0.8 * Math.min(1, step.received / step.total);
}
