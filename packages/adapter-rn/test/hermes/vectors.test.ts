import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HERMES, runOnHermes, scriptFor } from './hermes.js';

const FOLDER = new URL('../../../test-kit/vectors/', import.meta.url);

interface Report {
  readonly name: string;
  readonly cases: number;
  readonly faults: readonly string[];
}

const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => [name, withBytes(readFileSync(new URL(name, FOLDER), 'utf8'))] as const);
const reports = HERMES === undefined ? [] : await onHermes();

test.skipIf(HERMES === undefined).each(files)('on Hermes: %s', (name, text) => {
  const report = reports.find((each) => each.name === name);
  expect(report?.faults).toEqual([]);
  expect(report?.cases).toBe((JSON.parse(text) as { readonly cases: readonly unknown[] }).cases.length);
  expect(report?.cases).toBeGreaterThan(0);
});

async function onHermes(): Promise<readonly Report[]> {
  const { output, complaints, code } = await runOnHermes(await scriptFor('vectors'), { VECTORS: files });
  if (code !== 0) throw new Error(`Hermes ended with ${String(code)}: ${complaints.slice(0, 2000)}`);
  return output.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Report]));
}

/** XML vectors with their bytes written out, since the engine has no way to make bytes of a text. */
function withBytes(text: string): string {
  const file = JSON.parse(text) as { readonly kind?: string; readonly cases: readonly { readonly text?: string; readonly base64?: string }[] };
  if (file.kind !== 'xml') return text;
  const hex = (one: { readonly text?: string; readonly base64?: string }): string =>
    (one.base64 === undefined ? Buffer.from(one.text ?? '') : Buffer.from(one.base64, 'base64')).toString('hex');
  return JSON.stringify({ ...file, cases: file.cases.map((one) => ({ ...one, hex: hex(one) })) });
}
