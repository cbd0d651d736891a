/** What only a run needs, and an app that shows its saved profile does not: loaded apart (docs/decisions/0011). */
export { ALL_RUN_RULES } from '../machine/all-run-rules.js';
export { createFetching } from './fetching.js';
