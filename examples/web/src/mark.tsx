import type { ReactNode } from 'react';

/** A plucked string: this page's own sign, until a theme brings another one. */
export function Mark(): ReactNode {
  return (
    <svg className="mark" viewBox="0 0 48 48" aria-hidden="true">
      <path d="M4 24c6.7-13 13.3-13 20 0s13.3 13 20 0" />
      <path className="mark-echo" d="M4 24c6.7 13 13.3 13 20 0s13.3-13 20 0" />
    </svg>
  );
}
