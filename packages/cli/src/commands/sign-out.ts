import type { CommandLine } from '../command-line.js';
import { openDevice } from '../device.js';
import { failed, misused, type Ending } from '../ending.js';
import { EXIT } from '../exit-code.js';
import type { Terminal } from '../terminal.js';
import { mistake } from '../trouble.js';

/** Removes credentials and profile from this device (R12); contacts nobody. */
export async function signOutCommand(line: CommandLine, { environment }: Terminal): Promise<Ending> {
  if (line.operands.length > 0) return misused(mistake('usage.operands', 'sign-out takes no arguments; --instance names one of several identities.'));
  const { provisioner, stateDir } = openDevice(line, environment);
  const { profile } = await provisioner.restored();
  const result = await provisioner.signOut(); // also where nobody is signed in: it removes what an interrupted one has left
  // Nobody may be signed in any more, and yet something of it lie in a store that refused.
  const problem = result.ok ? provisioner.getSnapshot().problem : result.problem;
  provisioner.dispose();
  if (problem !== undefined) return failed(problem, { json: { stateDir }, hints: [`State is kept in ${stateDir}`] });
  const text = profile === undefined ? 'Nobody was signed in; nothing is kept on this device.\n' : 'Signed out: profile and credentials are removed from this device.\n';
  return { exitCode: EXIT.ok, text, json: { stateDir } };
}
