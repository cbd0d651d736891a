/** Starts the reference server from environment variables (see the README) and ends it on SIGTERM or SIGINT. */
import { readEnvironment } from './config/environment.js';
import { describeError } from './http/errors.js';
import { createReferenceServer } from './reference-server.js';

const EXIT_CONFIGURATION = 2;

function print(entry: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify({ time: Date.now(), ...entry })}\n`);
}

const environment = readEnvironment(process.env);
if (!environment.ok) {
  process.stderr.write(`The reference server can not start:\n${environment.faults.map((fault) => `  ${fault}\n`).join('')}`);
  process.exit(EXIT_CONFIGURATION);
}

const stopAsked = new Promise<NodeJS.Signals>((resolve) => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      resolve(signal);
      // Whoever asks twice does not want to wait.
      process.once(signal, () => process.exit(1));
    });
  }
});

print({ level: 30, msg: 'starting' }); // from here on a signal ends it in good order
try {
  const server = await createReferenceServer(environment.config);
  print({ level: 30, msg: 'ready', portal: server.url, listeningOn: server.listeningOn, demo: server.demoUrl, database: server.database });
  const signal = await stopAsked;
  print({ level: 30, msg: 'stopping', signal });
  const complete = await server.close();
  print({ level: 30, msg: 'stopped', complete });
  process.exitCode = complete ? 0 : 1;
} catch (error) {
  process.stderr.write(`The reference server can not start: ${whyNot(error)}\n`);
  print({ level: 60, msg: 'failed', error: describeError(error) });
  process.exit(1);
}

/** A sentence for whoever started it. Messages of the database driver name host and user, never the password. */
function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'the port is taken by another program. Choose another one with PORT.';
  if (code === 'EACCES') return 'the port or the data folder may not be used by this user. See PORT and DATA_DIR.';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') return 'the database of DATABASE_URL can not be reached.';
  return error instanceof Error ? error.message : String(error);
}
