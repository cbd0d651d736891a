import { readFile } from 'node:fs/promises';
import { problem, type EarlyProblemCode, type ProblemCode } from '@firstring/core';
import { expect, test } from 'vitest';
import { EXIT, exitCodeOf } from '../src/exit-code.js';
import { USAGE } from '../src/usage.js';

const README = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const ERRORS = await readFile(new URL('../../../docs/errors.md', import.meta.url), 'utf8');

test.each<readonly [EarlyProblemCode, number]>([
  ['input.cloud-id-missing', EXIT.usage],
  ['input.credentials-missing', EXIT.usage],
  ['template.bad-value', EXIT.usage],
  ['cloud-id.unknown', EXIT.refused],
  ['portal.refused', EXIT.refused],
  ['provider.refused', EXIT.refused],
  ['network.refused', EXIT.unreachable],
  ['network.tls', EXIT.unreachable],
  ['server.busy', EXIT.unreachable],
  ['run.too-long', EXIT.unreachable],
  ['answer.cut-off', EXIT.unusable],
  ['xml.not-well-formed', EXIT.unusable],
  ['account.invalid', EXIT.unusable],
  ['redirect.refused', EXIT.unusable],
  ['url.insecure', EXIT.unusable],
  ['template.bad-function', EXIT.unusable],
  ['storage.full', EXIT.storage],
  ['secrets.unavailable', EXIT.storage],
  ['run.cancelled', EXIT.interrupted],
])('%s ends with %i', (code, exitCode) => {
  expect(exitCodeOf(problem(code))).toBe(exitCode);
});

test('every problem of the catalogue has an exit code that says failure', () => {
  const problems = ERRORS.split(/^## Problems$/m)[1]?.split(/^## /m)[0] ?? '';
  const codes = [...problems.matchAll(/^#+ `([a-z0-9.-]+)`/gm)].map((match) => match[1]);
  expect(codes.length).toBeGreaterThan(40);
  for (const code of codes) expect(Object.values(EXIT).filter((each) => each > 1)).toContain(exitCodeOf({ ...problem('run.busy'), code: code as ProblemCode }));
});

test('the README lists exactly these exit codes, and the help names them', () => {
  const section = README.split(/^## Exit codes$/m)[1]?.split(/^## /m)[0] ?? '';
  const listed = [...section.matchAll(/^\| (\d+) \|/gm)].map((match) => Number(match[1]));
  expect(listed).toEqual([...Object.values(EXIT), 70].sort((one, other) => one - other));
  for (const code of Object.values(EXIT)) expect(USAGE).toMatch(new RegExp(`\\b${String(code)} `));
});
