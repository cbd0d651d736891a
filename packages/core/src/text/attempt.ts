/** What the language itself refuses by throwing, as a value: for `JSON.parse` and the URI functions, and nothing else. */
export function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
