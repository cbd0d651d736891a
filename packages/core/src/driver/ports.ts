import type { Result } from '../document/problem.js';
import type { Pairs } from '../document/tree.js';
import type { FailureReason } from '../policy/answer.js';
import type { HttpRequest, InsecurePolicy } from '../service/service.js';
import type { StoredGeneration } from '../store/stored.js';
import type { XmlLimits, XmlReading } from '../document/reading.js';

export type { StoredGeneration } from '../store/stored.js';
export type { XmlFailureCode, XmlLimits, XmlReading } from '../document/reading.js';

/** Ports return outcomes and never reject; what a platform cannot do is a field that a test can read. */
export interface Ports {
  readonly http: HttpPort;
  /** Or what loads it, called before the first request leaves: code that only a run needs may come later than the rest. */
  readonly xml: XmlPort | (() => Promise<XmlPort>);
  readonly store: StorePort;
  readonly secrets: SecretsPort;
  readonly host: HostPort;
}

// http ---------------------------------------------------------------------------------------------------------------

export interface HttpLimits {
  /** For the whole answer, its body included, in ms (F9). */
  readonly deadlineMs: number;
  /** For the decoded body, in bytes (F9). */
  readonly maxBytes: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names; a repeated header appears repeatedly. */
  readonly headers: Pairs<string>;
  /** Content encodings removed. Complete: an answer that was cut off is a failure. */
  readonly body: Uint8Array;
  /** The URL that answered: differs from the asked one only where `redirects` is `detected`. */
  readonly url: string;
}

/** Why no answer came. */
export type HttpFailureReason = FailureReason;

export interface HttpFailure {
  readonly reason: HttpFailureReason;
  /** The platform's word for it, such as `ECONNREFUSED`; never text that echoes the request. */
  readonly cause: string;
  /** `false` only where the platform proves that no byte of the request left (R6). */
  readonly sent: boolean;
}

export type HttpOutcome = { readonly ok: true; readonly answer: HttpAnswer } | { readonly ok: false; readonly failure: HttpFailure };

export interface HttpExchange {
  /** Never rejects; settles exactly once, after an abort too. */
  readonly outcome: Promise<HttpOutcome>;
  /** Stops at once; without effect after the end. */
  readonly abort: () => void;
}

interface HttpSending {
  /** How `maxBytes` is met: before more is buffered, or at the next progress event. */
  readonly bodyCap: 'streamed' | 'progress';
  /** Whether the platform says why a request failed. `hidden`: it is `unreachable`, or `cut-off` once the head had come (P5). */
  readonly failures: 'told' | 'hidden';
  /** Whether the platform sends a request again by itself, when a kept connection ends before the answer, whatever the port does (R6). */
  readonly resends: boolean;
  /** Sends no cookies, no referrer and consults no cache (W12). `onProgress` gets decoded bytes so far and, where known, the total. */
  send(request: HttpRequest, limits: HttpLimits, onProgress?: (received: number, total: number | undefined) => void): HttpExchange;
}

/** What is to be asked next, a refusal, or `undefined`: the answer is taken as it is. `hops`: redirects followed so far. */
export type RedirectRule = (request: HttpRequest, answer: HttpAnswer, hops: number, insecure: InsecurePolicy) => Result<HttpRequest> | undefined;

/**
 * W11. `controlled`: the port never follows, 3xx answers come back as they are, and the rule is `followRedirect`.
 * `detected`: the platform follows by itself, the final URL tells, and the rule is `followDetected`. `refused`: the platform
 * hides them, they come back as the failure `redirect`; no rule is needed, and none is shipped.
 */
export type HttpPort = HttpSending &
  ({ readonly redirects: 'controlled' | 'detected'; readonly redirectRule: RedirectRule } | { readonly redirects: 'refused' });

// xml ----------------------------------------------------------------------------------------------------------------

export interface XmlPort {
  /** Total: the same bytes give the same tree or the same code on every platform (D2). */
  read(bytes: Uint8Array, limits: XmlLimits): XmlReading;
}

// store --------------------------------------------------------------------------------------------------------------

