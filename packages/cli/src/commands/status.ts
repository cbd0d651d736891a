import type { CommandLine } from '../command-line.js';
import { openDevice } from '../device.js';
import type { Ending } from '../ending.js';
import { EXIT, exitCodeOf } from '../exit-code.js';
import { snapshotAsJson } from '../json.js';
import { misused } from '../ending.js';
import { paintFor } from '../paint.js';
import { summaryText } from '../show-summary.js';
import type { Terminal } from '../terminal.js';
import { mistake, NOBODY_SIGNED_IN, troubleOf } from '../trouble.js';

/** What is saved on this device; contacts nobody. */
export async function statusCommand(line: CommandLine, { output, environment }: Terminal): Promise<Ending> {
  if (line.operands.length > 0) return misused(mistake('usage.operands', 'status takes no arguments.'));
  const { provisioner, stateDir } = openDevice(line, environment);
  const snapshot = await provisioner.restored();
  const { problem, profile } = snapshot;
  const text = profile === undefined ? {} : { text: summaryText(provisioner, stateDir, paintFor(output, environment)) };
  provisioner.dispose();
  const seen = { ...text, json: { stateDir, ...snapshotAsJson(snapshot) }, hints: [`It is looked for in ${stateDir}`] };
  if (problem !== undefined) return { ...seen, exitCode: exitCodeOf(problem), trouble: troubleOf(problem) };
  return profile === undefined ? { ...seen, exitCode: EXIT.nothingSaved, trouble: NOBODY_SIGNED_IN } : { ...seen, exitCode: EXIT.ok };
}
