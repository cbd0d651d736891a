import { chmodSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runProgram } from './run-program.js';

export interface Compilation {
  readonly code: number | null;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly output: string;
  /** Of the bytecode; 0 where there is none. */
  readonly bytes: number;
}

/** The bytecode compiler that an app's React Native depends on. */
export function hermescOf(app: string): string {
  const reactNative = realpathSync(join(app, 'node_modules', 'react-native', 'package.json'));
  const compiler = dirname(createRequire(reactNative).resolve('hermes-compiler/package.json'));
  const hermesc = join(compiler, 'hermesc', 'linux64-bin', 'hermesc');
  chmodSync(hermesc, 0o755);
  return hermesc;
}

/** Compiles as a release build does, but with its warnings shown. */
export async function compile(hermesc: string, file: string): Promise<Compilation> {
  const bytecode = `${file}.hbc`;
  const { code, output } = await runProgram(hermesc, ['-emit-binary', '-O', '-out', bytecode, file], { cwd: dirname(file) });
  const lines = output.split('\n');
  const said = (kind: string): string[] =>
    lines.filter((line) => line.includes(` ${kind}: `)).map((line) => line.slice(line.indexOf(` ${kind}: `) + kind.length + 3));
  return { code, output, errors: said('error'), warnings: said('warning'), bytes: statSync(bytecode, { throwIfNoEntry: false })?.size ?? 0 };
}
