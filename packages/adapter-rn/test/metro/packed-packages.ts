import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { kept, pnpm, root } from './folders.js';
import { mustRun } from './run-program.js';

/** In this order: the second is built against the first. */
const PACKAGES = ['core', 'adapter-rn'];
const SHARED = ['package.json', 'tsconfig.base.json', 'tsup.shared.ts'];
const LEFT_BEHIND = new Set(['node_modules', 'dist', 'test', '.turbo']);

/**
 * core and adapter-rn as npm would install them for a user, with what they depend on: built from the sources of now in a
 * copy of their own, since other tests read and write `dist`; packed, and the tarballs installed.
 *
 * @returns the `node_modules` that npm made
 */
export async function packedPackages(): Promise<string> {
  const workspace = copyOfWorkspace();
  const tarballs = join(kept, 'tarballs');
  rmSync(tarballs, { recursive: true, force: true });
  for (const name of PACKAGES) {
    const cwd = join(workspace, 'packages', name);
    await mustRun(process.execPath, [join(root, 'node_modules', 'tsup', 'dist', 'cli-default.js')], { cwd });
    await mustRun(process.execPath, [pnpm, 'pack', '--pack-destination', tarballs], { cwd });
  }

  const installed = join(kept, 'installed');
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed);
  writeFileSync(join(installed, 'package.json'), '{ "private": true }');
  const files = readdirSync(tarballs).map((name) => join(tarballs, name));
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  await mustRun('npm', ['install', ...flags, ...files], { cwd: installed });
  return join(installed, 'node_modules');
}

/** The two packages and what their builds read; dependencies are links to those of the repository. */
function copyOfWorkspace(): string {
  const copy = join(kept, 'workspace');
  rmSync(copy, { recursive: true, force: true });
  for (const name of PACKAGES) {
    const [from, to] = [join(root, 'packages', name), join(copy, 'packages', name)];
    cpSync(from, to, { recursive: true, filter: (path) => path === from || !LEFT_BEHIND.has(basename(path)) });
  }
  for (const file of SHARED) cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  symlinkSync(join(root, 'packages/core/node_modules'), join(copy, 'packages/core/node_modules'));
  linkDependencies('packages/adapter-rn/node_modules', copy, { '@firstring/core': join(copy, 'packages/core') });
  return copy;
}

/** Links to the installed dependencies of a package, but for those that are given. */
function linkDependencies(modules: string, copy: string, instead: Readonly<Record<string, string>>): void {
  for (const folder of readdirSync(join(root, modules))) {
    const names = folder.startsWith('@') ? readdirSync(join(root, modules, folder)).map((name) => `${folder}/${name}`) : [folder];
    mkdirSync(join(copy, modules, folder.startsWith('@') ? folder : ''), { recursive: true });
    for (const name of names) symlinkSync(instead[name] ?? join(root, modules, name), join(copy, modules, name));
  }
}

/** Puts them into an app as an install does, in place of those of the run before. */
export function addToApp(modules: string, app: string): void {
  for (const entry of readdirSync(modules).filter((name) => !name.startsWith('.'))) {
    const target = join(app, 'node_modules', entry);
    rmSync(target, { recursive: true, force: true });
    cpSync(join(modules, entry), target, { recursive: true });
  }
}
