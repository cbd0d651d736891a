import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { nastyOf } from './nasty-kinds.js';

test('F9, D1: a process with 96 MiB of old space survives a megabyte of each kind', async () => {
  const { outputFiles } = await build({
    entryPoints: [new URL('./programs/survive.ts', import.meta.url).pathname],
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@firstring/source'],
  });
  const child = spawnSync(process.execPath, ['--max-old-space-size=96', '--input-type=module'], { input: outputFiles[0]?.text ?? '', encoding: 'utf8' });
  expect({ status: child.status, signal: child.signal, complaints: child.stderr.slice(-2000) }).toEqual({ status: 0, signal: null, complaints: '' });
  expect(child.stdout.trimEnd().split('\n')).toEqual(nastyOf(1 << 20).map(([name, , outcome]) => `${name}: ${outcome}`));
}, 240_000);
