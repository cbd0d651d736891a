import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface Bundle {
  readonly path: string;
  readonly remove: () => void;
}

/** A program of these tests as one file that plain Node runs. */
export async function bundleProgram(name: string): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), 'firstring-program-'));
  chmodSync(folder, 0o755); // another user may have to run it
  const path = join(folder, 'program.mjs');
  await build({
    entryPoints: [new URL(`./programs/${name}.ts`, import.meta.url).pathname],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@firstring/source'],
  });
  return {
    path,
    remove: () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 });
    },
  };
}

export interface Running {
  readonly process: ChildProcess;
  /** Everything printed so far. */
  readonly output: () => string;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

export function run(bundle: Bundle, args: readonly string[], options: { readonly uid?: number; readonly gid?: number } = {}): Running {
  const child = spawn(process.execPath, [bundle.path, ...args], { stdio: ['pipe', 'pipe', 'inherit'], ...options });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (output += piece));
  const ended = new Promise<Awaited<Running['ended']>>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code, signal });
    });
  });
  return { process: child, output: () => output, ended };
}
