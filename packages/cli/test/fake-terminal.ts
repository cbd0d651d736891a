import { PassThrough } from 'node:stream';
import type { Terminal } from '../src/terminal.js';

export interface FakeTerminal extends Terminal {
  readonly input: PassThrough & Terminal['input'];
  readonly out: () => string;
  readonly err: () => string;
  /** The one JSON object on standard output; fails where there is anything else. */
  readonly json: () => Record<string, unknown>;
  /** What a person types, as soon as the question ends with this. */
  readonly answer: (questionEnd: string, keys: string) => void;
  readonly interrupt: () => void;
  /** Whether the terminal was raw, at every change. */
  readonly raw: readonly boolean[];
  readonly listening: () => number;
}

export interface FakeTerminalOptions {
  /** Whether input and output are a person's. Default `false`. */
  readonly tty?: boolean;
  readonly columns?: number;
  readonly environment?: NodeJS.ProcessEnv;
  /** All of standard input, where it is none. */
  readonly stdin?: string | Uint8Array;
}

export function fakeTerminal({ tty = false, columns = 80, environment = {}, stdin }: FakeTerminalOptions = {}): FakeTerminal {
  const raw: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: tty,
    setRawMode: (mode: boolean) => {
      raw.push(mode);
      return input as never;
    },
  });
  if (stdin !== undefined) input.end(stdin);
  else if (!tty) input.end();
  const output = recorder(tty, columns);
  const errors = recorder(tty, columns);
  const listeners = new Set<() => void>();
  return {
    input,
    output: output.stream,
    errors: errors.stream,
    environment,
    raw,
    onInterrupt(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    out: output.text,
    err: errors.text,
    json: () => JSON.parse(output.text()) as Record<string, unknown>,
    answer: (questionEnd, keys) => {
      errors.when(questionEnd, () => input.write(keys));
    },
    interrupt: () => {
      for (const listener of [...listeners]) listener();
    },
    listening: () => listeners.size,
  };
}

function recorder(isTTY: boolean, columns: number) {
  let text = '';
  const waiting = new Map<string, () => void>();
  const stream = Object.assign(new PassThrough(), { isTTY, columns });
  stream.on('data', (piece: Buffer) => {
    text += piece.toString('utf8');
    for (const [end, act] of [...waiting]) {
      if (!text.endsWith(end)) continue;
      waiting.delete(end);
      setImmediate(act);
    }
  });
  return { stream, text: () => text, when: (end: string, act: () => void) => void waiting.set(end, act) };
}
