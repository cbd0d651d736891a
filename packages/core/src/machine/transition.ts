import type { Command } from './command.js';
import type { State } from './state.js';

/** What a step gives: the next state and what is asked of the world. */
export type Transition = readonly [State, readonly Command[]];

export function stay(state: State): Transition {
  return [state, []];
}
