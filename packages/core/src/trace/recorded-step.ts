import type { Command } from '../machine/command.js';
import type { MachineEvent } from '../machine/event.js';
import type { State } from '../machine/state.js';

/** One step of a machine as it happened: not redacted yet, its secrets are references (S3). */
export interface RecordedStep {
  readonly before: State;
  readonly event: MachineEvent;
  readonly after: State;
  readonly commands: readonly Command[];
  /** The code of runs was not loaded yet (docs/decisions/0011). */
  readonly early: boolean;
}

/** Is told of every step of a provisioner. `createRecorder` of `@firstring/core/trace` makes one. */
export interface Recorder {
  /** Must not throw, and must not call the provisioner. */
  readonly record: (step: RecordedStep) => void;
}
