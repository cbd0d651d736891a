/** What each entry point costs a user, minified and gzipped, against its budget in sizes.json, and what weighs what. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bundleInParts } from './bundle.mjs';

const budgets = JSON.parse(readFileSync(new URL('sizes.json', import.meta.url), 'utf8'));

/** So many of the heaviest files of an entry are shown. */
const HEAVIEST = 10;

/** Each file is one that a server compresses by itself. */
function gzipped(texts) {
  return texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
}

/** A room of core, one of our other packages, or a package of npm. */
function ownerOf(file) {
  const npm = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file);
  if (npm !== null) return `npm ${npm[1]}`;
  const [, name, , room] = file.split('/');
  return name === 'core' && !room.endsWith('.ts') ? `core/${room}` : name;
}

function row(name, bytes, whole) {
  return `\n         ${String(bytes).padStart(8)}  ${`${((100 * bytes) / whole).toFixed(1)} %`.padStart(6)}  ${name}`;
}

/** Minified bytes: gzip counts no file by itself. */
function tableOf({ texts, inputs }) {
  const minified = texts.join('').length;
  const owners = new Map();
  for (const { file, bytes } of inputs) owners.set(ownerOf(file), (owners.get(ownerOf(file)) ?? 0) + bytes);
  const heaviest = [...inputs].sort((a, b) => b.bytes - a.bytes).slice(0, HEAVIEST);
  return [
    ...[...owners].sort(([, a], [, b]) => b - a).map(([name, bytes]) => row(name, bytes, minified)),
    `\n         of these ${String(minified)} minified bytes, the heaviest files:`,
    ...heaviest.map(({ file, bytes }) => row(file.replace(/.*node_modules\//, 'npm ').replace(/^packages\//, ''), bytes, minified)),
  ].join('');
}

/**
 * `budget` is for what has to be there before the app can start, `later` for what is loaded by itself when a run needs it.
 * `goal`: where the first has to come to; until then `budget` holds what it has come to.
 */
async function judge(root, { name, code, budget, later = 0, goal }) {
  const parts = await bundleInParts(root, code, { minify: true });
  const judged = [
    ['first', name, budget, goal === undefined ? '' : `, goal ${String(goal)}`],
    ['later', `${name}, loaded later`, later, ''],
  ].filter(([part, , limit]) => limit > 0 || parts[part].texts.length > 0);
  return judged.map(([part, title, limit, towards]) => {
    const bytes = gzipped(parts[part].texts);
    return {
      row: `\n       ${title.padEnd(52)} ${String(bytes).padStart(7)} of ${String(limit).padStart(7)} bytes${towards}${tableOf(parts[part])}`,
      findings: bytes > limit ? [`${title} is ${bytes - limit} bytes over its budget`] : [],
    };
  });
}

export default {
  name: 'sizes',
  async run(root) {
    const findings = [];
    const rows = [];
    for (const entry of budgets) {
      for (const judged of await judge(root, entry)) {
        rows.push(judged.row);
        findings.push(...judged.findings);
      }
    }
    return { ok: findings.length === 0, findings, note: `minified, gzip -9; below each entry its minified bytes by room and package${rows.join('')}` };
  },
};
