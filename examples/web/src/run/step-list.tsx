import type { DocumentName } from '@firstring/core';
import type { Snapshot, StepView } from '@firstring/core/driver';
import type { ReactNode } from 'react';
import { bytesText } from '../show/bytes-text.js';

/** In the order of the flow (F1). */
export const STEPS: readonly (readonly [name: DocumentName, label: string, from: string])[] = [
  ['provisioning', 'Base settings', 'portal'],
  ['theme', 'Look', 'portal'],
  ['global_extprov', 'Shared numbers', 'provider'],
  ['extprov', 'Your account', 'provider'],
];

const SIGNS: Readonly<Record<StepView['status'], string>> = { waiting: '', running: '', done: '✓', unchanged: '=', skipped: '–', failed: '✕' };

/** The four documents, each with what its server has sent so far. */
export function StepList({ steps }: { readonly steps: Snapshot['steps'] }): ReactNode {
  return (
    <ol className="steps">
      {STEPS.map(([name, label, from]) => {
        const step = steps[name];
        return (
          <li key={name} className={`step ${step.status}`} data-step={name} data-status={step.status}>
            <span className="step-sign" aria-hidden="true">{SIGNS[step.status]}</span>
            <span className="step-label">{label} <code>{name}</code></span>
            <span className="step-status">{statusText(step)}</span>
            <span className="step-facts">{factsText(step, from)}</span>
          </li>
        );
      })}
    </ol>
  );
}

function statusText({ status }: StepView): string {
  return status === 'skipped' ? 'not needed' : status;
}

function factsText({ status, received, total, attempt, startedAt, endedAt }: StepView, from: string): string {
  if (status === 'waiting' || status === 'skipped') return `from the ${from}`;
  const size = status === 'running' && total !== undefined ? `${bytesText(received)} of ${bytesText(total)}` : bytesText(received);
  return [
    `from the ${from}`,
    ...(received === 0 ? [] : [size]),
    `attempt ${attempt}`,
    ...(startedAt === undefined || endedAt === undefined ? [] : [`${endedAt - startedAt} ms`]),
  ].join(' · ');
}
