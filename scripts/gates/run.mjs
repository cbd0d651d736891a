/**
 * Runs the gates: what the architecture promises, held by tools.
 *
 *   node scripts/gates/run.mjs [--only types,arrows] [--root DIR] [--write] [--report FILE]
 *
 * `--write` lets a gate that compares with a committed file update it. Ends with 1 when any gate fails.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import api from './api.mjs';
import arrows from './arrows.mjs';
import artefact from './artefact.mjs';
import clauses from './clauses.mjs';
import dependencies from './dependencies.mjs';
import hygiene from './hygiene.mjs';
import lint from './lint.mjs';
import sizes from './sizes.mjs';
import types from './core-types.mjs';

/** Each is `{ name, run(root, options) }` and answers `{ ok, findings, note? }`. */
export const gates = [dependencies, arrows, types, lint, artefact, sizes, api, clauses, hygiene];

/** Runs one gate; a gate that breaks has failed. */
export async function runGate(gate, root, options = {}) {
  try {
    return await gate.run(root, options);
  } catch (error) {
    return { ok: false, findings: [`the gate itself broke: ${error instanceof Error ? error.stack : String(error)}`] };
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      root: { type: 'string', default: fileURLToPath(new URL('../..', import.meta.url)) },
      write: { type: 'boolean', default: false },
      report: { type: 'string' },
    },
  });
  const names = values.only?.split(',') ?? gates.map((gate) => gate.name);
  const unknown = names.filter((name) => !gates.some((gate) => gate.name === name));
  if (unknown.length > 0) throw new Error(`no such gate: ${unknown.join(', ')}`);

  const report = [];
  for (const gate of gates.filter(({ name }) => names.includes(name))) {
    const { ok, findings, note } = await runGate(gate, resolve(values.root), { write: values.write });
    report.push({ gate: gate.name, ok, findings });
    process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${gate.name}${note ? `: ${note}` : ''}\n`);
    for (const finding of findings) process.stdout.write(`       ${finding}\n`);
  }
  if (values.report) writeFileSync(values.report, JSON.stringify(report));
  process.exitCode = report.every(({ ok }) => ok) ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
