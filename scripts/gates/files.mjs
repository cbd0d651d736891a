/** Reading a checkout: which files there are, and what their manifests say. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', '.git', '.tools', '.turbo', '.stryker']);

/** All files below a folder, as paths relative to root with forward slashes, sorted. */
export function filesBelow(root, folder) {
  const absolute = join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { withFileTypes: true })
    .filter((entry) => !NOT_OURS.has(entry.name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(root, path) : entry.isFile() ? [path] : [];
    })
    .sort();
}

/** What belongs to the repository: committed or about to be. Without git, everything that is not built or installed. */
export function repositoryFiles(root) {
  if (!existsSync(join(root, '.git'))) return filesBelow(root, '');
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(listed.split('\0'))].filter((path) => path !== '' && existsSync(join(root, path))).sort();
}

/** The folders of the workspace that hold a package: `packages/core`, `apps/reference-server`, `bench`, ... */
export function packageFolders(root) {
  return ['packages', 'apps', 'examples']
    .filter((group) => existsSync(join(root, group)))
    .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
    .concat('bench')
    .filter((folder) => existsSync(join(root, folder, 'package.json')));
}

export const readJson = (root, path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
export const readText = (root, path) => readFileSync(join(root, path), 'utf8');
