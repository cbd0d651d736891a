import type { CloudId, Asked } from '@firstring/core';
import type { MockAuthentication } from './authentication.js';
import type { Behaviours, MockRequest, Side } from './exchange.js';

/** Everything that the mock portal and the mock provider know. Plain data: take a copy, change it, put it back. */
export interface MockState {
  readonly apps: readonly MockApp[];
  readonly providers: readonly MockProvider[];
  readonly behaviours: Behaviours;
  /** Servers that accept no connections at present. */
  readonly refusing: readonly Side[];
  /** In the order in which requests arrived. */
  readonly log: readonly LoggedRequest[];
  /** Number of the last arrival or end. */
  readonly sequence: number;
}

/** An app of the portal, by its canonical cloud ID (I2). */
export interface MockApp {
  readonly cloudId: CloudId['canonical'];
  readonly live: MockVersion;
  readonly editable: MockVersion;
}

export interface MockVersion {
  readonly provisioning: string;
  readonly theme: string;
}

/** A provider's services below one path: `{path}/global`, `{path}/account` and `{path}/actions`. */
export interface MockProvider {
  readonly path: string;
  /** The global document (D7). */
  readonly global: string;
  /** What the service of dial actions gives (R14); by default one item. */
  readonly actions?: string;
  readonly users: readonly MockUser[];
  /** What a person reads after a wrong password (D8). */
  readonly wrongPassword: string;
  /** The account is given to who signs the request; without it, username and password are fields of the request. */
  readonly authentication?: MockAuthentication;
}

export interface MockUser {
  readonly username: string;
  readonly password: string;
  /** The account document (D6). */
  readonly account: string;
}

/** One request and how it ended. Arrivals and ends are numbered together, so their order is certain on every clock. */
export interface LoggedRequest extends MockRequest {
  readonly sequence: number;
  /** Absent for what asks for none of the four. */
  readonly document?: Asked;
  readonly end?: RequestEnd;
}

export interface RequestEnd {
  readonly sequence: number;
  readonly at: number;
  /** `answered`: everything that was to be sent was sent. `aborted`: the client went away before. */
  readonly how: 'answered' | 'aborted';
}

/** A portal without apps and a provider without users. */
export const EMPTY_MOCK: MockState = { apps: [], providers: [], behaviours: {}, refusing: [], log: [], sequence: 0 };

/** Notes how a request ended; the first word counts. */
export function ended(state: MockState, sequence: number, how: RequestEnd['how'], at: number): MockState {
  const open = state.log.some((entry) => entry.sequence === sequence && entry.end === undefined);
  if (!open) return state;
  const end: RequestEnd = { sequence: state.sequence + 1, at, how };
  return {
    ...state,
    sequence: end.sequence,
    log: state.log.map((entry) => (entry.sequence === sequence ? { ...entry, end } : entry)),
  };
}
