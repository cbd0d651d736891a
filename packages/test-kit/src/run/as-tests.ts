import type { Case } from './case.js';
import { CaseFailure } from './check.js';
import { runCase, unknownSkips, type MakeWorld, type RunOptions } from './run-cases.js';

/** A case as a test runner wants it. */
export interface NamedTest {
  readonly name: string;
  /** Rejects where the case fails; calls `skip` with the reason where it was skipped or cannot be tried here. */
  readonly run: (skip: (reason: string) => void) => Promise<void>;
}

/**
 * Cases as tests for any runner:
 * `for (const { name, run } of asTests(SCENARIOS, makeWorld)) test(name, (context) => run((reason) => context.skip(reason)))`
 */
export function asTests(cases: readonly Case[], makeWorld: MakeWorld, options: RunOptions = {}): readonly NamedTest[] {
  const tests = cases.map((oneCase) => ({
    name: `${oneCase.id} ${oneCase.clauses.join(', ')}: ${oneCase.title}`,
    run: async (skip: (reason: string) => void) => {
      const { status, reason = '' } = await runCase(oneCase, makeWorld, options);
      if (status === 'failed') throw new CaseFailure(reason);
      if (status !== 'passed') skip(reason);
    },
  }));
  const stale = unknownSkips(cases, options).map(({ id, reason }) => ({
    name: `${id}: skip`,
    run: () => Promise.reject(new CaseFailure(reason)),
  }));
  return [...tests, ...stale];
}
