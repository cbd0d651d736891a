/**
 * Makes a fresh checkout ready with nothing but Node and npm: fetches the pnpm that package.json names into .tools,
 * installs the workspace from the lockfile, and puts both on PATH. Quick when there is nothing to do.
 *
 *   node scripts/bootstrap.mjs [program arguments...]    # then runs a program of the workspace
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const TOOLS = join(root, '.tools');
const STAMP = join(root, 'node_modules', '.installed-from');
const OLDEST_NODE = [20, 19];
const TRANSIENT = /ECONNRESET|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ERR_SOCKET|socket hang up|connection closed|network|\b50[0234]\b/i;
const onWindows = process.platform === 'win32';

/** Ends the whole command with one sentence. */
export function fail(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

/** Runs a program in the root and shows what it prints; answers with its exit code. */
export function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: onWindows,
  });
  if (error) process.stderr.write(`${command}: ${error.message}\n`);
  return status ?? 1;
}

/** Like `run`, for programs that use the network: says what failed, and tries once more when it was the network. */
function runOnline(command, args) {
  for (let attempt = 1; ; attempt += 1) {
    const { status, error, stdout, stderr } = spawnSync(command, args, {
      cwd: root,
      encoding: 'utf8',
      shell: onWindows,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (status === 0) return;
    const said = [error?.message, stdout, stderr].filter(Boolean).join('\n').trim();
    if (attempt === 1 && TRANSIENT.test(said)) {
      process.stdout.write('  the network failed; trying once more\n');
      continue;
    }
    process.stderr.write(`${said}\n`);
    fail(`\`${command} ${args.join(' ')}\` failed (see above). Is the npm registry reachable from here?`);
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const tooOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  if (tooOld) fail(`Firstring needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
}

function installPnpm() {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const wanted = packageManager.split('@')[1];
  const manifest = join(TOOLS, 'node_modules', 'pnpm', 'package.json');
  const present = existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version;
  if (present === wanted) return;
  process.stdout.write(`- fetching ${packageManager} into .tools\n`);
  runOnline('npm', ['i', '--prefix', TOOLS, '--no-save', '--no-package-lock', '--loglevel=error', packageManager]);
}

/** Everything that decides what an install produces. */
function fingerprint() {
  const manifests = ['packages', 'apps', 'examples'].flatMap((group) =>
    existsSync(join(root, group)) ? readdirSync(join(root, group)).map((name) => join(group, name, 'package.json')) : [],
  );
  const hash = createHash('sha256').update(process.versions.modules);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', 'bench/package.json', ...manifests]) {
    if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function installPackages() {
  const wanted = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  process.stdout.write('- installing the packages of the lockfile\n');
  runOnline('pnpm', ['install', '--frozen-lockfile', '--reporter=append-only']);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(STAMP, wanted);
}

export function bootstrap() {
  checkNode();
  const bins = [join(TOOLS, 'node_modules', '.bin'), join(root, 'node_modules', '.bin')];
  process.env.PATH = [...bins, process.env.PATH].join(delimiter);
  process.env.TURBO_TELEMETRY_DISABLED = '1';
  process.env.DO_NOT_TRACK = '1';
  installPnpm();
  installPackages();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  bootstrap();
  const [program, ...args] = process.argv.slice(2);
  if (program) process.exitCode = run(program, args);
}
