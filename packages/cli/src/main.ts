import { readCommandLine } from './command-line.js';
import { COMMANDS } from './commands.js';
import { misused, type Ending } from './ending.js';
import { EXIT } from './exit-code.js';
import { nearest } from './nearest.js';
import { paintFor } from './paint.js';
import { glance, jsonLine } from './printable.js';
import { troubleText } from './show-trouble.js';
import { processTerminal, type Terminal } from './terminal.js';
import { mistake, unexpected } from './trouble.js';

const SEE_HELP = 'Run «firstring --help» for all commands.';

/** The entry of the command line: arguments in, exit code out. Never rejects. */
export async function main(args: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  const ending = await run(args, terminal).catch((error: unknown): Ending => ({ exitCode: EXIT.unexpected, trouble: unexpected(error) }));
  tell(ending, args.includes('--json'), terminal);
  return ending.exitCode;
}

async function run(args: readonly string[], terminal: Terminal): Promise<Ending> {
  const read = readCommandLine(args, terminal.environment);
  if (!read.ok) return misused(read.trouble, SEE_HELP);
  const { command } = read.line;
  const perform = COMMANDS.get(command);
  if (perform !== undefined) return perform(read.line, terminal);
  const meant = nearest(command, COMMANDS.keys());
  const sentence = `There is no command «${glance(command, 30)}».${meant === undefined ? '' : ` Did you mean «firstring ${meant}»?`}`;
  return misused(mistake('usage.unknown-command', sentence), SEE_HELP);
}

/** The one place that writes what a command ended with: a single JSON object for a machine, sentences for a person. */
function tell({ exitCode, text, trouble, hints = [], json }: Ending, asJson: boolean, { output, errors, environment }: Terminal): void {
  if (asJson) {
    output.write(jsonLine({ ok: exitCode === EXIT.ok, exitCode, ...json, ...(trouble === undefined ? {} : { problem: trouble }) }));
    return;
  }
  if (trouble !== undefined) errors.write(troubleText(trouble, hints, paintFor(errors, environment)));
  if (text !== undefined) output.write(text);
}
