import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transform } from '@swc/core';
import { build, type Plugin } from 'esbuild';

/** The engine, as npm ships it for Linux on x64; `undefined` elsewhere. */
export const HERMES: string | undefined = binary();

function binary(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const root = dirname(createRequire(new URL('../../../../package.json', import.meta.url)).resolve('hermes-engine-cli/package.json'));
  const path = join(root, 'linux64-bin', 'hermes');
  if (!existsSync(path)) throw new Error('hermes-engine-cli has no Linux binary: it is never skipped here');
  return path;
}

const scripts = new Map<string, Promise<string>>();

/**
 * A program of this folder as one script for an old Hermes (0.12): it knows no classes, no async functions and no private
 * members, so SWC writes them in ES5. The language's own objects stay those of the engine.
 */
export function scriptFor(program: string): Promise<string> {
  const made = scripts.get(program) ?? makeScript(program);
  scripts.set(program, made);
  return made;
}

/** A package's own version is read out of its manifest; all other JSON files are texts of test data. */
const MANIFESTS: Plugin = {
  name: 'manifests',
  setup(bundling) {
    bundling.onLoad({ filter: /[\\/]package\.json$/ }, ({ path }) => ({ contents: readFileSync(path, 'utf8'), loader: 'json' }));
  },
};

async function makeScript(program: string): Promise<string> {
  const bundled = await build({
    entryPoints: [new URL(`programs/${program}.ts`, import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    conditions: ['@firstring/source'],
    loader: { '.json': 'text' },
    plugins: [MANIFESTS],
    tsconfigRaw: '{}',
  });
  const lowered = await transform(bundled.outputFiles[0]?.text ?? '', {
    jsc: { target: 'es5', parser: { syntax: 'ecmascript' }, externalHelpers: false, loose: false },
    isModule: false,
    swcrc: false,
  });
  return lowered.code;
}

export interface HermesRun {
  readonly output: string;
  readonly complaints: string;
  readonly code: number | string;
}

/** Runs a script to its end; `globals` stand in front of it. */
export async function runOnHermes(script: string, globals: { readonly [name: string]: unknown } = {}): Promise<HermesRun> {
  const folder = mkdtempSync(join(tmpdir(), 'firstring-hermes-'));
  const path = join(folder, 'program.js');
  const given = Object.entries(globals).map(([name, value]) => `var ${name} = ${JSON.stringify(value)};\n`);
  writeFileSync(path, given.join('') + script);
  try {
    return await new Promise((resolve) => {
      execFile(HERMES ?? '', ['-w', '-O', path], { maxBuffer: 2 ** 28 }, (error, output, complaints) => {
        resolve({ output, complaints, code: error?.code ?? 0 });
      });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 });
  }
}
