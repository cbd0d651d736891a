import { parseClassic, parseCscCode, portalRequest, type Parameters } from '@firstring/core';
import type { RunResult, Snapshot } from '@firstring/core/driver';
import { PASSWORD_ARGUMENT, type CommandLine } from '../command-line.js';
import { completeCredentials } from '../credentials.js';
import { insecurePolicy, openDevice, type Device } from '../device.js';
import { failed, misused, type Ending } from '../ending.js';
import { EXIT, exitCodeOf } from '../exit-code.js';
import { hintsFor } from '../hint.js';
import { snapshotAsJson } from '../json.js';
import { paintFor } from '../paint.js';
import { recordTo } from '../record.js';
import { showProgress, type Progress } from '../show-progress.js';
import { savedText, summaryText } from '../show-summary.js';
import { troubleText } from '../show-trouble.js';
import type { Terminal } from '../terminal.js';
import { mistake, troubleOf } from '../trouble.js';

/** Signs in: shows what is saved first, replaces it only on full success (F5, F6). */
export async function provisionCommand(line: CommandLine, terminal: Terminal): Promise<Ending> {
  const submitted = readSubmitted(line);
  if ('exitCode' in submitted) return submitted;

  const { errors, environment } = terminal;
  const interrupt = new AbortController();
  const stopListening = terminal.onInterrupt(() => {
    interrupt.abort();
  });
  const insecure: string[] = [];
  const recording = line.record === undefined ? undefined : recordTo(line.record);
  let note: Progress['note'] = (text) => void errors.write(`${text}\n`);
  const device = openDevice(line, environment, (origin) => {
    insecure.push(origin);
    note(`${paintFor(errors, environment).warning('Warning:')} ${origin} is asked over plain http, which anybody on the way can read and change; passwords arrive there empty.`);
  }, recording?.recorder);
  try {
    const restored = await device.provisioner.restored();
    if (!line.json) showRestored(restored, terminal);
    const completed = await completeCredentials(submitted, line.passwordStdin, terminal, interrupt.signal);
    if (!completed.ok) return completed.ending;

    const progress = line.json ? undefined : showProgress(device.provisioner, terminal);
    note = progress?.note ?? note;
    const result = await run(device, completed.parameters, interrupt.signal);
    progress?.end();
    const ending = endingOf(result, device, insecure, terminal);
    return recording === undefined ? ending : await recording.write(ending, terminal);
  } finally {
    stopListening();
    device.provisioner.dispose();
  }
}

/** What was typed, or why nothing can be begun with it: before anything is asked of a person or a server. */
function readSubmitted(line: CommandLine): Parameters | Ending {
  const [first, ...more] = line.operands;
  if (first === undefined) return misused(mistake('usage.operands', 'Who signs in? provision takes [USER@]CLOUDID, such as alice@ACME.'));
  if (more.length > 0) return misused(mistake('usage.operands', 'provision takes one argument, [USER@]CLOUDID; a password is never one.'));
  const code = parseCscCode(first);
  if (code.ok && code.value.password !== undefined) return misused(PASSWORD_ARGUMENT);
  if (line.portal === undefined) return misused(mistake('usage.portal-missing', 'Which portal? Give --portal URL or set FIRSTRING_PORTAL.'));
  const typed = code.ok ? code : parseClassic(first);
  if (!typed.ok) return failed(typed.problem);
  const address = portalRequest(line.portal, typed.value.cloudId, 'provisioning', { insecure: insecurePolicy(line), userAgent: '' });
  return address.ok ? typed.value : { ...failed(address.problem, { hints: hintsFor(address.problem) }), exitCode: EXIT.usage };
}

function showRestored(restored: Snapshot, { errors, environment }: Terminal): void {
  if (restored.problem !== undefined) errors.write(troubleText(troubleOf(restored.problem), [], paintFor(errors, environment)));
  if (restored.problem === undefined || restored.profile !== undefined) errors.write(savedText(restored));
}

function run({ provisioner }: Device, parameters: Parameters, signal: AbortSignal): Promise<RunResult> {
  const running = provisioner.provision(parameters);
  const cancel = (): void => {
    provisioner.cancel();
  };
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel, { once: true });
  return running;
}

function endingOf(result: RunResult, { provisioner, stateDir }: Device, insecure: readonly string[], { output, environment }: Terminal): Ending {
  const snapshot = provisioner.getSnapshot();
  const json = { stateDir, ...snapshotAsJson(snapshot), plainHttp: insecure };
  if (result.ok) return { exitCode: EXIT.ok, json, text: summaryText(provisioner, stateDir, paintFor(output, environment)) };
  const { problem } = result;
  const storage = exitCodeOf(problem) === EXIT.storage ? [`State is kept in ${stateDir}`] : [];
  const kept = snapshot.profile === undefined ? [] : ['What was saved before is unchanged and in use.'];
  return failed(problem, { json, hints: [...kept, ...hintsFor(problem), ...storage] });
}
