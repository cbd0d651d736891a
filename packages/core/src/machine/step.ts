import { ALL_RUN_RULES } from './all-run-rules.js';
import type { MachineEvent } from './event.js';
import type { State } from './state.js';
import { stepWith } from './step-with.js';
import type { Transition } from './transition.js';

/**
 * The whole behaviour: what one fact does to the state, and what is then asked of the world. Total; never throws, never
 * mutates; the same state and event always give the same answer. An event that nobody awaits changes nothing.
 */
export const step: (state: State, event: MachineEvent) => Transition = /* @__PURE__ */ stepWith(() => ALL_RUN_RULES);
