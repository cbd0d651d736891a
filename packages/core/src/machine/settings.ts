import type { InsecurePolicy } from '../service/service.js';

/** What the app says of itself and of its device; constant for the life of a machine. Plain data. */
export interface Settings {
  readonly app: AppIdentity;
  readonly device: DeviceFacts;
  /** Base URL of the portal (P1). */
  readonly portal: string;
  readonly insecure: InsecurePolicy;
  /** Runs 3 and 4 together, one round trip less (F3). Default off: 4 may use up a one-time PIN while 3 fails. */
  readonly overlap: boolean;
  /** For one request, body included, in ms; 30,000 unless a test or a laboratory says otherwise (F9). */
  readonly requestMs: number;
  /** Where the tries of a first run begin, in ms; 1,000 by default (R6). */
  readonly retryMs: number;
  /** For a whole first run, in ms; 90,000 by default (F9). */
  readonly runMs: number;
  /** What changes more than lightly has to prove itself (R10); absent: off. */
  readonly trial?: TrialSettings;
}

export interface TrialSettings {
  /** How long the app may be in use, online, until a start without a confirmation counts against what is on trial, in ms; 600,000 by default. */
  readonly windowMs?: number;
  /** No other process uses this store at the same time: a start that left no mark of its end ended in a crash. */
  readonly alone: boolean;
}

export interface AppIdentity {
  readonly name: string;
  readonly version: string;
  /** `%build%` (W6); empty by default. */
  readonly build: string;
  /** `%appid%` (W6), such as `com.example.talk`; the name by default. */
  readonly id: string;
}

export interface DeviceFacts {
  readonly platform: string;
  readonly platformVersion: string;
  readonly locale: string;
  readonly device: string;
  readonly cpu: string;
}
