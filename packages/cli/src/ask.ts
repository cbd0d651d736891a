import { StringDecoder } from 'node:string_decoder';
import type { Terminal } from './terminal.js';

/** What a person or a pipe answered; `undefined`: the input ended without an answer. */
export type Answer =
  | { readonly ok: true; readonly text: string | undefined }
  | { readonly ok: false; readonly reason: 'interrupted' | 'not-text' };

const LINE_END = 0x0a;
const LONGEST_LINE = 65_536;
const INTERRUPTED: Answer = { ok: false, reason: 'interrupted' };
const NOT_TEXT: Answer = { ok: false, reason: 'not-text' };

/** Everything up to the first line end, verbatim: a password may begin or end with spaces (D2a). */
export function readLine({ input }: Terminal, signal: AbortSignal): Promise<Answer> {
  const pieces: Buffer[] = [];
  let length = 0;
  const line = (): Answer => textOf(Buffer.concat(pieces));
  return receive(input, signal, (piece) => {
    if (piece === 'end') return length === 0 ? { ok: true, text: undefined } : line();
    const end = piece.indexOf(LINE_END);
    pieces.push(end === -1 ? piece : piece.subarray(0, end));
    length += piece.length;
    if (end !== -1) return line();
    return length > LONGEST_LINE ? NOT_TEXT : undefined;
  });
}

/** A question whose answer the terminal echoes as usual. */
export function askLine(terminal: Terminal, question: string, signal: AbortSignal): Promise<Answer> {
  terminal.errors.write(question);
  return readLine(terminal, signal);
}

/** A question of whose answer nothing is echoed, not even its length. */
export async function askSecret({ input, errors }: Terminal, question: string, signal: AbortSignal): Promise<Answer> {
  const decoder = new StringDecoder('utf8');
  let typed = '';
  input.setRawMode?.(true); // before the question: whoever sees it may type
  errors.write(question);
  const answer = await receive(input, signal, (piece) => {
    if (piece === 'end') return { ok: true, text: undefined };
    for (const key of decoder.write(piece).replace(ESCAPE_SEQUENCES, '')) {
      if (key === KEYS.interrupt) return INTERRUPTED;
      if (key === KEYS.endOfInput && typed === '') return { ok: true, text: undefined };
      if (key === '\r' || key === '\n' || key === KEYS.endOfInput) return { ok: true, text: typed };
      if (key === '\u007f' || key === '\b') typed = Array.from(typed).slice(0, -1).join('');
      else if (key === KEYS.killLine) typed = '';
      else if (key >= ' ' || key === '\t') typed += key;
    }
    return undefined;
  });
  input.setRawMode?.(false);
  errors.write('\n');
  return answer;
}

const KEYS = { interrupt: '\u0003', endOfInput: '\u0004', killLine: '\u0015' } as const;

/** Arrow keys and their like: none of them is part of a password. */
const ESCAPE_SEQUENCES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|O.|[^[O])?/g;

/** Hands over what arrives until `take` has an answer, the input ends, or the person interrupts. */
function receive(input: Terminal['input'], signal: AbortSignal, take: (piece: Buffer | 'end') => Answer | undefined): Promise<Answer> {
  return new Promise((resolve) => {
    const finish = (answer: Answer): void => {
      input.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onEnd);
      signal.removeEventListener('abort', onAbort);
      input.pause();
      input.unref?.(); // a paused pipe reads ahead all the same, and would keep the process alive
      resolve(answer);
    };
    const onData = (piece: Buffer | string): void => {
      const answer = take(typeof piece === 'string' ? Buffer.from(piece) : piece);
      if (answer !== undefined) finish(answer);
    };
    const onEnd = (): void => {
      finish(take('end') ?? { ok: true, text: undefined });
    };
    const onAbort = (): void => {
      finish(INTERRUPTED);
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort);
    input.ref?.();
    input.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onEnd);
    input.resume();
  });
}

function textOf(bytes: Buffer): Answer {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r$/, '') };
  } catch {
    return NOT_TEXT;
  }
}
