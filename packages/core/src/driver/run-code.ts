/** What only a run needs, and an app that shows its saved profile does not: loaded apart (docs/decisions/0011). */
export { onAnswer } from '../machine/on/answer.js';
export { createFetching } from './fetching.js';
