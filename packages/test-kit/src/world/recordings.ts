import { createRecorder, readTrace, replay, type Recorder, type Trace } from '@firstring/core/trace';
import { SAMPLE_USER } from '../portal/sample-app.js';
import { checkWithout } from '../run/canary.js';
import { check } from '../run/check.js';
import type { Kept } from './world.js';

/** What every provisioner of a world did, recorded as an app would for its support. */
export interface Recordings {
  /** For one start of one app. */
  readonly recorder: () => Recorder;
  /** The traces as text. Fails where one does not replay to the states that there were, step by step, or names the person. */
  readonly kept: () => readonly Kept[];
}

export function createRecordings(): Recordings {
  const traces: (() => Trace | undefined)[] = [];
  return {
    recorder: () => {
      const recorder = createRecorder({ maxEvents: MOST_EVENTS, maxBytes: MOST_BYTES });
      traces.push(recorder.trace);
      return recorder;
    },
    kept: () =>
      traces.flatMap((trace) => {
        const made = trace();
        return made === undefined ? [] : [{ where: 'the trace of an app', text: checked(JSON.stringify(made)) }];
      }),
  };
}

/** More than any scenario makes: each is replayed from its beginning. */
const MOST_EVENTS = 100_000;
const MOST_BYTES = 1_000_000_000;

function checked(text: string): string {
  const read = readTrace(text);
  check(read.ok, 'a trace can be read');
  if (!read.ok) return text;
  const steps = replay(read.value);
  check(steps.length === read.value.steps.length, 'a trace is replayed to its end');
  for (const { matches, given, event } of steps) {
    check(matches, `a replay comes to the state that there was after ${event.type}`);
    check(!given, `nothing that is masked decides what comes after ${event.type}`);
  }
  checkWithout(text, SAMPLE_USER.username, 'the trace of an app');
  return text;
}
