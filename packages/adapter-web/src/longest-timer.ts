/** In ms; setTimeout fires at once beyond this (R7). */
export const LONGEST_TIMER_MS: number = 2 ** 31 - 1;
