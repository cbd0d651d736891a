import type { Book, TrialStarts } from '../store/book.js';

/** What is written down of the starts with this trial; also while another one that would replace it is being saved (R10). */
export function startsOn({ trial }: Book, of: number): TrialStarts | undefined {
  return [trial, trial?.before].find((starts) => starts?.of === of);
}

/** How many starts count against this trial (R10). */
export function failedStarts(book: Book, of: number): number {
  return startsOn(book, of)?.failed ?? 0;
}
