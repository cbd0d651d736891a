import type { CommandLine } from './command-line.js';
import { explainCommand } from './commands/explain.js';
import { provisionCommand } from './commands/provision.js';
import { replayCommand } from './commands/replay.js';
import { signOutCommand } from './commands/sign-out.js';
import { statusCommand } from './commands/status.js';
import type { Ending } from './ending.js';
import type { Terminal } from './terminal.js';
import { USAGE } from './usage.js';
import { VERSION } from './version.js';
import { EXIT } from './exit-code.js';

export type CommandRun = (line: CommandLine, terminal: Terminal) => Ending | Promise<Ending>;

export const COMMANDS: ReadonlyMap<string, CommandRun> = new Map<string, CommandRun>([
  ['provision', provisionCommand],
  ['status', statusCommand],
  ['explain', explainCommand],
  ['sign-out', signOutCommand],
  ['replay', replayCommand],
  ['help', () => ({ exitCode: EXIT.ok, text: USAGE, json: { usage: USAGE } })],
  ['version', () => ({ exitCode: EXIT.ok, text: `${VERSION}\n`, json: { version: VERSION } })],
]);
