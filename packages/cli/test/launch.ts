import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const CLI = fileURLToPath(new URL('../', import.meta.url));

/** The real launcher beside a program made of today's sources, so that no test passes on an old build. */
export interface Launcher {
  readonly path: string;
  readonly start: (args: readonly string[], options?: LaunchOptions) => Launched;
  readonly remove: () => Promise<void>;
}

export interface LaunchOptions {
  readonly environment?: NodeJS.ProcessEnv;
  /** All of standard input; without it, standard input stays open. */
  readonly stdin?: string;
  readonly stdio?: StdioOptions;
}

export interface Launched {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly out: string; readonly err: string }>;
}

export async function buildLauncher(): Promise<Launcher> {
  const folder = await mkdtemp(join(tmpdir(), 'firstring-launch-'));
  await cp(join(CLI, 'bin'), join(folder, 'bin'), { recursive: true });
  await cp(join(CLI, 'package.json'), join(folder, 'package.json'));
  await build({
    entryPoints: [join(CLI, 'src/main.ts')],
    outfile: join(folder, 'dist/main.js'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    conditions: ['@firstring/source'],
    logLevel: 'error',
  });
  const path = join(folder, 'bin/firstring.js');
  return {
    path,
    start: (args, options = {}) => start([path, ...args], options),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 }),
  };
}

function start(args: readonly string[], { environment = {}, stdin, stdio = 'pipe' }: LaunchOptions): Launched {
  const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], ...environment }, stdio });
  if (stdin !== undefined) child.stdin?.end(stdin);
  const text = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => (text.out += piece));
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => (text.err += piece));
  const ended = new Promise<Awaited<Launched['ended']>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code, signal, ...text });
    });
  });
  return { child, ended };
}
