import type { Case } from '../run/case.js';
import { runCase, type CaseResult, type MakeWorld, type RunOptions } from '../run/run-cases.js';
import { runTap } from '../run/tap.js';

declare global {
  /** Runs one case of this page; made by {@link offerCases}. */
  var firstringRunCase: ((id: string) => Promise<CaseResult>) | undefined;
}

/**
 * Makes the cases of a page ready. Whoever drives the browser calls `firstringRunCase(id)` in it, one case at a time; who opens
 * the page by hand adds `#all` to its address and reads the results there, as Test Anything Protocol.
 */
export function offerCases(cases: readonly Case[], makeWorld: MakeWorld, options: RunOptions = {}): void {
  globalThis.firstringRunCase = (id) => {
    const wanted = cases.find((oneCase) => oneCase.id === id);
    return wanted === undefined ? Promise.reject(new Error(`there is no case ${id}`)) : runCase(wanted, makeWorld, options);
  };
  if (location.hash !== '#all') return;
  const shown = document.body.appendChild(document.createElement('pre'));
  void runTap(cases, makeWorld, (line) => {
    shown.append(`${line}\n`);
  }, options);
}
