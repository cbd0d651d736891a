/** Bundling straight from sources, for the gates that look at what a user would ship. */
import { build } from 'esbuild';

/** One file of the given code, whose imports are relative to root. */
export async function bundle(root, code, options = {}) {
  const result = await build({
    stdin: { contents: code, resolveDir: root, sourcefile: 'entry.ts', loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    conditions: ['@firstring/source'],
    tsconfigRaw: '{}',
    logLevel: 'silent',
    ...options,
  });
  return result.outputFiles[0].text;
}
