/** The benchmarks, one after the other; fails where a limit is passed. */
import { reportCriticalPath } from './critical-path/index.js';
import { reportMachine } from './machine/index.js';
import { reportMerge } from './merge.js';
import { reportReading } from './reading.js';

const within = [reportMerge(), reportReading(), reportMachine(), await reportCriticalPath()];
process.exitCode = within.every(Boolean) ? 0 : 1;
