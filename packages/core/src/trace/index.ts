export { createRecorder, type RecorderOptions, type TraceRecorder } from './recorder.js';
export type { RecordedStep, Recorder } from './recorded-step.js';
export { readTrace } from './read-trace.js';
export { replay, type ReplayedStep } from './replay.js';
export type { Trace, TraceStep } from './trace.js';
