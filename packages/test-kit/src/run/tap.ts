import type { Case } from './case.js';
import { runCase, unknownSkips, type CaseResult, type MakeWorld, type RunOptions } from './run-cases.js';

/** Runs cases and prints each result as it comes, in the Test Anything Protocol. Tells whether all is well. */
export async function runTap(
  cases: readonly Case[],
  makeWorld: MakeWorld,
  print: (line: string) => void,
  options: RunOptions = {},
): Promise<boolean> {
  const stale = unknownSkips(cases, options);
  let number = 0;
  let well = true;
  const show = (result: CaseResult): void => {
    number += 1;
    well = well && result.status !== 'failed';
    for (const line of tapLines(number, result)) print(line); // the `print` of a bare engine prints all its arguments
  };
  print('TAP version 13');
  print(`1..${cases.length + stale.length}`);
  for (const oneCase of cases) show(await runCase(oneCase, makeWorld, options));
  stale.forEach(show);
  return well;
}

function tapLines(number: number, result: CaseResult): readonly string[] {
  const line = `${number} - ${result.id} ${result.title.replace(/#/g, '\\#')}`;
  const reason = (result.reason ?? '').split('\n');
  if (result.status === 'passed') return [`ok ${line}`];
  if (result.status === 'failed') return [`not ok ${line}`, '  ---', '  message: |', ...reason.map((text) => `    ${text}`), '  ...'];
  return [`ok ${line} # SKIP ${reason.join(' ')}`];
}
