import { sha256 } from '../text/hash.js';
import { utf8Bytes } from '../text/utf8.js';

/** 52 bits, as many as a number holds exactly. */
const DIGITS = 13;

/**
 * A number from 0 up to, not including, 1, as if by chance: drawn from the installation's own random id, so that devices
 * differ from each other while one and the same run replays alike. `about` says what it is drawn for.
 */
export function chance(installId: string, ...about: readonly (string | number)[]): number {
  const bytes = utf8Bytes([installId, ...about].join('/')) ?? new Uint8Array();
  return parseInt(sha256(bytes).slice(0, DIGITS), 16) / 16 ** DIGITS;
}
