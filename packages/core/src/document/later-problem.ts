import { LATER_PROBLEMS, type LaterProblemCode } from './later-problem-catalogue.js';
import { problemOf, type Problem, type ProblemDetails } from './problem.js';

/** Makes a problem of the catalogue for code that is loaded after the start. */
export function laterProblem(code: LaterProblemCode, details: ProblemDetails = {}): Problem {
  return problemOf(code, LATER_PROBLEMS[code], details);
}

export function refuseLater(code: LaterProblemCode, details: ProblemDetails = {}): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: laterProblem(code, details) };
}
