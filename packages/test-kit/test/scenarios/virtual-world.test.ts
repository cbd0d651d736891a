import { test } from 'vitest';
import { asTests, createVirtualWorld, SCENARIOS } from '../../src/index.js';

for (const { name, run } of asTests(SCENARIOS, () => createVirtualWorld()))
  test(name, { timeout: 60_000 }, (context) => run((reason) => context.skip(reason)));
