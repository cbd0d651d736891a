#!/usr/bin/env node
// A committed launcher: package managers link a bin only when its file is there at install time, and dist is not.
const EXIT_NOT_BUILT = 70;
const NOT_BUILT =
  'firstring is not built yet: run `npm test` or `npm run demo` at the root of the checkout (or `pnpm build`).';

/** The program; undefined where it, or what it imports, was not built. Anything else that fails is shown as it is. */
async function load() {
  try {
    return await import(new URL('../dist/main.js', import.meta.url).href);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return undefined;
  }
}

const args = process.argv.slice(2);
const program = await load();

if (program !== undefined) {
  process.exitCode = await program.main(args);
} else {
  process.exitCode = EXIT_NOT_BUILT;
  if (args.includes('--json')) {
    const problem = { code: 'cli.not-built', person: NOT_BUILT, engineer: 'A file below dist is missing.' };
    process.stdout.write(`${JSON.stringify({ ok: false, exitCode: EXIT_NOT_BUILT, problem })}\n`);
  } else {
    process.stderr.write(`${NOT_BUILT}\n`);
  }
}
