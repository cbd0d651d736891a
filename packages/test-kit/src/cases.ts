import { CONTRACTS } from './contracts/all.js';
import type { Case } from './run/case.js';
import { SCENARIOS } from './scenarios/all.js';

/** Everything that an adapter has to pass: the contracts of its ports, then the scenarios. */
export const CASES: readonly Case[] = [...CONTRACTS, ...SCENARIOS];
