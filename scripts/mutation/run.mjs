/**
 * Mutation testing of core, room by room:
 *
 *   npm run mutation -- policy [input ...] [--force]
 *
 * A room is tried a few files at a time, since each time all its tests run once before the first mutant; what came out is kept in
 * `.stryker`: a run that was cut off goes on where it was, and a later one tries only what a change of the source or of the tests
 * touches (`--force`: everything). Then the report of these rooms.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bootstrap, fail, root, run } from '../bootstrap.mjs';
import { filesBelow, readText } from '../gates/files.mjs';
import { incrementalFile, rooms } from './rooms.mjs';

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const force = process.argv.includes('--force');
if (names.length === 0 || names.some((name) => !(name in rooms))) fail(`Name one or more of these rooms: ${Object.keys(rooms).join(', ')}.`);

/** How many lines of source are tried at once: a minute or some, which is what a run that is cut off loses. */
const LINES_AT_ONCE = 150;

/** Files one after the other, gathered until they are long enough. */
function portionsOf(files) {
  const portions = [];
  let lines = LINES_AT_ONCE;
  for (const file of files) {
    if (lines >= LINES_AT_ONCE) {
      portions.push([]);
      lines = 0;
    }
    portions.at(-1).push(file);
    lines += readText(root, file).split('\n').length;
  }
  return portions;
}

/** All that can decide a room's outcome: while it stays as it is, a file that was tried need not be tried again. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const folder of ['packages/core/src', 'packages/core/test', 'packages/test-kit/src', 'packages/test-kit/test', 'packages/test-kit/vectors', 'scripts/mutation']) {
    for (const file of filesBelow(root, folder)) hash.update(file).update(readText(root, file));
  }
  return hash.digest('hex');
}

bootstrap();
mkdirSync(join(root, dirname(incrementalFile('room'))), { recursive: true });
const now = fingerprint();
for (const room of names) {
  const stamp = join(root, incrementalFile(`${room}.tried`));
  const before = existsSync(stamp) && !force ? JSON.parse(readFileSync(stamp, 'utf8')) : {};
  const tried = new Set(before.fingerprint === now ? before.files : []);
  for (const files of portionsOf(filesBelow(root, `packages/core/src/${room}`).filter((file) => !tried.has(file)))) {
    const args = ['run', 'scripts/mutation/stryker.config.mjs', '--mutate', files.join(','), ...(force ? ['--force'] : [])];
    if (run('stryker', args, { FIRSTRING_ROOM: room }) !== 0) fail(`Stryker failed over ${files.join(', ')}: see above.`);
    for (const file of files) tried.add(file);
    writeFileSync(stamp, JSON.stringify({ fingerprint: now, files: [...tried] }));
  }
}
process.exitCode = run(process.execPath, ['scripts/mutation/report.mjs', ...names]);
