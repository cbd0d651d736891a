/** Nothing of one machine in the repository, file names that say what a file is about, and no file of core that wants to be two. */
import { lstatSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { repositoryFiles } from './files.mjs';

const LARGEST = 5 * 1024 * 1024;
/** Lines of a file of core. Not even its data tables are longer. */
const LONGEST = 250;

/** Folders of a machine, put together here so that this file does not find itself. */
const FOLDERS = ['work', 'root', 'home', 'tmp/bash_jobs'].map((name) => `/${name}`);
const MACHINE_PATH = new RegExp(`(?<![\\w.)/-])(${FOLDERS.join('|')})/`);
const LOCKFILE_URL = /\btarball:|https?:\/\//;

const KEBAB = /^[.@]?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const NAMED_BY_CUSTOM = new Set(['README.md', 'CONTRIBUTING.md', 'LICENSE', 'CHANGELOG.md', 'SECURITY.md']);
const SAYS_NOTHING = /^(utils?|types|helpers?|common|misc)\.[cm]?[jt]sx?$/;

function nameFindings(file) {
  const name = posix.basename(file);
  if (SAYS_NOTHING.test(name)) return [`${file}: name the file after what is in it`];
  return NAMED_BY_CUSTOM.has(name) || KEBAB.test(name) ? [] : [`${file}: file names are kebab-case`];
}

function contentFindings(root, file) {
  const stats = lstatSync(join(root, file));
  if (!stats.isFile()) return [];
  if (stats.size > LARGEST) return [`${file}: ${stats.size} bytes are too many for a repository`];
  const text = readFileSync(join(root, file), 'utf8');
  const lines = text.split('\n').length - 1;
  if (file.startsWith('packages/core/src/') && lines > LONGEST) return [`${file}: ${lines} lines, and ${LONGEST} are the most`];
  const sign = file.endsWith('pnpm-lock.yaml') ? LOCKFILE_URL : undefined;
  return text.split('\n').flatMap((line, index) => {
    if (MACHINE_PATH.test(line)) return [`${file}:${index + 1}: a path of somebody's machine`];
    if (sign?.test(line)) return [`${file}:${index + 1}: a registry's address`];
    return [];
  });
}

export default {
  name: 'hygiene',
  run(root) {
    const files = repositoryFiles(root);
    const findings = files.flatMap((file) => [...nameFindings(file), ...contentFindings(root, file)]);
    return { ok: findings.length === 0, findings, note: `${files.length} files` };
  },
};
