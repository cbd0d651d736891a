import { test } from 'vitest';
import { asTests, createVirtualWorld, SCENARIOS } from '../../src/index.js';

for (const { name, run } of asTests(SCENARIOS, () => createVirtualWorld()))
  test(name, (context) => run((reason) => context.skip(reason)));
