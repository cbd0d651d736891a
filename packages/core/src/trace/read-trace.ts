import { fieldOf, parseJson } from '../document/json.js';
import { refuseLater } from '../document/later-problem.js';
import { accept, type Result } from '../document/problem.js';
import { attempt } from '../text/attempt.js';
import { TRACE_FORMAT, TRACE_VERSION, traceChecksum, type Trace } from './trace.js';

function isStep(step: unknown): boolean {
  const event = fieldOf(step, 'event');
  return typeof fieldOf(event, 'at') === 'number' && typeof fieldOf(event, 'type') === 'string';
}

/** Reads a trace as JSON text. Problems: `trace.not-a-trace`, `trace.newer-version`, `trace.damaged`. Total. */
export function readTrace(text: string): Result<Trace> {
  const json = parseJson(text)?.value;
  if (json === undefined) return refuseLater(text.includes(`"${TRACE_FORMAT}"`) ? 'trace.damaged' : 'trace.not-a-trace'); // cut off, most likely
  if (fieldOf(json, 'format') !== TRACE_FORMAT) return refuseLater('trace.not-a-trace');
  const version = fieldOf(json, 'version');
  if (typeof version === 'number' && version > TRACE_VERSION) return refuseLater('trace.newer-version', { limit: TRACE_VERSION });
  const trace = json as Trace;
  const whole = Array.isArray(trace.steps) && trace.steps.every(isStep) && attempt(() => traceChecksum(trace)) === trace.checksum;
  return whole ? accept(trace) : refuseLater('trace.damaged');
}
