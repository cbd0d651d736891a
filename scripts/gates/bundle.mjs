/** Bundling straight from sources, for the gates that look at what a user would ship. */
import { join } from 'node:path';
import { build } from 'esbuild';

/** One file of the given code, whose imports are relative to root. */
export async function bundle(root, code, options = {}) {
  const { outputFiles } = await built(root, code, options);
  return outputFiles[0].text;
}

/**
 * What has to be loaded to run the given code (`first`) and what it loads by itself when it needs it (`later`): the texts of
 * the files, and how many bytes each source makes up.
 */
export async function bundleInParts(root, code, options = {}) {
  const outdir = join(root, 'out');
  const { outputFiles, metafile } = await built(root, code, { ...options, format: 'esm', splitting: true, outdir });
  const textOf = new Map(outputFiles.map(({ path, text }) => [path.slice(root.length + 1), text]));
  const first = new Set();
  const add = (file) => {
    if (first.has(file)) return;
    first.add(file);
    for (const { path, kind } of metafile.outputs[file].imports) if (kind === 'import-statement') add(path);
  };
  add(Object.keys(metafile.outputs).find((file) => metafile.outputs[file].entryPoint === 'entry.ts'));
  const part = (files) => ({
    texts: files.map((file) => textOf.get(file)),
    inputs: files.flatMap((file) => Object.entries(metafile.outputs[file].inputs).map(([source, { bytesInOutput }]) => ({ file: source, bytes: bytesInOutput }))).filter(({ file, bytes }) => bytes > 0 && file !== 'entry.ts'),
  });
  return { first: part([...first]), later: part(Object.keys(metafile.outputs).filter((file) => !first.has(file))) };
}

function built(root, code, options) {
  return build({
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
}
