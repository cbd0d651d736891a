import type { Case } from './case.js';
import { CaseFailure } from './check.js';
import { runCase, unknownSkips, type CaseResult, type MakeWorld, type RunOptions } from './run-cases.js';

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
  const stale = unknownSkips(cases, options).map(({ id, reason }) => ({
    name: `${id}: skip`,
    run: () => Promise.reject(new CaseFailure(reason)),
  }));
  return [...asRemoteTests(cases, (oneCase) => runCase(oneCase, makeWorld, options)), ...stale];
}

/** The same for cases that run elsewhere, in a browser or another engine: `runThere` gives what came of one. */
export function asRemoteTests(cases: readonly Case[], runThere: (oneCase: Case) => Promise<CaseResult>): readonly NamedTest[] {
  return cases.map((oneCase) => ({
    name: `${oneCase.id} ${oneCase.clauses.join(', ')}: ${oneCase.title}`,
    run: async (skip: (reason: string) => void) => {
      const { status, reason = '' } = await runThere(oneCase);
      if (status === 'failed') throw new CaseFailure(reason);
      if (status !== 'passed') skip(reason);
    },
  }));
}
