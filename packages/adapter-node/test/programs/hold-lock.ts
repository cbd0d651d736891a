/** Takes a lock and keeps it until it is killed. Arguments: state folder, name. */
import { createHostPort } from '../../src/host.js';

const [stateDir = '', name = ''] = process.argv.slice(2);
await createHostPort(stateDir).exclusively(name, 0, async () => {
  process.stdout.write('held\n');
  await new Promise((resolve) => setTimeout(resolve, 60_000));
});
