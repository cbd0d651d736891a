import { runTap, SCENARIOS } from '@firstring/test-kit';
import { makeWorld } from '../../native-world.js';

declare const print: (line: string) => void;

/** Every case, on the engine that runs this file. */
void runTap(SCENARIOS, makeWorld, print);
