/** `setTimeout` fires at once beyond this many ms (R7). */
export const LONGEST_TIMER_MS: number = 2 ** 31 - 1;
