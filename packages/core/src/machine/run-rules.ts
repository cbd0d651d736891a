import type { MachineEvent } from './event.js';
import type { RefreshAsked } from './refresh.js';
import type { Ready, Running, Saving, Unsaved } from './state.js';
import type { Transition } from './transition.js';

/** The rules that only a run needs. Handed in, because an app loads them apart from the rest: `all-run-rules.ts` has them. */
export interface RunRules {
  readonly onRunning: (state: Running, event: MachineEvent) => Transition;
  readonly onSaving: (state: Saving, event: MachineEvent) => Transition;
  readonly onUnsaved: (state: Unsaved, event: MachineEvent) => Transition;
  readonly refresh: (state: Ready, asked: RefreshAsked, at: number) => Transition;
}
