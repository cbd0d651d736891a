/** `npm test`: everything that has to hold, in order, on a fresh checkout as well. The last line is the sum. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, run } from './bootstrap.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };
const reports = mkdtempSync(join(tmpdir(), 'firstring-test-'));
const started = Date.now();

/** The name of every test that needs a browser begins so, or a heading above it. */
const IN_CHROMIUM = 'in Chromium';

process.on('exit', (code) => {
  rmSync(reports, { recursive: true, force: true });
  if (code !== 0 && total.failed === 0) total.failed = 1; // ended before any stage, while installing
  process.stdout.write(`\nTook ${Math.round((Date.now() - started) / 1000)} s.\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
});

function heading(text) {
  process.stdout.write(`\n== ${text} ${'='.repeat(Math.max(3, 100 - text.length))}\n\n`);
}

/** A stage that either holds or does not. */
function stage(text, command, args) {
  heading(text);
  const holds = run(command, args) === 0;
  total[holds ? 'passed' : 'failed'] += 1;
  return holds;
}

/** A stage that counts for itself, in a JSON report; without a report it counts as one failure. */
function counted(text, command, args, report, count) {
  heading(text);
  const code = run(command, args);
  let counts;
  try {
    counts = count(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    counts = { passed: 0, failed: 0, skipped: 0 };
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  for (const key of Object.keys(total)) total[key] += counts[key];
}

/** How many tests did not run whose name, or a heading above it, begins so. */
function skippedBelow(report, title) {
  const all = report.testResults.flatMap((file) => file.assertionResults);
  const named = ({ ancestorTitles, title: own }) => [...ancestorTitles, own].some((name) => name.startsWith(title));
  return all.filter((test) => named(test) && test.status !== 'passed' && test.status !== 'failed').length;
}

bootstrap();

stage('1 of 4: build and types', 'turbo', ['run', 'build', 'typecheck', '--continue', '--output-logs=errors-only']);
stage('2 of 4: lint', 'eslint', ['.']);

const gates = join(reports, 'gates.json');
counted('3 of 4: gates', process.execPath, ['scripts/gates/run.mjs', '--report', gates], gates, (report) => ({
  passed: report.filter((gate) => gate.ok).length,
  failed: report.filter((gate) => !gate.ok).length,
  skipped: 0,
}));

const tests = join(reports, 'tests.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${tests}`];
let withoutChromium = 0;
counted('4 of 4: tests', 'vitest', ['run', ...reporters], tests, (report) => {
  withoutChromium = skippedBelow(report, IN_CHROMIUM);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
});

// Imported only now: on a fresh checkout there is nothing to import before the installation.
const { chromiumIsMissing, INSTALL_HINT } = await import('./engines/chromium.mjs');
if (chromiumIsMissing) process.stdout.write(`\nWithout Chromium ${withoutChromium} cases were skipped; ${INSTALL_HINT}.\n`);

process.exitCode = total.failed === 0 ? 0 : 1;
