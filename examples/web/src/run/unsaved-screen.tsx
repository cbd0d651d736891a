import type { Snapshot } from '@firstring/core/driver';
import type { ReactNode } from 'react';
import { Mark } from '../mark.js';
import { ProblemNotice } from '../problem-notice.js';
import { provisioner } from '../provisioner.js';
import { ScreenTitle } from '../screen-title.js';

/** Everything arrived and is valid, but this device refused to keep it: trying again repeats only the save (O13). */
export function UnsavedScreen({ snapshot: { problem } }: { readonly snapshot: Snapshot }): ReactNode {
  return (
    <main className="narrow">
      <header className="welcome">
        <Mark />
        <ScreenTitle>Almost there</ScreenTitle>
      </header>
      <section className="card">
        {problem !== undefined && <ProblemNotice problem={problem} />}
        <button className="primary" type="button" onClick={() => { void provisioner.retry(); }}>Save again</button>
        <button className="plain" type="button" onClick={() => { provisioner.cancel(); }}>Cancel</button>
      </section>
    </main>
  );
}
