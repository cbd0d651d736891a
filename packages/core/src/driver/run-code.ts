/** What only a run or an edit needs, and an app that shows its saved profile does not: loaded apart (docs/decisions/0011). */
export { ALL_RUN_RULES } from '../machine/all-run-rules.js';
export { askEdit, askRefresh } from './asking.js';
export { suggest } from '../merge/suggest.js';
export { createFetching } from './fetching.js';
