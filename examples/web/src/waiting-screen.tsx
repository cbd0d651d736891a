import type { ReactNode } from 'react';
import { Mark } from './mark.js';

export function WaitingScreen({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <main className="narrow waiting">
      <Mark />
      <p role="status">{children}</p>
    </main>
  );
}
