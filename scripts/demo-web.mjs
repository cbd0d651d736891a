/** `npm run demo:web`: the page of examples/web, with a portal and a provider of this machine behind it, until Ctrl-C. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap, fail, root, run } from './bootstrap.mjs';

bootstrap();

const wanted = ['@firstring/reference-server', '@firstring/example-web'].map((name) => `--filter=${name}`);
if (run('turbo', ['run', 'build', ...wanted, '--output-logs=errors-only']) !== 0) fail('The build failed (see above).');

const server = spawn(process.execPath, [join(root, 'apps', 'reference-server', 'dist', 'main.js')], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    LATENCY_MS: '400', // else there would be no progress to see
    DATA_DIR: 'memory',
    ...process.env,
    LOG_LEVEL: 'silent',
    DEMO_DIR: join(root, 'examples', 'web', 'dist'),
  },
});

const SIGN_INS = `
  alice@ACME     correct-horse          all four steps; portal and provider disagree, so there is something to explain
  bob@ACME       battery-staple
  freja@NORDIC   nordlys-over-fjord     another theme; no global service, so step 3 is skipped
`;

process.stdout.write('Starting a portal and a provider …\n');
let said = '';
let isShown = false;
server.stdout.setEncoding('utf8').on('data', (text) => {
  said += text;
  const demo = /"demo":"([^"]+)"/.exec(said)?.[1];
  if (demo === undefined || isShown) return;
  isShown = true;
  process.stdout.write(`\nOpen ${demo} and sign in:\n${SIGN_INS}\nThen stop this with Ctrl-C and load the page again: it starts from what it saved.\n`);
});

// A terminal's Ctrl-C reaches the server too; it ends by itself, and this with it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill('SIGTERM'));
server.once('close', (code) => {
  process.exitCode = code ?? 1;
});
