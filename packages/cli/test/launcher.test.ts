import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../bin/', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstring-launcher-'));
  await cp(bin, join(folder, 'bin'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 }));

function launch(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [join(folder, 'bin/firstring.js'), ...args], (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err });
    });
  });
}

test('an unbuilt checkout says in one sentence what to run', async () => {
  const { code, out, err } = await launch('provision');
  expect(code).toBe(70);
  expect(out).toBe('');
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).toContain('npm test');
});

test('a built one gets the arguments and gives its exit code', async () => {
  await mkdir(join(folder, 'dist'));
  await writeFile(
    join(folder, 'dist/main.js'),
    'export const main = async (args) => { console.log(JSON.stringify(args)); return 3; };',
  );
  const { code, out } = await launch('explain', 'account.codecOrder');
  expect(JSON.parse(out)).toEqual(['explain', 'account.codecOrder']);
  expect(code).toBe(3);
});
