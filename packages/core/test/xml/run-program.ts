import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { build } from 'esbuild';

/** Runs one of `programs`, bundled from the sources, in a Node process of its own with these options. */
export async function runProgram(name: string, options: readonly string[]): Promise<SpawnSyncReturns<string>> {
  const { outputFiles } = await build({
    entryPoints: [new URL(`./programs/${name}.ts`, import.meta.url).pathname],
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@firstring/source'],
  });
  return spawnSync(process.execPath, [...options, '--input-type=module'], { input: outputFiles[0]?.text ?? '', encoding: 'utf8' });
}
