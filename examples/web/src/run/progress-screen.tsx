import type { Snapshot } from '@firstring/core/driver';
import type { ReactNode } from 'react';
import { Mark } from '../mark.js';
import { provisioner } from '../provisioner.js';
import { ScreenTitle } from '../screen-title.js';
import { StepList, STEPS } from './step-list.js';

/** A run under way (F7). Cancelling is possible until the commit itself has begun (F8). */
export function ProgressScreen({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { steps, progress, phase } = snapshot;
  const percent = Math.round(progress * 100);
  return (
    <main className="narrow">
      <header className="welcome">
        <Mark />
        <ScreenTitle>Setting up your phone</ScreenTitle>
      </header>
      <section className="card" aria-label="Progress">
        <div className="overall">
          <progress max={1} value={progress} aria-label="Overall progress" />
          <span aria-hidden="true">{percent} %</span>
        </div>
        <StepList steps={steps} />
        <button className="plain" type="button" disabled={phase === 'saving'} onClick={() => { provisioner.cancel(); }}>
          {phase === 'saving' ? 'Saving …' : 'Cancel'}
        </button>
      </section>
      <p className="visually-hidden" role="status">{spoken(snapshot)}</p>
    </main>
  );
}

/** For screen readers: changes with the steps, not with every byte. */
function spoken({ steps, phase }: Snapshot): string {
  if (phase === 'saving') return 'Everything has arrived. Saving.';
  const settled = STEPS.filter(([name]) => steps[name].status === 'done' || steps[name].status === 'skipped').length;
  const running = STEPS.filter(([name]) => steps[name].status === 'running').map(([, label]) => label);
  return `${settled} of ${STEPS.length} steps done. ${running.length === 0 ? '' : `Now: ${running.join(', ')}.`}`;
}
