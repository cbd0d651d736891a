import type { RecordedStep, Recorder } from './recorded-step.js';
import { makeTrace } from './make-trace.js';
import { sizeOf } from './size-of.js';
import type { Trace } from './trace.js';
import type { State } from '../machine/state.js';

/** How much a recorder keeps; the older half goes when it is full. */
export interface RecorderOptions {
  /** Events; default 1,000. */
  readonly maxEvents?: number;
  /** Roughly the characters of all events as JSON; default 1,000,000. The state before them comes on top. */
  readonly maxBytes?: number;
}

/** Keeps what happened, for the day when somebody asks. Hand it to `createProvisioner`, to one at a time. */
export interface TraceRecorder extends Recorder {
  /**
   * What happened so far as plain data for `JSON.stringify`: redacted, and safe to send. `undefined` before the first event.
   * Redacting takes its time with long profiles: call it when somebody wants to send it.
   */
  readonly trace: () => Trace | undefined;
}

interface Piece {
  readonly start: State;
  readonly steps: RecordedStep[];
  bytes: number;
}

/**
 * Records a provisioner in memory: references to its events and states, which it has anyway, so an event costs next to nothing.
 * An app that runs for months keeps the newest events: the older half is given up together, and the trace starts from the state
 * after it.
 */
export function createRecorder({ maxEvents = 1_000, maxBytes = 1_000_000 }: RecorderOptions = {}): TraceRecorder {
  let pieces: readonly Piece[] = [];
  let dropped = 0;

  const isFull = ({ steps, bytes }: Piece): boolean => steps.length * 2 >= maxEvents || bytes * 2 >= maxBytes;

  /** The piece to write into. A state from nowhere is another provisioner's: what was recorded of the one before goes. */
  const pieceFor = (before: State): Piece => {
    const last = pieces[pieces.length - 1];
    const end = last?.steps[last.steps.length - 1]?.after;
    if (last !== undefined && end === before && !isFull(last)) return last;
    const continued = last !== undefined && end === before ? last : undefined;
    dropped = continued === undefined ? 0 : pieces.reduce((sum, { steps }) => sum + steps.length, dropped) - continued.steps.length;
    const piece: Piece = { start: before, steps: [], bytes: 0 };
    pieces = continued === undefined ? [piece] : [continued, piece];
    return piece;
  };

  return {
    record(step) {
      const piece = pieceFor(step.before);
      piece.steps.push(step);
      piece.bytes += sizeOf(step.event);
    },
    trace() {
      const start = pieces[0]?.start;
      return start === undefined ? undefined : makeTrace(start, pieces.flatMap(({ steps }) => steps), dropped);
    },
  };
}
