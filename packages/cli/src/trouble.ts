import { engineerSentence, type Problem, type ProblemDetails } from '@firstring/core';

/** A problem of the core, or one that only the command line knows. No secret is ever in it (S4). */
export interface Trouble {
  /** Stable: of `docs/errors.md`, or of this package's README. */
  readonly code: string;
  readonly person: string;
  readonly engineer: string;
  readonly details?: ProblemDetails;
  /** The provider's own sentence (D8). */
  readonly message?: string;
}

/** A problem of the core with both of its sentences. */
export function troubleOf(problem: Problem): Trouble {
  const { code, person, ...rest } = problem;
  return { code, person, engineer: engineerSentence(problem), ...rest };
}

/** How the command line was used does not fit; what was typed is never repeated whole, it could be a password (S4). */
export function mistake(code: `usage.${string}`, person: string): Trouble {
  return { code, person, engineer: 'The arguments do not fit; «firstring --help» lists them.' };
}

export const NOBODY_SIGNED_IN: Trouble = {
  code: 'device.empty',
  person: 'Nobody is signed in on this device.',
  engineer: 'The state folder holds no profile; --state and --instance decide where it is looked for.',
};

/** A fault of this program. The message of an error stays out, it could repeat a value; where it arose helps more. */
export function unexpected(error: unknown): Trouble {
  const kind = error instanceof Error ? error.name : typeof error;
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return {
    code: 'cli.unexpected',
    person: 'Something went wrong inside firstring.',
    engineer: [kind, ...frames.slice(0, 3).map((frame) => frame.trim())].join(' '),
  };
}
