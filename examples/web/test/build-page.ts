import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

/** Builds the page as `npm run build` does, from the sources: no test waits for a build or passes on an old one. */
export async function buildPage(folder: string): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const environment = { ...process.env, NODE_ENV: 'production' }; // the test runner's own would bundle React for development
  await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'], { cwd: PACKAGE, env: environment });
}

/** Kilobytes of all built scripts, as they are and as they travel. */
export async function scriptSize(folder: string): Promise<{ readonly plain: number; readonly gzip: number }> {
  const names = (await readdir(join(folder, 'assets'))).filter((name) => name.endsWith('.js'));
  const scripts = await Promise.all(names.map((name) => readFile(join(folder, 'assets', name))));
  const kilobytes = (bytes: number): number => Math.round(bytes / 100) / 10;
  return {
    plain: kilobytes(scripts.reduce((sum, script) => sum + script.byteLength, 0)),
    gzip: kilobytes(scripts.reduce((sum, script) => sum + gzipSync(script, { level: 9 }).byteLength, 0)),
  };
}
