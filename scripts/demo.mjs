/** `npm run demo`: from a fresh checkout to a whole provisioning on the screen. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, fail, root, run } from './bootstrap.mjs';

bootstrap();

if (run('turbo', ['run', 'build', '--output-logs=errors-only']) !== 0) fail('The build failed (see above).');

const demo = join(root, 'apps', 'reference-server', 'dist', 'demo.js');
if (!existsSync(demo)) fail('There is no demo: apps/reference-server/src/demo.ts is missing, so the build made none.');

process.exitCode = run(process.execPath, [demo, ...process.argv.slice(2)]);
