import type { Book } from '../store/book.js';

/** How many starts count against this trial (R10). */
export function failedStarts({ trial }: Book, of: number): number {
  return trial?.of === of ? trial.failed : 0;
}
