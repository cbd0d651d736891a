/** Looks at each published package as npm would ship it: publint, and the types under every module resolution. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, root, run } from './bootstrap.mjs';

bootstrap();

let failed = run('turbo', ['run', 'build', '--output-logs=errors-only']) !== 0;
for (const name of readdirSync(join(root, 'packages'))) {
  const folder = join('packages', name);
  failed = run('publint', ['run', folder, '--strict']) !== 0 || failed;
  if (name === 'cli') continue; // no types: nothing imports it
  failed = run('attw', ['--pack', folder, '--profile', 'node16', '--format', 'table-flipped']) !== 0 || failed;
}
process.exitCode = failed ? 1 : 0;
