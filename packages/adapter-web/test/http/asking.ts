import type { HttpLimits } from '@firstring/core/driver';
import type { Page } from 'playwright-core';
import type { Asked, Told } from '../page/entry.js';

/** Sends a request from within the page; `abortAt`: after so many bytes, 0 is at once. */
export function ask(page: Page, asked: Asked, limits: Partial<HttpLimits> = {}, abortAt?: number): Promise<Told> {
  return page.evaluate(([request, within, at]) => firstring.ask(request, within, at), [asked, limits, abortAt] as const);
}

export function answerOf({ answer, failure }: Told): NonNullable<Told['answer']> {
  if (answer === undefined) throw new Error(`no answer: ${JSON.stringify(failure)}`);
  return answer;
}

export function failureOf({ answer, failure }: Told): NonNullable<Told['failure']> {
  if (failure === undefined) throw new Error(`an answer: ${String(answer?.status)} with ${String(answer?.text.length)} characters`);
  return failure;
}
