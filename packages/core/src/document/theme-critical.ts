import { defined } from './defined.js';
import { fieldOf, parseJson } from './json.js';
import { utf8Bytes } from '../text/utf8.js';
import { COLOUR, CRITICAL_BYTES, type Theme, type ThemeCritical } from './theme.js';

/** The critical part of a theme as an app keeps it: the logo by its hash, so that nothing else has to be read (D12). */
export interface KeptCritical extends Omit<ThemeCritical, 'logo'> {
  /** SHA-256 of the logo's bytes, by which an app that keeps images finds it; 64 lower-case hex digits. */
  readonly logo?: string;
}

/**
 * The critical part as text, 2 KiB at most, for a place that can be read synchronously before the first frame, such as
 * `localStorage` or a file (D12). It holds no name and no address.
 */
export function formatCritical({ critical, images }: Theme): string {
  const { background, primary, text } = critical;
  const logo = images.find(([name]) => name === critical.logo)?.[1].sha256;
  return JSON.stringify(defined({ background, primary, text, logo }));
}

/**
 * Reads what {@link formatCritical} wrote. Total: `undefined` for anything else, since others may write to such a place, and
 * colours go into style sheets (T2).
 */
export function parseCritical(kept: string): KeptCritical | undefined {
  if ((utf8Bytes(kept)?.length ?? Infinity) > CRITICAL_BYTES) return undefined;
  const json = parseJson(kept)?.value;
  const field = (name: string, pattern: RegExp): string | undefined => {
    const value = fieldOf(json, name);
    return typeof value === 'string' && pattern.test(value) ? value : undefined;
  };
  const [background, primary, text] = [field('background', COLOUR), field('primary', COLOUR), field('text', COLOUR)];
  if (background === undefined || primary === undefined || text === undefined) return undefined;
  return defined({ background, primary, text, logo: field('logo', /^[0-9a-f]{64}$/) });
}
