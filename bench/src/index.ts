/** The benchmarks, one after the other; fails where a limit is passed. */
import { reportCriticalPath } from './critical-path/index.js';
import { reportMerge } from './merge.js';

const within = [reportMerge(), await reportCriticalPath()];
process.exitCode = within.every(Boolean) ? 0 : 1;
