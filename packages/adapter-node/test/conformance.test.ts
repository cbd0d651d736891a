import { SCENARIOS, asTests } from '@firstring/test-kit';
import { createSocketWorld } from '@firstring/test-kit/node';
import { test } from 'vitest';
import { createNodePorts } from '../src/index.js';

const CAPABILITIES = { 'http.redirects': 'controlled', 'http.plain-host': true, 'http.gzip': true, 'faults.dns': true };

for (const { name, run } of asTests(SCENARIOS, () => createSocketWorld(createNodePorts, { capabilities: CAPABILITIES })))
  test(name, { timeout: 60_000 }, (context) => run((reason) => context.skip(reason)));
