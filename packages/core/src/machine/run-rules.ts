import type { MachineEvent } from './event.js';
import type { RefreshAsked } from './refresh.js';
import type { Editing, Ready, Running, Saving, State, Unsaved } from './state.js';
import type { Transition } from './transition.js';

/** The rules that only a run needs, or an edit. Handed in, because an app loads them apart from the rest: `all-run-rules.ts` has them. */
export interface RunRules {
  readonly onRunning: (state: Running, event: MachineEvent) => Transition;
  readonly onSaving: (state: Saving, event: MachineEvent) => Transition;
  readonly onUnsaved: (state: Unsaved, event: MachineEvent) => Transition;
  readonly onEditing: (state: Editing, event: MachineEvent) => Transition;
  /** After every step: what waited until the machine rests is begun. */
  readonly atRest: (before: State, moved: Transition, event: MachineEvent) => Transition;
  readonly refresh: (state: Ready, asked: RefreshAsked, at: number) => Transition;
}
