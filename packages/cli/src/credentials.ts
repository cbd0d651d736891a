import { formatCloudId, problem, type Parameters } from '@firstring/core';
import { askLine, askSecret, readLine, type Answer } from './ask.js';
import { failed, misused, type Ending } from './ending.js';
import { printable } from './printable.js';
import type { Terminal } from './terminal.js';
import { mistake } from './trouble.js';

export type Completed = { readonly ok: true; readonly parameters: Parameters } | { readonly ok: false; readonly ending: Ending };

/** Absent is asked for (I1), where somebody can be asked; what stays absent the core misses where it is needed. */
export async function completeCredentials(typed: Parameters, fromStdin: boolean, terminal: Terminal, signal: AbortSignal): Promise<Completed> {
  const cloudId = printable(formatCloudId(typed.cloudId));
  const username: Answer =
    typed.username === undefined && terminal.input.isTTY === true
      ? await askLine(terminal, `User name at ${cloudId}: `, signal)
      : { ok: true, text: typed.username };
  if (!username.ok) return { ok: false, ending: unanswered(username.reason) };
  const owner = username.text === undefined || username.text === '' ? cloudId : `${printable(username.text)}@${cloudId}`;
  const password = await obtainPassword(terminal, fromStdin, `Password of ${owner}: `, signal);
  if (!password.ok) return { ok: false, ending: unanswered(password.reason) };
  return {
    ok: true,
    parameters: {
      ...typed,
      ...(username.text === undefined ? {} : { username: username.text }),
      ...(password.text === undefined ? {} : { password: password.text }),
    },
  };
}

/** From standard input, the environment or a prompt, in this order; `undefined` where nobody can be asked. */
async function obtainPassword(terminal: Terminal, fromStdin: boolean, question: string, signal: AbortSignal): Promise<Answer> {
  const { input, environment } = terminal;
  if (fromStdin && input.isTTY !== true) return readLine(terminal, signal);
  const given = fromStdin ? undefined : environment['FIRSTRING_PASSWORD'];
  if (given !== undefined) return { ok: true, text: given };
  return input.isTTY === true ? askSecret(terminal, question, signal) : { ok: true, text: undefined };
}

function unanswered(reason: 'interrupted' | 'not-text'): Ending {
  if (reason === 'interrupted') return failed(problem('run.cancelled'));
  return misused(mistake('usage.password-encoding', 'What standard input holds is no password: it is not UTF-8, or its first line has no end.'));
}
