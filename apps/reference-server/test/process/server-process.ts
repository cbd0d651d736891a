import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles `main.ts` from the sources, so that no test waits for a build or passes on an old one. */
export async function bundleMain(): Promise<string> {
  const folder = `${HERE}node_modules/.firstring-test/`;
  mkdirSync(folder, { recursive: true });
  const outfile = `${folder}main-${process.pid}.mjs`;
  await build({
    entryPoints: [`${HERE}src/main.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@firstring/source'],
    external: ['@electric-sql/pglite', 'pg', 'fastify', 'zod', 'fast-xml-parser'],
    logLevel: 'silent',
  });
  return outfile;
}

export interface ServerProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** It has begun, and signals are heard. */
  readonly starting: Promise<void>;
  /** The portal's address, once it is ready; rejects when the process ends before. */
  readonly ready: Promise<string>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  readonly output: () => { readonly stdout: string; readonly stderr: string };
}

export function startServer(main: string, environment: Readonly<Record<string, string>>): ServerProcess {
  const child = spawn(process.execPath, [main], { env: { PATH: process.env['PATH'], PORT: '0', PASSWORD_COST: '10', ...environment } });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  let begun = (): void => undefined;
  const starting = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (stdout.includes('"msg":"starting"')) begun();
      const portal = /"msg":"ready","portal":"([^"]+)"/.exec(stdout)?.[1];
      if (portal !== undefined) resolve(portal);
    });
    void ended.then(({ code, signal }) => reject(new Error(`ended with ${code ?? signal}: ${stderr}`)));
  });
  ready.catch(() => undefined);
  return { child, starting, ready, ended, output: () => ({ stdout, stderr }) };
}
