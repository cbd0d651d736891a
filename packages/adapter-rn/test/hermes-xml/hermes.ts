import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transform } from '@swc/core';
import { build } from 'esbuild';
import type { Input } from '../../../core/test/xml/inputs.js';

const hermes = join(dirname(createRequire(import.meta.url).resolve('hermes-engine-cli/package.json')), 'linux64-bin', 'hermes');

/** The engine's package has a binary for Linux on x64, which is run here; there a missing one fails, elsewhere these tests are left out. */
export const hermesIsMissing: boolean = process.platform !== 'linux' || process.arch !== 'x64';

/** The default reader, bundled from sources and lowered to what an old Hermes runs. */
async function bundleReader(): Promise<string> {
  const bundled = await build({
    entryPoints: [fileURLToPath(new URL('in-hermes.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['@firstring/source'],
    target: 'es2022',
    tsconfigRaw: '{}',
  });
  const { code } = await transform(bundled.outputFiles[0]?.text ?? '', {
    jsc: { target: 'es5', parser: { syntax: 'ecmascript' }, externalHelpers: false, loose: false },
    isModule: false,
    swcrc: false,
  });
  return code;
}

/** What the default reader says in Hermes, one text for each input; of those megabytes a digest. */
export async function outcomesInHermes(inputs: readonly Input[], nastyNames: readonly string[] = []): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'firstring-hermes-'));
  try {
    const plain = inputs.map(({ bytes, limits }) => ({ hex: Buffer.from(bytes).toString('hex'), limits }));
    const program = join(folder, 'program.js');
    await writeFile(program, `var INPUTS = ${JSON.stringify(plain)}, NASTY_NAMES = ${JSON.stringify(nastyNames)};\n${await bundleReader()}`);
    const { stdout } = await promisify(execFile)(hermes, ['-w', program], { maxBuffer: 1 << 28 });
    return stdout.trimEnd().split('\n').map((line) => JSON.stringify(JSON.parse(line)));
  } finally {
    await rm(folder, { recursive: true });
  }
}
