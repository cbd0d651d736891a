import type { Problem } from '@firstring/core';
import { EXIT, exitCodeOf } from './exit-code.js';
import { troubleOf, type Trouble } from './trouble.js';

/** How a command ended: for a script, for a person, for a machine. Only `main` writes it, so that JSON stays one object. */
export interface Ending {
  readonly exitCode: number;
  /** For a person, on standard output. */
  readonly text?: string;
  readonly trouble?: Trouble;
  /** Lines below the trouble: what to do about it. */
  readonly hints?: readonly string[];
  /** For a machine, beside `ok`, `exitCode` and `problem`. */
  readonly json?: object;
}

/** An end because of the way in which the command was called. */
export function misused(trouble: Trouble, ...hints: readonly string[]): Ending {
  return { exitCode: EXIT.usage, trouble, hints };
}

/** An end with a problem of the core, which decides the exit code. */
export function failed(problem: Problem, rest: Omit<Ending, 'exitCode' | 'trouble'> = {}): Ending {
  return { ...rest, exitCode: exitCodeOf(problem), trouble: troubleOf(problem) };
}
