import { describe, test } from 'vitest';
import { asTests, CONTRACTS, createVirtualWorld, SECRETS_CONTRACT } from '../../src/index.js';

for (const { name, run } of asTests(CONTRACTS, () => createVirtualWorld()))
  test(name, { timeout: 60_000 }, (context) => run((reason) => context.skip(reason)));

describe('where secrets end with the app', () => {
  for (const { name, run } of asTests(SECRETS_CONTRACT, () => createVirtualWorld(1, { secretLevel: 'memory' })))
    test(name, { timeout: 60_000 }, (context) => run((reason) => context.skip(reason)));
});
