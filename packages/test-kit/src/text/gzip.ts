import { joined } from './utf8.js';

/** A gzip member that stores its content as it is (RFC 1951, 3.2.4): real gzip, made without a compressor. At most 65,535 bytes. */
export function gzipStored(content: Uint8Array): Uint8Array {
  const block = Uint8Array.of(1, ...little(content.length, 2), ...little(~content.length, 2));
  return joined([HEADER, block, content, Uint8Array.from([...little(crc32(content), 4), ...little(content.length, 4)])]);
}

/** A gzip member of a few kilobytes that unfolds to at least so many bytes: one `x`, repeated by matches of 258. */
export function gzipBomb(bytes: number): Uint8Array {
  const bits: number[] = [1, 1, 0]; // the last block, with fixed codes
  const high = (value: number, count: number): void => {
    for (let bit = count - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  high(0x30 + 'x'.charCodeAt(0), 8);
  for (let at = 0; at < bytes; at += 258) {
    high(0xc5, 8); // length 258
    high(0, 5); // distance 1
  }
  high(0, 7); // end of block
  const packed = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, at) => {
    packed[at >> 3] = (packed[at >> 3] ?? 0) | (bit << (at & 7));
  });
  return joined([HEADER, packed]);
}

const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);

function little(value: number, bytes: number): readonly number[] {
  return Array.from({ length: bytes }, (_, at) => (value >>> (8 * at)) & 0xff);
}

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
