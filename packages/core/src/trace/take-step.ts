import { ALL_RUN_RULES } from '../machine/all-run-rules.js';
import type { MachineEvent } from '../machine/event.js';
import type { State } from '../machine/state.js';
import { stepWith } from '../machine/step-with.js';
import type { Transition } from '../machine/transition.js';
import { attempt } from '../text/attempt.js';

/** The step of that time; `undefined` for a state or event that no machine ever had, which only a forged trace holds. */
export function takeStep(state: State, event: MachineEvent, early: boolean): Transition | undefined {
  return attempt(() => stepWith(() => (early ? undefined : ALL_RUN_RULES))(state, event));
}
