/** One request, a taken lock and a wake listener; then nothing is left to do. Arguments: URL, state folder. */
import { createNodePorts } from '../../src/index.js';

const [url = '', stateDir = ''] = process.argv.slice(2);
const ports = createNodePorts({ stateDir });
ports.host.listen(() => undefined);
const request = { method: 'GET', url, headers: [], sensitive: false } as const;
const outcome = await ports.host.exclusively('a', 1_000, () => ports.http.send(request, { deadlineMs: 60_000, maxBytes: 1_000 }).outcome);
process.stdout.write(outcome.ok ? 'answered' : outcome.failure.reason);
