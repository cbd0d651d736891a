import { asTests } from '@firstring/test-kit';
import { test } from 'vitest';
import { CASES } from './cases.js';
import { makeWorld } from './native-world.js';

// The same cases as on Hermes (test/hermes), where a failure is easier to look at.
for (const { name, run } of asTests(CASES, makeWorld)) test(name, { timeout: 60_000 }, (context) => run((reason) => context.skip(reason)));
