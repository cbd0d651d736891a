import { decodePercent, encodeCharacter } from '../text/percent.js';

/** How a form's text stands for a username (I4): percent-decoded, malformed sequences left alone. */
export function readUsername(written: string): string {
  return decodePercent(written);
}

/**
 * The shortest change that makes {@link readUsername} give the username back: `%` is encoded, and so is outer white
 * space, which a form would trim (I10). The rest stays readable.
 */
export function writeUsername(username: string): string {
  const escaped = username.replace(/%/g, '%25');
  const core = escaped.trim();
  const start = escaped.length - escaped.trimStart().length;
  return encodeAll(escaped.slice(0, start)) + core + encodeAll(escaped.slice(start + core.length));
}

function encodeAll(text: string): string {
  return Array.from(text).map(encodeCharacter).join('');
}
