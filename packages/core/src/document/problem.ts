import type { Asked } from './tree.js';
import { PROBLEMS, type EarlyProblemCode, type ProblemCode } from './problem-catalogue.js';

export type { EarlyProblemCode, ProblemCode } from './problem-catalogue.js';

/**
 * Why something did not go on. Plain data, safe to log, show and store: no secret and no text of a document's value is
 * ever in it, except {@link Problem.message}, the provider's own sentence for the person (D8).
 */
export interface Problem {
  /** Stable and documented in `docs/errors.md`; the only field that code should compare. */
  readonly code: ProblemCode;
  /** One sentence for the person in front of the app; the engineer's comes from `engineerSentence(problem)`. */
  readonly person: string;
  /** What is known about this occurrence. */
  readonly details: ProblemDetails;
  /** The provider's own sentence (D8): plain text, at most 500 characters; show it instead of `person` where present. */
  readonly message?: string;
}

/** Facts about one occurrence; every field is optional and none holds a secret. */
export interface ProblemDetails {
  /** The document concerned (F1). */
  readonly document?: string;
  /** HTTP status code. */
  readonly status?: number;
  /** Name of the node, header, placeholder or field concerned. */
  readonly node?: string;
  /** 1-based position in the document. */
  readonly line?: number;
  readonly column?: number;
  /** Scheme, host and port only, never a path or query. */
  readonly origin?: string;
  /** Milliseconds since the epoch before which trying again is pointless (O6). */
  readonly retryAt?: number;
  /** All faults of a document that was read but is not valid (D9), each with its node. */
  readonly faults?: readonly Fault[];
  /** A word from the platform, such as `ECONNREFUSED`; never free text that could echo a request. */
  readonly cause?: string;
  /** A limit that was passed, in the unit the sentence names. */
  readonly limit?: number;
}

/** One reason why a document is not valid (D9). */
export interface Fault {
  readonly node: string;
  /** A stable word such as `required`, `host`, `minimum`, `oneOf`. */
  readonly rule: string;
  /** A sentence for the person. */
  readonly person: string;
}

/** Something noticed that changes nothing: an ignored attribute, a repeated node, an unknown placeholder. */
export interface Warning {
  /** Stable, listed in `docs/errors.md`. */
  readonly code: string;
  /** Name of the node, attribute or placeholder. */
  readonly node: string;
}

/** A warning and the document it is about, so that a provider can mend what its server sends. */
export interface Noticed extends Warning {
  readonly document: Asked;
}

/** A value, or the problem that prevented it. Nothing in the core throws. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Puts details into a sentence of the catalogue: `{field}` is replaced by the detail of that name. */
export function fillSentence(sentence: string, details: ProblemDetails): string {
  return sentence.replace(/\{(\w+)\}/g, (_placeholder, name: string) => {
    const value = details[name as keyof ProblemDetails];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : 'unknown';
  });
}

/** Makes a problem of the catalogue. */
export function problem(code: EarlyProblemCode, details: ProblemDetails = {}, message?: string): Problem {
  return problemOf(code, PROBLEMS[code], details, message);
}

export function problemOf(code: ProblemCode, sentence: string, details: ProblemDetails, message?: string): Problem {
  const base = { code, person: fillSentence(sentence, details), details };
  return message === undefined ? base : { ...base, message };
}

export function refuse(code: EarlyProblemCode, details: ProblemDetails = {}, message?: string): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: problem(code, details, message) };
}

export function accept<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}
