import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kept, pnpm, root } from './folders.js';
import { mustRun } from './run-program.js';

export type AppName = 'expo' | 'bare';

/** These decide what an install produces. */
const MANIFESTS = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'];
const STAMP = 'node_modules/.installed-from';

const PATIENCE = ['--fetch-retries=3', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

/**
 * The example as it is now, copied next to its installed packages. Those are kept until its lockfile changes: half a minute
 * and some 300 MB an app.
 */
export async function installedApp(name: AppName): Promise<string> {
  const example = join(root, 'examples', 'react-native', name);
  const app = join(kept, name);
  mkdirSync(app, { recursive: true });
  for (const entry of readdirSync(app)) if (entry !== 'node_modules') rmSync(join(app, entry), { recursive: true });
  for (const entry of readdirSync(example)) {
    if (entry !== 'node_modules') cpSync(join(example, entry), join(app, entry), { recursive: true });
  }

  const fingerprint = createHash('sha256');
  for (const file of MANIFESTS) fingerprint.update(readFileSync(join(app, file)));
  const wanted = fingerprint.digest('hex');
  const stamp = join(app, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return app;

  rmSync(join(app, 'node_modules'), { recursive: true, force: true });
  await mustRun(process.execPath, [pnpm, 'install', '--frozen-lockfile', '--ignore-scripts', ...PATIENCE], { cwd: app });
  writeFileSync(stamp, wanted);
  return app;
}
