import type { Leaf, Pairs } from '../document/tree.js';

/** The prefixes under which services are defined (W1); they compare without case. */
export type ServicePrefix = 'initialGlobalProvisioning' | 'InitialProvisioning' | 'extProv' | 'dialActionWs';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'HEAD' | 'DELETE';

/** A web service as its group of keys defines it (W1). Templates are unfilled; secret parts are references (S3). */
export interface ServiceDefinition {
  readonly prefix: ServicePrefix;
  /** URL template; its query is secret (S3). */
  readonly url: Leaf;
  readonly postData: Leaf;
  /** Media type of the body; `application/x-www-form-urlencoded` when absent (W3). */
  readonly contentType: string;
  readonly method: HttpMethod;
  readonly authUsername: Leaf;
  readonly authPassword: Leaf;
  /** Header template: `Name: value` lines (W4). */
  readonly customHeaders: Leaf;
  /** Deadline of the whole answer, in ms, 1,000 to 120,000 (F9). Absent: the general one. */
  readonly timeoutMs?: number;
}

/** What placeholders stand for (W6). Names compare with their case. */
export interface Scope {
  /** `%name%`: `username`, `password`, `fullcode`, `installid`, … */
  readonly values: Pairs<Leaf>;
  /** `%account[node]%`; absent before there is an account. */
  readonly account?: Pairs<Leaf>;
  /**
   * Names that belong here and have no value any more, such as a one-time password after its sign-in (R2a). A template that
   * asks for one is refused with `input.credentials-missing`, never sent with the placeholder in it.
   */
  readonly absent?: readonly string[];
}

/**
 * How much plain http the app allows (W9). Default `never`.
 * `loopback`: everything, for 127.0.0.0/8, ::1 and localhost only. `without-secrets`: any host, but secret values arrive
 * empty. `secrets-on-loopback`: both of these, any host, but secret values arrive empty beyond this machine. `with-secrets`:
 * any host, everything; for laboratories.
 */
export type InsecurePolicy = 'never' | 'loopback' | 'without-secrets' | 'secrets-on-loopback' | 'with-secrets';

/** A request ready to send. May hold secrets: it exists only between the driver and the http port. */
export interface HttpRequest {
  readonly method: HttpMethod;
  /** Absolute http(s) URL without fragment. */
  readonly url: string;
  readonly headers: Pairs<string>;
  /** Sent as UTF-8. Absent for GET and HEAD (W3). */
  readonly body?: string;
  /** Whether a body, credentials or custom headers are in it: such a request follows no redirect to another origin (W11). */
  readonly sensitive: boolean;
}
