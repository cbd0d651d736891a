const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of a base64 text, without `atob`: a bare engine has none. */
export function bytesOfBase64(text: string): Uint8Array {
  const digits = Array.from(text.replace(/=+$/, ''), (digit) => DIGITS.indexOf(digit));
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  for (let at = 0; at < bytes.length; at += 1) {
    const first = Math.floor((at * 8) / 6);
    const shift = 8 - ((at * 8) % 6); // how far the two digits of this byte reach beyond it, plus 4
    const pair = ((digits[first] ?? 0) << 6) | (digits[first + 1] ?? 0);
    bytes[at] = (pair >> (shift - 4)) & 0xff;
  }
  return bytes;
}
