/**
 * Each clause of docs/spec.md has a test that names it: in its title or that of a heading above it, or, for cases and vectors of the
 * test kit, in `clauses`. docs/clauses.md is the table of them, and has to be up to date; `--write` writes it. What no test here can
 * show, or nobody has built yet, is excused with its reason in clause-exceptions.json, as long as it is true.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { casesIn, testsIn, vectorsIn } from './clause-tests.mjs';
import { filesBelow, packageFolders, readText } from './files.mjs';

const TABLE = 'docs/clauses.md';
const EXCEPTIONS = 'scripts/gates/clause-exceptions.json';
const DEFINED = /^(?:- \*\*([A-Z]\d+[a-z]?)\*\*|\| ([A-Z]\d+[a-z]?) \|)/gm;

const clausesOf = (spec) => [...spec.matchAll(DEFINED)].map(([, item, row]) => item ?? row);

/** Everything that counts as a test: `{ name, file, clauses }`. */
function allTests(root, known) {
  const tested = packageFolders(root).filter((folder) => /^(packages|apps)\//.test(folder));
  const tests = tested.flatMap((folder) => filesBelow(root, `${folder}/test`)).filter((file) => file.endsWith('.test.ts'));
  const cases = filesBelow(root, 'packages/test-kit/src').filter((file) => file.endsWith('.ts'));
  const vectors = filesBelow(root, 'packages/test-kit/vectors').filter((file) => file.endsWith('.json'));
  const read = (files, reader) => files.flatMap((file) => reader(readText(root, file), file, known).map((test) => ({ ...test, file })));
  return [...read(vectors, vectorsIn), ...read(cases, casesIn), ...read(tests, testsIn)];
}

const cell = (text) => text.replace(/\s+/g, ' ').replace(/[\\|`<*_]/g, '\\$&');

function tableOf(rows, reasons) {
  const excused = rows.filter(({ tests }) => tests.length === 0);
  return [
    '# Clauses and their tests',
    '',
    'Generated: `npm run clauses:write`. Which tests name each clause of [the specification](spec.md); vectors and cases of the test',
    'kit count once, though every adapter runs the cases.',
    '',
    '| clause | tests | for example |',
    '|---|---:|---|',
    ...rows.map(({ clause, tests }) => `| ${clause} | ${tests.length} | ${tests.length > 0 ? `${cell(tests[0].name)} (\`${tests[0].file}\`)` : 'see below'} |`),
    '',
    '## Without a test',
    '',
    ...(excused.length > 0 ? excused.map(({ clause }) => `- **${clause}**: ${reasons.get(clause) ?? 'no reason given'}`) : ['None.']),
    '',
  ].join('\n');
}

export default {
  name: 'clauses',
  run(root, { write = false } = {}) {
    const clauses = clausesOf(readText(root, 'docs/spec.md'));
    const known = new Set(clauses);
    const tests = allTests(root, known);
    const rows = clauses.map((clause) => ({ clause, tests: tests.filter((test) => test.clauses.has(clause)) }));
    const exceptions = JSON.parse(readText(root, EXCEPTIONS));
    const reasons = new Map(exceptions.map(({ clause, reason }) => [clause, reason]));
    const findings = [
      ...clauses.filter((clause, at) => clauses.indexOf(clause) < at).map((clause) => `docs/spec.md: ${clause} is there twice`),
      ...rows
        .filter((row) => row.tests.length === 0 && !reasons.has(row.clause))
        .map(({ clause }) => `${clause}: no test names it; a test that does, or a reason in ${EXCEPTIONS}`),
      ...rows
        .filter((row) => row.tests.length > 0 && reasons.has(row.clause))
        .map((row) => `${row.clause}: is excused in ${EXCEPTIONS}, but has ${row.tests.length} tests (${row.tests[0].file})`),
      ...exceptions.filter(({ clause }) => !known.has(clause)).map(({ clause }) => `${EXCEPTIONS}: docs/spec.md has no ${clause}`),
      ...exceptions.filter(({ reason }) => !reason).map(({ clause }) => `${EXCEPTIONS}: ${clause} has no reason`),
      // The server's own tests cite its threats in the same way.
      ...tests.filter(({ file }) => !file.startsWith('apps/')).flatMap(({ file, unknown }) => unknown.map((clause) => `${file}: names ${clause}, which docs/spec.md does not have`)),
    ];

    const table = tableOf(rows, reasons);
    const path = join(root, TABLE);
    const committed = existsSync(path) ? readFileSync(path, 'utf8').replace(/\r\n/g, '\n') : '';
    if (table !== committed && write) writeFileSync(path, table);
    if (table !== committed && !write) findings.push(`${TABLE} is not up to date; \`npm run clauses:write\` writes it`);

    const rarest = rows.filter((row) => row.tests.length === 1).map(({ clause }) => clause);
    const note = `${clauses.length} clauses, ${exceptions.length} excused; one test only: ${rarest.join(', ') || 'none'}; the table is ${TABLE}`;
    return { ok: findings.length === 0, findings, note };
  },
};
