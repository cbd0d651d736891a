import { CASES as ALL, type Case } from '@firstring/test-kit';

/** What the ports of this package have to pass, in Node and on Hermes. */
export const CASES: readonly Case[] = ALL;
