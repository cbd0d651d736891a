import type { ReadStream } from 'node:tty';
import type { Output } from './paint.js';

/** What a command talks to: the process's own streams, or a test's. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & Partial<Pick<ReadStream, 'isTTY' | 'setRawMode' | 'ref' | 'unref'>>;
  readonly output: Output;
  readonly errors: Output;
  readonly environment: NodeJS.ProcessEnv;
  /** Calls back when the person interrupts; returns what ends that. A second interrupt ends the process at once. */
  readonly onInterrupt: (listener: () => void) => () => void;
}

const LOST_OUTPUT = 1;

export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', onLostOutput);
  return {
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
    environment: process.env,
    onInterrupt(listener) {
      process.once('SIGINT', listener);
      process.once('SIGTERM', listener);
      return () => {
        process.off('SIGINT', listener);
        process.off('SIGTERM', listener);
      };
    },
  };
}

/** A reader that has seen enough (`| head`) is no failure; a full disk under a redirected output is one. */
function onLostOutput(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.once('exit', (code) => {
    if (code === 0) process.exitCode = LOST_OUTPUT;
  });
}
