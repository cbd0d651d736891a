/**
 * The one word of a native error that may leave a port: its code, the name of an SQLite or keychain status, its type or its
 * name. Messages are looked at, never passed on, because they echo addresses, keys and paths (S4).
 */
export function errorWord(error: unknown): string {
  const { code, message, type, name } = partsOf(error);
  const status = typeof message === 'string' ? /\b(?:SQLITE_[A-Z_]{2,40}|errSec[A-Za-z]{2,40})\b/.exec(message)?.[0] : undefined;
  return [code, status, type, name].find(isWord) ?? 'unnamed';
}

/** Whether the code or the message of an error says something of this kind. */
export function errorSays(error: unknown, words: RegExp): boolean {
  const { code, message } = partsOf(error);
  return [code, message].some((text) => (typeof text === 'string' || typeof text === 'number') && words.test(String(text)));
}

function partsOf(error: unknown): { readonly [part in 'code' | 'message' | 'type' | 'name']?: unknown } {
  return typeof error === 'object' && error !== null ? error : {};
}

function isWord(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z][A-Za-z0-9_]{1,63}$/.test(text);
}
