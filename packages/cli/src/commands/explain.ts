import type { CommandLine } from '../command-line.js';
import { openDevice } from '../device.js';
import { failed, misused, type Ending } from '../ending.js';
import { EXIT } from '../exit-code.js';
import { explanationText } from '../show-explanation.js';
import { printable } from '../printable.js';
import type { Terminal } from '../terminal.js';
import { mistake, NOBODY_SIGNED_IN } from '../trouble.js';

/** Why a value is what it is (M10); contacts nobody. */
export async function explainCommand(line: CommandLine, terminal: Terminal): Promise<Ending> {
  const [path, ...more] = line.operands;
  if (path === undefined || more.length > 0) {
    return misused(mistake('usage.operands', 'explain takes one path, such as account.codecOrder or quickDial.reception.uri.'));
  }
  const { provisioner } = openDevice(line, terminal.environment);
  const { profile, problem } = await provisioner.restored();
  const explanation = provisioner.explain(path);
  provisioner.dispose();
  if (profile === undefined) return problem === undefined ? { exitCode: EXIT.nothingSaved, trouble: NOBODY_SIGNED_IN } : failed(problem);
  if (explanation.found) return { exitCode: EXIT.ok, text: explanationText(explanation), json: explanation };
  const { suggestions } = explanation;
  const meant = suggestions.length === 0 ? '' : ` Did you mean ${suggestions.map(printable).join(', ')}?`;
  return { ...misused(mistake('usage.unknown-path', `${printable(path)}: no such value in this profile.${meant}`)), json: explanation };
}
