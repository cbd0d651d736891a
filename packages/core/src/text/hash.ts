/** What is done with one block of 64 bytes: `words` begins with its 16 words and has room for what is made of them. */
type Compress = (state: readonly number[], words: Int32Array) => readonly number[];

/** SHA-256 in lower-case hex (FIPS 180-4). Not for keys: its time depends on nothing but the length, its memory is not wiped. */
export function sha256(bytes: Uint8Array): string {
  return hash(bytes, false, SQUARE_ROOTS, compressSha256);
}

/** SHA-1 in lower-case hex (FIPS 180-4); only because providers ask for it (W5). */
export function sha1(bytes: Uint8Array): string {
  return hash(bytes, false, [...MD_START, 0xc3d2e1f0], compressSha1);
}

/** MD5 in lower-case hex (RFC 1321); only because providers ask for it (W5). */
export function md5(bytes: Uint8Array): string {
  return hash(bytes, true, MD_START, compressMd5);
}

/** Merkle–Damgård: the message, a one bit, zeros, and its length in bits, block by block. */
function hash(bytes: Uint8Array, littleEndian: boolean, start: readonly number[], compress: Compress): string {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  const end = padded.length;
  view.setUint32(end - (littleEndian ? 8 : 4), bytes.length * 8, littleEndian);
  view.setUint32(end - (littleEndian ? 4 : 8), bytes.length / 0x20000000, littleEndian);
  const words = new Int32Array(80);
  let state = start;
  for (let at = 0; at < end; at += 64) {
    for (let index = 0; index < 16; index += 1) words[index] = view.getInt32(at + 4 * index, littleEndian);
    const next = compress(state, words);
    state = state.map((word, index) => (word + wordAt(next, index)) | 0);
  }
  const result = new DataView(new ArrayBuffer(4 * state.length));
  state.forEach((word, index) => {
    result.setInt32(4 * index, word, littleEndian);
  });
  return Array.from(new Uint8Array(result.buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** No index here lies outside, which the compiler cannot know. */
function wordAt(words: ArrayLike<number>, index: number): number {
  return words[index] ?? 0;
}

function rotate(word: number, left: number): number {
  return (word << left) | (word >>> (32 - left));
}

/** The first 32 bits of the fractions of a root of the first 64 primes: the constants of SHA-256, as its standard defines them. */
function fractions(root: (prime: number) => number): readonly number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < 64; candidate += 1) if (primes.every((prime) => candidate % prime > 0)) primes.push(candidate);
  return primes.map((prime) => ((root(prime) % 1) * 0x100000000) | 0);
}

const CUBE_ROOTS = /* @__PURE__ */ fractions(Math.cbrt);
const SQUARE_ROOTS = /* @__PURE__ */ fractions(Math.sqrt).slice(0, 8);
const MD_START: readonly number[] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];

const compressSha256: Compress = (state, words) => {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let at = 0; at < 64; at += 1) {
    if (at > 15) {
      const two = wordAt(words, at - 2);
      const fifteen = wordAt(words, at - 15);
      const sigma0 = rotate(fifteen, 25) ^ rotate(fifteen, 14) ^ (fifteen >>> 3);
      const sigma1 = rotate(two, 15) ^ rotate(two, 13) ^ (two >>> 10);
      words[at] = wordAt(words, at - 16) + sigma0 + wordAt(words, at - 7) + sigma1;
    }
    const first = h + (rotate(e, 26) ^ rotate(e, 21) ^ rotate(e, 7)) + ((e & f) ^ (~e & g)) + wordAt(CUBE_ROOTS, at) + wordAt(words, at);
    const second = (rotate(a, 30) ^ rotate(a, 19) ^ rotate(a, 10)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  return [a, b, c, d, e, f, g, h];
};

const compressSha1: Compress = (state, words) => {
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let at = 0; at < 80; at += 1) {
    if (at > 15) words[at] = rotate(wordAt(words, at - 3) ^ wordAt(words, at - 8) ^ wordAt(words, at - 14) ^ wordAt(words, at - 16), 1);
    const quarter = (at / 20) | 0;
    const chosen = quarter === 0 ? (b & c) | (~b & d) : quarter === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
    const sum = rotate(a, 5) + chosen + e + wordAt([0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6], quarter) + wordAt(words, at);
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = sum | 0;
  }
  return [a, b, c, d, e];
};

const compressMd5: Compress = (state, words) => {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let at = 0; at < 64; at += 1) {
    const quarter = at >> 4;
    const chosen = wordAt([(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)], quarter);
    const index = wordAt([at, 5 * at + 1, 3 * at + 5, 7 * at], quarter) % 16;
    const left = wordAt([7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21], 4 * quarter + (at % 4));
    const sum = a + chosen + Math.floor(Math.abs(Math.sin(at + 1)) * 0x100000000) + wordAt(words, index);
    a = d;
    d = c;
    c = b;
    b = (b + rotate(sum | 0, left)) | 0;
  }
  return [a, b, c, d];
};
