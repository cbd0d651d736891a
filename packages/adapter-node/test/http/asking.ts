import type { HttpAnswer, HttpFailure, HttpLimits, HttpOutcome, HttpPort } from '@firstring/core/driver';
import { createHttpPort } from '../../src/http.js';

type Request = Parameters<HttpPort['send']>[0];

export const LIMITS: HttpLimits = { deadlineMs: 5_000, maxBytes: 1_048_576 };

export function get(url: string, more: Partial<Request> = {}): Request {
  return { method: 'GET', url, headers: [], sensitive: false, ...more };
}

export function ask(request: Request, limits: Partial<HttpLimits> = {}, port: HttpPort = createHttpPort()): Promise<HttpOutcome> {
  return port.send(request, { ...LIMITS, ...limits }).outcome;
}

export function answerOf(outcome: HttpOutcome): HttpAnswer {
  if (!outcome.ok) throw new Error(`no answer: ${JSON.stringify(outcome.failure)}`);
  return outcome.answer;
}

export function failureOf(outcome: HttpOutcome): HttpFailure {
  if (outcome.ok) throw new Error(`an answer: ${outcome.answer.status} with ${outcome.answer.body.length} bytes`);
  return outcome.failure;
}

export function textOf(outcome: HttpOutcome): string {
  return Buffer.from(answerOf(outcome).body).toString('utf8');
}
