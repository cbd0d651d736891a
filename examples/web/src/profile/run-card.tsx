import type { Snapshot } from '@firstring/core/driver';
import type { ReactNode } from 'react';
import { StepList } from '../run/step-list.js';

/** How the profile got here: the four documents of the last run, and what was noticed and ignored in them. */
export function RunCard({ snapshot: { steps, warnings } }: { readonly snapshot: Snapshot }): ReactNode {
  return (
    <section className="card">
      <h2>This sign-in</h2>
      <StepList steps={steps} />
      {warnings.length > 0 && (
        <ul className="warnings">
          {warnings.map(({ document, code, node }) => <li key={`${document} ${code} ${node}`}><code>{document}</code> {code}: {node}</li>)}
        </ul>
      )}
    </section>
  );
}
