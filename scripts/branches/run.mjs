/**
 * `npm run coverage`: how many branches of packages/core/src core's own tests and the test kit's virtual world take, room by room,
 * and those they do not. Fails below the share in allowed.json, when a comment that takes code out has no reason (`-- why`), or when
 * there are more such comments than allowed.json says: that number only ever goes down. Pages to look at: coverage/index.html.
 *
 *   npm run coverage [-- --measured]     # --measured: judge the last measurement again
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { bootstrap, fail, root, run } from '../bootstrap.mjs';
import { filesBelow, readText } from '../gates/files.mjs';

const SOURCES = 'packages/core/src';
const REPORT = join(root, 'coverage/coverage-final.json');
const IGNORE = /(?:\/\*|\/\/)\s*(?:v8|c8|istanbul|node:coverage)\s+(?:ignore|disable)(.*)/g;
const REASONED = /--\s*\S.*\S/;

const allowed = JSON.parse(readFileSync(new URL('allowed.json', import.meta.url), 'utf8'));
const print = (line) => process.stdout.write(`${line}\n`);
const share = (taken, all) => (all === 0 ? 100 : (100 * taken) / all);

/** The branches of one file: whether each was taken, where it begins, and whether it is only the other side of a `??`. */
function branchesOf({ path, branchMap, b }) {
  const lines = readFileSync(path, 'utf8').split('\n');
  return Object.entries(branchMap).flatMap(([id, { locations, loc }]) =>
    locations.map(({ start }, at) => {
      const place = start.line === undefined ? loc.start : start;
      return { taken: b[id][at] > 0, line: place.line, fallback: /\?\?\s*\(?$/.test(lines[place.line - 1].slice(0, place.column)) };
    }),
  );
}

bootstrap();
let testsHold = true;
if (!process.argv.includes('--measured')) {
  testsHold = run('vitest', ['run', '--config', 'scripts/branches/vitest.config.mjs', '--reporter=dot']) === 0;
}
if (!existsSync(REPORT)) fail('There is no measurement: see above.');

const files = Object.entries(JSON.parse(readFileSync(REPORT, 'utf8'))).map(([path, file]) => ({
  name: relative(join(root, SOURCES), path).replaceAll('\\', '/'),
  branches: branchesOf(file),
}));
const rooms = [...new Set(files.map(({ name }) => name.split('/')[0]))].sort();
const all = files.flatMap(({ branches }) => branches);
const sumUp = (name, branches) => {
  const taken = branches.filter((branch) => branch.taken).length;
  print(`${name.padEnd(12)} ${String(taken).padStart(5)} of ${String(branches.length).padStart(5)} branches  ${share(taken, branches.length).toFixed(2)} %`);
  return share(taken, branches.length);
};

print('\nNot taken:');
for (const { name, branches } of files) {
  const lines = [...new Set(branches.filter(({ taken }) => !taken).map(({ line }) => line))];
  if (lines.length > 0) print(`  ${name}: ${lines.join(', ')}`);
}
print('');
for (const room of rooms) sumUp(room, files.filter(({ name }) => name.split('/')[0] === room).flatMap(({ branches }) => branches));
const total = sumUp('core', all);

const notTaken = all.filter(({ taken }) => !taken);
print(`\n${notTaken.length} not taken, ${notTaken.filter(({ fallback }) => fallback).length} of them the right of a \`??\``);

const ignores = filesBelow(root, SOURCES).flatMap((file) => [...readText(root, file).matchAll(IGNORE)].map(([text, rest]) => ({ file, text, rest })));
const bare = ignores.filter(({ rest }) => !REASONED.test(rest.replace('*/', '')));
print(`${ignores.length} ignore comments, ${allowed.ignores} allowed`);
const faults = [
  ...(testsHold ? [] : ['tests failed (see above)']),
  ...(total < allowed.branches ? [`${total.toFixed(2)} % of the branches are taken; ${allowed.branches} % have to be`] : []),
  ...(ignores.length > allowed.ignores ? ['there are more ignore comments than scripts/branches/allowed.json allows'] : []),
  ...(ignores.length < allowed.ignores ? [`scripts/branches/allowed.json can go down to ${ignores.length}`] : []),
  ...bare.map(({ file, text }) => `${file}: no reason (-- why) on ${text.trim()}`),
];
for (const fault of faults) print(`FAIL ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
