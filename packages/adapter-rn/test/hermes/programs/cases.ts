import { runTap } from '@firstring/test-kit';
import { CASES } from '../../cases.js';
import { makeWorld } from '../../native-world.js';

declare const print: (line: string) => void;

/** Every case, on the engine that runs this file. */
void runTap(CASES, makeWorld, print);
