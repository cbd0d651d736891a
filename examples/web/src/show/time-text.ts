/** A moment (ms since the epoch) as the person writes it. */
export function timeText(at: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** A moment down to the second: two documents of one run differ in no more. */
export function exactTimeText(at: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
}
