import { useEffect, useRef, type ReactNode } from 'react';

/** Takes the focus where the screen before has taken it with it, so that keyboards and screen readers go on from here. */
export function ScreenTitle({ children }: { readonly children: ReactNode }): ReactNode {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) title.current?.focus();
  }, []);
  return <h1 tabIndex={-1} ref={title}>{children}</h1>;
}
