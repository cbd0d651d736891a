import { asTests } from '@firstring/test-kit';
import { expect, test } from 'vitest';
import { CASES } from '../cases.js';
import { makeWorld } from '../native-world.js';
import { HERMES, runOnHermes, scriptFor } from './hermes.js';

/** One line of the Test Anything Protocol, with the message that may follow it. */
interface Result {
  readonly ok: boolean;
  readonly skip: string | undefined;
  readonly message: string;
}

const results = HERMES === undefined ? new Map<string, Result>() : await onHermes();

for (const { name } of asTests(CASES, makeWorld)) {
  const id = name.split(/[ :]/)[0] ?? '';
  test.skipIf(HERMES === undefined)(`on Hermes: ${name}`, (context) => {
    const result = results.get(id);
    if (result === undefined) expect.fail('the engine printed no result: it ended before this case');
    expect(result.ok, result.message).toBe(true);
    if (result.skip !== undefined) context.skip(result.skip);
  });
}

/** What React Native cannot do, or the imitated phone cannot imitate: to unpack gzip is not its business. */
const LACKING = ['http.cors', 'http.gzip', 'http.gzip=checked', 'http.gzip=unchecked', 'http.loopback', 'http.redirects=controlled', 'http.redirects=controlled|refused', 'http.redirects=refused', 'store.scope=origin|host'];

test.skipIf(HERMES === undefined)('on Hermes: every case was run once, and left out only for what is not there', () => {
  expect(results.size).toBe(CASES.length);
  const reasons = [...results.values()].flatMap(({ skip }) => skip ?? []);
  expect([...new Set(reasons)].sort()).toEqual(LACKING.map((need) => `needs ${need}`));
  expect(reasons.length).toBeLessThan(CASES.length / 20);
});

async function onHermes(): Promise<Map<string, Result>> {
  const { output, complaints, code } = await runOnHermes(await scriptFor('cases'));
  const found = new Map<string, Result>();
  const lines = output.split('\n');
  lines.forEach((line, at) => {
    const [, not, id, rest = ''] = /^(not )?ok \d+ - (\S+)(.*)$/.exec(line) ?? [];
    if (id === undefined) return;
    const end = lines.findIndex((other, later) => later > at && !other.startsWith(' '));
    found.set(id, { ok: not === undefined, skip: / # SKIP (.*)$/.exec(rest)?.[1], message: lines.slice(at + 1, end).join('\n') });
  });
  if (code !== 0 || found.size === 0) throw new Error(`Hermes ended with ${String(code)} after ${found.size} cases: ${complaints.slice(0, 2000)}`);
  return found;
}
