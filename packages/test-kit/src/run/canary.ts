import { check } from './check.js';
import { utf8, latin1 } from '../text/utf8.js';

/** Forms in which a secret may show itself: as it is, escaped, percent-encoded, in base64 or in hexadecimal digits. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Array.from(utf8(secret));
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const json = JSON.stringify(secret).slice(1, -1);
  const xml = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return Array.from(
    new Set([secret, secret.trim(), latin1(utf8(secret)), json, xml, encodeURIComponent(secret), base64(bytes), hex, hex.toUpperCase()]),
  );
}

/** Fails the case where the text holds the secret in any of its forms. */
export function checkWithout(text: string, secret: string, where: string): void {
  for (const form of formsOf(secret)) check(!text.includes(form), `${where} holds a secret (as ${JSON.stringify(form)})`);
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Without the last group, which depends on what follows. */
function base64(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at + 2 < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (const shift of [18, 12, 6, 0]) text += DIGITS.charAt((group >> shift) & 63);
  }
  return text;
}
