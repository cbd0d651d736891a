/** What each entry point costs a user, minified and gzipped, against its budget in sizes.json, and what weighs what. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bundleWithInputs } from './bundle.mjs';

const budgets = JSON.parse(readFileSync(new URL('sizes.json', import.meta.url), 'utf8'));

/** So many of the heaviest files of an entry are shown. */
const HEAVIEST = 10;

async function measure(root, code) {
  const { text, inputs } = await bundleWithInputs(root, code, { format: 'esm', minify: true });
  return { bytes: gzipSync(text, { level: 9 }).length, minified: text.length, inputs };
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
function tableOf({ minified, inputs }) {
  const owners = new Map();
  for (const { file, bytes } of inputs) owners.set(ownerOf(file), (owners.get(ownerOf(file)) ?? 0) + bytes);
  const heaviest = [...inputs].sort((a, b) => b.bytes - a.bytes).slice(0, HEAVIEST);
  return [
    ...[...owners].sort(([, a], [, b]) => b - a).map(([name, bytes]) => row(name, bytes, minified)),
    `\n         of these ${String(minified)} minified bytes, the heaviest files:`,
    ...heaviest.map(({ file, bytes }) => row(file.replace(/.*node_modules\//, 'npm ').replace(/^packages\//, ''), bytes, minified)),
  ].join('');
}

/** `goal`: where an entry has to come to; until then `budget` holds what it has come to. */
async function judge(root, { name, code, budget, goal }) {
  const measured = await measure(root, code);
  const { bytes } = measured;
  const towards = goal === undefined ? '' : `, goal ${String(goal)}`;
  return {
    rows: [`\n       ${name.padEnd(36)} ${String(bytes).padStart(7)} of ${String(budget).padStart(7)} bytes${towards}`, tableOf(measured)],
    findings: bytes > budget ? [`${name} is ${bytes - budget} bytes over its budget`] : [],
  };
}

export default {
  name: 'sizes',
  async run(root) {
    const findings = [];
    const rows = [];
    for (const entry of budgets) {
      const judged = await judge(root, entry);
      rows.push(...judged.rows);
      findings.push(...judged.findings);
    }
    return { ok: findings.length === 0, findings, note: `minified, gzip -9; below each entry its minified bytes by room and package${rows.join('')}` };
  },
};