export interface StoreFailure {
  readonly reason: 'full' | 'denied' | 'locked' | 'failed';
  /** The platform's word, such as `ENOSPC`. */
  readonly cause: string;
}

export type StoreLoad =
  /** Newest first, at most two (S1). An empty list: nothing was ever committed. */
  | { readonly ok: true; readonly generations: readonly StoredGeneration[] }
  | { readonly ok: false; readonly failure: StoreFailure };

export type StoreCommit =
  | { readonly ok: true }
  /** Another process committed meanwhile; nothing was written (S6). */
  | { readonly ok: false; readonly conflict: true }
  | { readonly ok: false; readonly conflict: false; readonly failure: StoreFailure };

export interface StorePort {
  /** Whether a committed generation survives the end of the process. */
  readonly durable: boolean;
  /** Who sees the same store. */
  readonly scope: 'process' | 'origin' | 'host';
  load(instance: string): Promise<StoreLoad>;
  /**
   * Makes `next` the newest generation in one atomic step, if the newest one is still `expected` (`undefined`: none).
   * After a kill at any point the store holds the old or the new state, whole (S1). Keeps the previous generation. Numbers
   * grow by one: another `next.number` than `expected + 1` is a failure, after `undefined` any whole number may begin.
   */
  commit(instance: string, next: StoredGeneration, expected: number | undefined): Promise<StoreCommit>;
  /** Removes every generation but the newest (R12); what cannot be removed now is removed by the next call. */
  forget(instance: string): Promise<{ readonly ok: true } | { readonly ok: false; readonly failure: StoreFailure }>;
}

// secrets ------------------------------------------------------------------------------------------------------------

/** Reported honestly to the app (S3): held by hardware, by the platform's keystore, merely obfuscated, or never saved. */
export type SecretLevel = 'hardware' | 'keystore' | 'obfuscated' | 'memory';

export interface SecretFailure {
  readonly reason: 'locked' | 'lost' | 'failed';
  readonly cause: string;
}

export type Sealing = { readonly ok: true; readonly sealed: string } | { readonly ok: false; readonly failure: SecretFailure };
export type Opening = { readonly ok: true; readonly plain: string } | { readonly ok: false; readonly failure: SecretFailure };

/** Envelope encryption (S3): one small key in the platform's keystore, the ciphertext travels with the generation. */
export interface SecretsPort {
  readonly level: SecretLevel;
  /** `context` is bound to the ciphertext: opening with another one fails. */
  seal(instance: string, plain: string, context: string): Promise<Sealing>;
  open(instance: string, sealed: string, context: string): Promise<Opening>;
  /** Destroys the key of this instance (R12): nothing sealed so far can be opened again. */
  destroy(instance: string): Promise<{ readonly ok: true } | { readonly ok: false; readonly failure: SecretFailure }>;
}

// host ---------------------------------------------------------------------------------------------------------------

export type HostSignal = 'online' | 'offline' | 'front' | 'back' | 'wake';

export interface HostPort {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Lower-case hex of this many random bytes, fit for keys. */
  entropy(bytes: number): string;
  /** Calls back once, not before `delayMs`; returns what cancels it. Delays above 2^31-1 ms may fire early (R7). */
  timer(delayMs: number, fire: () => void): () => void;
  /** Whether the platform knows that there is no network; `undefined` where it cannot tell. */
  online(): boolean | undefined;
  listen(listener: (signal: HostSignal) => void): () => void;
  /**
   * Runs `work` under a lock that other processes of this store see; after `waitMs` (10 s at most) runs it anyway. It spares
   * double work where several windows would refresh at once and never decides what is right: a commit compares (S6).
   */
  exclusively<T>(name: string, waitMs: number, work: () => Promise<T>): Promise<T>;
  /** What `%platform%`, `%platformversion%`, `%locale%`, `%device%` and `%cpu%` stand for (W6). */
  readonly facts: HostFacts;
}

export interface HostFacts {
  readonly platform: string;
  readonly platformVersion: string;
  /** BCP 47, such as `cs-CZ`. */
  readonly locale: string;
  readonly device: string;
  readonly cpu: string;
}
