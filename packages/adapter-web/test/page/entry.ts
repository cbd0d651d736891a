/** What tests find in a page: the ports, and ways to use them whose results travel from the browser to the test. */
import { createXmlPort as createStrictXmlPort } from '@firstring/core/xml';
import type { HttpAnswer, HttpFailure, HttpLimits, HttpPort } from '@firstring/core/driver';
import { createDatabase } from '../../src/database.js';
import { createHostPort } from '../../src/host.js';
import { createHttpPort } from '../../src/http.js';
import { createWebPorts } from '../../src/index.js';
import { createSecretsPort } from '../../src/secrets.js';
import { createStorePort } from '../../src/store.js';
import { generationText } from '../store/generation-text.js';
import { dumpOrigin } from './dump-origin.js';

export type Asked = Partial<Parameters<HttpPort['send']>[0]> & { readonly url: string };

export interface Told {
  readonly answer?: Omit<HttpAnswer, 'body'> & { readonly text: string; readonly bytes: readonly number[] };
  readonly failure?: HttpFailure;
  readonly progress: readonly (readonly [received: number, total: number | null])[];
  readonly ms: number;
  readonly settled: number;
}

const LIMITS: HttpLimits = { deadlineMs: 8_000, maxBytes: 1_048_576 };

/** `abortAt`: after so many bytes; 0 is at once. */
async function ask(asked: Asked, limits: Partial<HttpLimits> = {}, abortAt?: number): Promise<Told> {
  const started = performance.now();
  const progress: [number, number | null][] = [];
  const exchange = createHttpPort().send({ method: 'GET', headers: [], sensitive: false, ...asked }, { ...LIMITS, ...limits }, (received, total) => {
    progress.push([received, total ?? null]);
    if (abortAt !== undefined && received >= abortAt) exchange.abort();
  });
  if (abortAt === 0) exchange.abort();
  let settled = 0;
  void exchange.outcome.then(() => (settled += 1));
  const outcome = await exchange.outcome;
  const ms = performance.now() - started;
  exchange.abort(); // without effect after the end
  await new Promise((resolve) => setTimeout(resolve, 20));
  if (!outcome.ok) return { failure: outcome.failure, progress, ms, settled };
  const { body, ...rest } = outcome.answer;
  return { answer: { ...rest, text: new TextDecoder().decode(body), bytes: [...body.subarray(0, 64)] }, progress, ms, settled };
}

const offered = { ask, createDatabase, createHostPort, createHttpPort, createSecretsPort, createStorePort, createStrictXmlPort, createWebPorts, dumpOrigin, generationText };

declare global {
  var firstring: typeof offered;
}
globalThis.firstring = offered;
