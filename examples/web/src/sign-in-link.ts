import { parseCscCode, type Parameters, type Problem } from '@firstring/core';
import { useSyncExternalStore } from 'react';

/** What a `csc:` code behind the `#` of the page's address says. It only fills in the form (I6). */
export type SignInLink = { readonly ok: true; readonly value: Parameters } | { readonly ok: false; readonly problem: Problem };

/** Takes the code out of the address at once: it may hold a password, and addresses are kept in histories. */
function takeLink(): SignInLink | undefined {
  const code = location.hash.slice(1);
  if (!/^csc:/i.test(code)) return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  return parseCscCode(code);
}

let link = takeLink();
const listeners = new Set<() => void>();

function change(next: SignInLink | undefined): void {
  link = next;
  for (const listener of listeners) listener();
}

window.addEventListener('hashchange', () => {
  const next = takeLink();
  if (next !== undefined) change(next);
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function forgetLink(): void {
  change(undefined);
}

/** The link that was opened last and that nobody has taken up or refused yet. */
export function useSignInLink(): SignInLink | undefined {
  return useSyncExternalStore(subscribe, () => link);
}
