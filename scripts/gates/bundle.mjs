/** Bundling straight from sources, for the gates that look at what a user would ship. */
import { build } from 'esbuild';

/** One file of the given code, whose imports are relative to root. */
export async function bundle(root, code, options = {}) {
  return (await bundleWithInputs(root, code, options)).text;
}

/** The same, and how many bytes of it each file makes up. */
export async function bundleWithInputs(root, code, options = {}) {
  const result = await build({
    stdin: { contents: code, resolveDir: root, sourcefile: 'entry.ts', loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    conditions: ['@firstring/source'],
    tsconfigRaw: '{}',
    logLevel: 'silent',
    ...options,
  });
  const [output] = Object.values(result.metafile.outputs);
  const inputs = Object.entries(output.inputs)
    .map(([file, { bytesInOutput }]) => ({ file, bytes: bytesInOutput }))
    .filter(({ file, bytes }) => bytes > 0 && file !== 'entry.ts');
  return { text: result.outputFiles[0].text, inputs };
}
