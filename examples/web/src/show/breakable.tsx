import { Fragment, type ReactNode } from 'react';

/** A name that may wrap where a new word begins: `initialGlobalProvisioning` is no place for a hyphen. */
export function Breakable({ children }: { readonly children: string }): ReactNode {
  return children.split(/(?=[A-Z_])/).map((word, index) => <Fragment key={index}>{index > 0 && <wbr />}{word}</Fragment>);
}
