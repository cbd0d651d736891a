/**
 * The demonstration behind `npm run demo`: a portal and a provider on a free port of this machine, and a client that is
 * provisioned against them over HTTP, through the same command line that a user has. Ends by itself; 0 when every act
 * ended as announced.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createReferenceServer } from './index.js';

const FIRSTRING = fileURLToPath(new URL('../../../packages/cli/bin/firstring.js', import.meta.url));

interface Act {
  readonly title: string;
  readonly args: readonly string[];
  /** Goes to the client's standard input, as a password would from a password manager. */
  readonly password?: string;
  readonly exitCode: number;
}

const EXPLAINED = ['account.codecOrder', 'account.expires', 'account.password', 'quickDial.reception.displayName'];

function acts(portal: string): readonly Act[] {
  const signIn = ['provision', 'alice@ACME', '--portal', portal, '--password-stdin'];
  return [
    { title: 'A wrong password: refused with the provider\'s own sentence, nothing is saved', args: signIn, password: 'wrong', exitCode: 3 },
    { title: 'The right one: four documents, merged, validated, saved', args: signIn, password: 'correct-horse', exitCode: 0 },
    ...EXPLAINED.map((path, index) => ({ title: index === 0 ? 'Why is it so?' : '', args: ['explain', path], exitCode: 0 })),
    { title: 'A second attempt with a wrong password: what was saved stays', args: signIn, password: 'wrong', exitCode: 3 },
  ];
}

/** After the servers are gone: the device knows everything by itself. */
const OFFLINE: Act = { title: 'The servers are stopped; the device still starts from what it saved', args: ['status'], exitCode: 0 };

async function demonstrate(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'firstring-demo-'));
  process.stdout.write('Starting a portal and a provider on an embedded database …\n');
  const server = await createReferenceServer();
  process.stdout.write(`They answer at ${server.url}\n`);
  let asAnnounced = true;
  try {
    for (const act of acts(server.url)) asAnnounced = (await perform(act, folder)) && asAnnounced;
  } finally {
    await server.close();
  }
  asAnnounced = (await perform(OFFLINE, folder)) && asAnnounced;
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 });
  return asAnnounced;
}

async function perform(act: Act, folder: string): Promise<boolean> {
  if (act.title !== '') process.stdout.write(`\n── ${act.title}\n`);
  process.stdout.write(`$ npx firstring ${act.args.join(' ')}\n`);
  const exitCode = await runClient(act, folder);
  if (exitCode === act.exitCode) return true;
  process.stdout.write(`Expected exit code ${String(act.exitCode)}, got ${String(exitCode)}.\n`);
  return false;
}

function runClient({ args, password }: Act, folder: string): Promise<number | null> {
  const environment = { ...process.env, FIRSTRING_STATE: join(folder, 'state'), XDG_CONFIG_HOME: join(folder, 'config') };
  // Progress goes to standard error; here it belongs between the lines of standard output.
  const client = spawn(process.execPath, [FIRSTRING, ...args], { env: environment, stdio: ['pipe', 1, 1] });
  client.stdin?.end(password ?? '');
  return new Promise((resolve) => {
    client.once('error', () => {
      resolve(null);
    });
    client.once('close', resolve);
  });
}

const asAnnounced = await demonstrate();
process.stdout.write(asAnnounced ? '\nEverything went as announced.\n' : '\nSomething did not go as announced; see above.\n');
process.exitCode = asAnnounced ? 0 : 1;
