import { defined } from '../document/defined.js';
import type { State } from '../machine/state.js';
import { createFingerprint } from './fingerprint.js';
import type { RecordedStep } from './recorded-step.js';
import { createRedactor } from './redact.js';
import { takeStep } from './take-step.js';
import { commandLine, TRACE_FORMAT, TRACE_VERSION, traceChecksum, type Trace, type TraceStep } from './trace.js';
import { version as core } from '../../package.json';

/**
 * Redacts what was recorded, and replays it at once: where the redacted events do not lead to the redacted state, because a
 * masked text decided, the trace gives that state. So a reader always sees what happened, and is told where it does not follow.
 */
export function makeTrace(start: State, recorded: readonly RecordedStep[], dropped: number): Trace {
  const redact = createRedactor();
  const fingerprint = createFingerprint();
  const first = redact(start);
  let state = first;
  const steps = recorded.map((step): TraceStep => {
    const event = redact(step.event);
    const wanted = redact(step.after);
    const after = fingerprint(wanted);
    const commands = step.commands.map(commandLine);
    const early = step.early || undefined;
    const taken = takeStep(state, event, step.early);
    const follows = taken !== undefined && fingerprint(taken[0]) === after;
    state = follows ? taken[0] : wanted;
    return defined({ event, early, after, commands: commands.length === 0 ? undefined : commands, given: follows ? undefined : wanted });
  });
  const trace = { format: TRACE_FORMAT, version: TRACE_VERSION, core, dropped, start: first, steps } as const;
  return { ...trace, checksum: traceChecksum(trace) };
}
