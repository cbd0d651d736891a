import type { Command } from '../machine/command.js';
import type { MachineEvent } from '../machine/event.js';
import type { State } from '../machine/state.js';
import { same } from '../document/same.js';
import { attempt } from '../text/attempt.js';
import { createFingerprint } from './fingerprint.js';
import { takeStep } from './take-step.js';
import { commandLine, type Trace } from './trace.js';

export interface ReplayedStep {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly event: MachineEvent;
  readonly before: State;
  readonly after: State;
  readonly commands: readonly Command[];
  /** Whether this core comes to the state, and asks for what was asked for, as it was recorded. */
  readonly matches: boolean;
  /** The state was taken from the trace, because a text that is masked in it decided; `commands` may differ. */
  readonly given: boolean;
}

/**
 * Takes the steps of a trace again. Pure; the same trace gives the same steps. A step that does not match goes on from where
 * this core came to; at one that can't be taken at all the replay ends.
 */
export function replay({ start, steps }: Trace): readonly ReplayedStep[] {
  const fingerprint = createFingerprint();
  const replayed: ReplayedStep[] = [];
  let before = start;
  for (const { event, early, after: wanted, commands: asked = [], given } of steps) {
    const taken = takeStep(before, event, early === true);
    const [next, commands] = taken ?? [before, []];
    const after = given ?? next;
    const alike = attempt(() => fingerprint(after) === wanted) === true;
    const matches = alike && (given !== undefined || (taken !== undefined && same(commands.map(commandLine), asked)));
    replayed.push({ at: event.at, event, before, after, commands, matches, given: given !== undefined });
    if (taken === undefined && given === undefined) break;
    before = after;
  }
  return replayed;
}
