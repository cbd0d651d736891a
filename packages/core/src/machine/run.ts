import type { IncomingDocument, IncomingNode } from '../document/mergeable.js';
import type { Theme } from '../document/theme.js';
import type { Noticed } from '../document/problem.js';
import type { DocumentName, Leaf } from '../document/tree.js';
import type { Parameters } from '../input/parameters.js';
import type { AnswerRow } from '../policy/outcome.js';
import type { ServiceDefinition } from '../service/service.js';

/** One first run: from the person's submit to a saved generation, or to a problem. */
export interface Run {
  readonly id: number;
  readonly parameters: Parameters<Leaf>;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** When the whole run has taken too long (F9). */
  readonly limitAt: number;
  readonly steps: Steps;
  /** From 0 to 1, never goes back within a run (F7). */
  readonly progress: number;
  readonly collected: Collected;
  /** What was noticed and ignored on the way (M1, W2, W5, D7). */
  readonly warnings: readonly Noticed[];
  /** Known once `provisioning` was read; `undefined` inside: not configured (F4). */
  readonly services?: Services;
  /** Awaited fill of the portal's account templates (D5a). */
  readonly filling?: number;
  /** The filled account defaults, where no step 4 is configured (D5a). */
  readonly filled?: readonly IncomingNode[];
}

export type Steps = { readonly [name in DocumentName]: Step };

export interface Services {
  readonly global: ServiceDefinition | undefined;
  readonly account: ServiceDefinition | undefined;
}

export type StepStatus = 'waiting' | 'running' | 'done' | 'skipped' | 'failed';

/** Where one document stands (F7). */
export interface Step {
  readonly status: StepStatus;
  /** Decoded bytes so far. */
  readonly received: number;
  /** Announced size in bytes, where the server tells. */
  readonly total?: number;
  /** How often it was asked for within this run. */
  readonly attempt: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** The request whose answer is awaited; an answer with another id changes nothing. */
  readonly request?: number;
  /** Deadline of that request, ms since the epoch. */
  readonly deadlineAt?: number;
  /** A refusal whose sentence is still being read (D8). */
  readonly refusal?: Refusal;
  /** Validators and revision of an answer whose body is being read. */
  readonly answered?: Answered;
}

export interface Refusal {
  readonly row: AnswerRow;
  readonly status: number;
  readonly retryAt?: number;
}

export interface Answered {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** A document that arrived, and what is known about its arrival (M9). */
export interface Arrived<Content> extends Answered {
  readonly content: Content;
  /** The server's ETag, or the first 16 hex digits of the digest. */
  readonly revision: string;
  /** SHA-256 of the bytes, lower-case hex. */
  readonly digest: string;
  readonly at: number;
}

export interface Collected {
  readonly provisioning?: Arrived<IncomingDocument>;
  readonly theme?: Arrived<Theme>;
  readonly global_extprov?: Arrived<IncomingDocument>;
  readonly extprov?: Arrived<IncomingDocument>;
}
