import type { IncomingDocument, IncomingNode } from '../document/mergeable.js';
import type { Revision } from '../document/revision.js';
import type { Theme } from '../document/theme.js';
import type { Noticed, Problem } from '../document/problem.js';
import type { Asked, Leaf, Pairs } from '../document/tree.js';
import type { Parameters } from '../input/parameters.js';
import type { Authentication } from './command.js';
import type { AnswerRow } from '../policy/answer.js';
import type { OutcomeId } from '../policy/outcome.js';
import type { ServiceDefinition } from '../service/service.js';
import type { Failure } from './state.js';

/** One run: from a submit, or from the time when a refresh was due, to a saved generation or to a problem. */
export interface Run {
  readonly id: number;
  readonly parameters: Parameters<Leaf>;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** How often it began again by itself because the network came back (F11). */
  readonly returns?: number;
  /** Present on a refresh (R): what is in use stays in use, and nobody is asked. */
  readonly refresh?: RefreshOf;
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
  /** The leaves of the account in use, for `%account[…]%` (W6); absent before there is one. */
  readonly account?: Pairs<Leaf>;
  /** Awaited fill of the portal's account templates (D5a). */
  readonly filling?: number;
  /** The filled account defaults, where no step 4 is configured (D5a). */
  readonly filled?: readonly IncomingNode[];
}

export type Steps = { readonly [name in Asked]: Step };

export interface Services {
  /** Step 3. */
  readonly global: ServiceDefinition | undefined;
  /** Step 4; on a refresh the account's own `extProv` (R2). */
  readonly account: ServiceDefinition | undefined;
  /** `dialActionWs`, on a refresh only (R14). */
  readonly dialActions: ServiceDefinition | undefined;
  /** Whether the portal's document defines step 4; absent on a refresh that has not read one (D5a). */
  readonly signIn?: boolean;
}

/** What a refresh was begun for, and what it has found so far. */
export interface RefreshOf {
  readonly by: RefreshCause;
  readonly asked: readonly Asked[];
  /** Validators are left out: everything is fetched anew (R5). */
  readonly resetCache?: true;
  /** A theme that failed holds nothing back (R9). */
  readonly theme?: Problem;
  /** What arrived as it was when it failed, and was not applied (R10). */
  readonly quarantined?: readonly Asked[];
  /** Edits of the user's made the account fail: they were set aside, and the person should know (D9). */
  readonly setAside?: Problem;
  /** How often another process saved first (S6). */
  readonly rebased?: number;
  /** Dial actions that failed are nobody's business but the log's (R14). */
  readonly dialActions?: { readonly problem: Problem; readonly outcome: OutcomeId | undefined };
  /** What was shown beside the profile before, about the last submit or the start. */
  readonly failure?: Failure;
}

/** Why a refresh began: it was due, or a person or a link asked for it (I7). */
export type RefreshCause = 'schedule' | 'person' | 'link';

export type StepStatus = 'waiting' | 'running' | 'done' | 'unchanged' | 'skipped' | 'failed';

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
  /** When it is asked for again by itself, ms since the epoch (R6). */
  readonly againAt?: number;
  /** How the request under way answers a challenge (W10). */
  readonly authentication?: Authentication;
  /** A refusal whose sentence is still being read (D8). */
  readonly refusal?: Refusal;
  /** Validators and revision of an answer whose body is being read. */
  readonly answered?: Answered;
}

export interface Refusal {
  readonly row: AnswerRow;
  readonly status: number;
  readonly retryAt?: number;
  /** The account names this status as the one that signs out (R11). */
  readonly signOut?: true;
}

export interface Answered {
  readonly etag?: string;
  readonly lastModified?: string;
  /** Which request it answers (R5). */
  readonly key?: string;
}

/** A document that arrived, and what is known about its arrival (M9). */
export interface Arrived<Content> extends Answered {
  readonly content: Content;
  /** The server's ETag, or the first 16 hex digits of the digest. */
  readonly revision: string;
  /** SHA-256 of the bytes, lower-case hex. */
  readonly digest: string;
  /** How new it is by the portal's own word (P4). */
  readonly portalRevision?: Revision;
  readonly at: number;
}

export interface Collected {
  readonly provisioning?: Arrived<IncomingDocument>;
  readonly theme?: Arrived<Theme>;
  readonly global_extprov?: Arrived<IncomingDocument>;
  readonly extprov?: Arrived<IncomingDocument>;
  readonly dialActionWs?: Arrived<IncomingDocument>;
}
