import type { Command } from '../machine/command.js';
import type { MachineEvent } from '../machine/event.js';
import type { State } from '../machine/state.js';
import { checksumOf } from '../store/checksum.js';

/** What every trace begins with. */
export const TRACE_FORMAT = 'firstring-trace';

/** Raised when an older reader would misunderstand. */
export const TRACE_VERSION = 1;

/** A run as plain data, to be sent to support: events, no secrets, and pseudonyms for what a person is called. */
export interface Trace {
  readonly format: typeof TRACE_FORMAT;
  readonly version: typeof TRACE_VERSION;
  /** Version of `@firstring/core` that ran; another one may take other steps. */
  readonly core: string;
  /** How many older events were given up for want of room. */
  readonly dropped: number;
  /** The state before the first event, redacted. It holds the settings: app, device, portal. */
  readonly start: State;
  readonly steps: readonly TraceStep[];
  /** SHA-256 over the JSON text of `core`, `dropped`, `start` and `steps` in one list, lower-case hex. */
  readonly checksum: string;
}

export interface TraceStep {
  /** Redacted. */
  readonly event: MachineEvent;
  /** It happened before the code of runs was loaded (docs/decisions/0011), so only the rules of the first load met it. */
  readonly early?: true;
  /** Fingerprint of the redacted state after it. */
  readonly after: string;
  /** What was asked of the world: type, and number where it has one. */
  readonly commands?: readonly string[];
  /** The redacted state itself, where a masked text decided: a replay goes on from here. */
  readonly given?: State;
}

/** A command in one line, such as `http.send 3`. */
export function commandLine(command: Command): string {
  return 'id' in command ? `${command.type} ${String(command.id)}` : command.type;
}

/** See {@link Trace.checksum}. Reading and writing JSON keeps the order of fields, and so the text. */
export function traceChecksum({ core, dropped, start, steps }: Omit<Trace, 'checksum'>): string {
  return checksumOf(JSON.stringify([core, dropped, start, steps]));
}
