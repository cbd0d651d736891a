import { readFile } from 'node:fs/promises';
import { readTrace, replay, type ReplayedStep, type Trace } from '@firstring/core/trace';
import type { CommandLine } from '../command-line.js';
import { failed, misused, type Ending } from '../ending.js';
import { EXIT } from '../exit-code.js';
import { paintFor } from '../paint.js';
import { printable } from '../printable.js';
import { replayText } from '../show-replay.js';
import type { Terminal } from '../terminal.js';
import { mistake, type Trouble } from '../trouble.js';
import { whatChanged } from '../what-changed.js';

/** Shows a recorded run step by step, and whether this version takes the same steps; contacts nobody and touches no state. */
export async function replayCommand({ operands }: CommandLine, { output, environment }: Terminal): Promise<Ending> {
  const [path, ...more] = operands;
  if (path === undefined || more.length > 0) return misused(mistake('usage.operands', 'replay takes one file, a trace such as --record writes.'));
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return misused(mistake('usage.file-unreadable', `${printable(path)} can't be read.`));
  const read = readTrace(text);
  if (!read.ok) return failed(read.problem);
  const trace = read.value;
  const steps = replay(trace);
  const matches = steps.length === trace.steps.length && steps.every((step) => step.matches);
  const ending = { json: jsonOf(trace, steps, matches), text: replayText(trace, steps, paintFor(output, environment)) };
  return matches ? { ...ending, exitCode: EXIT.ok } : { ...ending, exitCode: EXIT.diverged, trouble: DIVERGED };
}

const DIVERGED: Trouble = {
  code: 'replay.diverged',
  person: 'This version takes other steps than were recorded.',
  engineer: 'A state or its commands differ from the recorded ones: another version of @firstring/core recorded it, or a rule has changed.',
};

/** States are left out: each is nearly the one before. */
function jsonOf({ core, dropped, start }: Trace, steps: readonly ReplayedStep[], matches: boolean): object {
  return {
    core,
    dropped,
    settings: start.settings,
    matches,
    steps: steps.map(({ at, event, before, after, commands, ...step }) => ({ at, event, from: before.tag, to: after.tag, changes: whatChanged(before, after), commands, ...step })),
  };
}
