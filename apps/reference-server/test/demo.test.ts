import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const DEMO = fileURLToPath(new URL('../dist/demo.js', import.meta.url));

function run(): Promise<{ readonly exitCode: number | null; readonly shown: string }> {
  return new Promise((resolve, reject) => {
    const demo = spawn(process.execPath, [DEMO], { stdio: ['ignore', 'pipe', 'pipe'] });
    let shown = '';
    const take = (chunk: Buffer): void => {
      shown += chunk.toString('utf8');
    };
    demo.stdout.on('data', take);
    demo.stderr.on('data', take);
    demo.once('error', reject);
    demo.once('close', (exitCode) => {
      resolve({ exitCode, shown });
    });
  });
}

test('the demonstration shows a whole provisioning and ends by itself', { timeout: 120_000 }, async () => {
  expect(existsSync(DEMO), 'apps/reference-server is built (`npm test` does that first)').toBe(true);
  const { exitCode, shown } = await run();
  expect(shown).toMatch(/account service: done/);
  expect(shown).toMatch(/1001@sip\.acme\.example/);
  expect(shown).toMatch(/lost .*lower priority/);
  expect(shown).toMatch(/The user name or password is not correct\./);
  expect(shown).toMatch(/What was saved before is unchanged/);
  expect(shown).toMatch(/Everything went as announced/);
  expect(shown).not.toMatch(/correct-horse|K7-lake-42-Fern/);
  expect(exitCode).toBe(0);
});
