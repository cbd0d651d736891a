import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Work of one check: scrypt with N = 2^15, r = 8, p = 1 takes 32 MiB. Stored with each hash, so it can be raised later. */
const COST = { log2N: 15, r: 8, p: 1 };
const BYTES = 32;

/** `scrypt$15$8$1$<salt>$<hash>`, with a salt of its own for each user. */
export async function hashPassword(password: string, log2N: number = COST.log2N): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, { ...COST, log2N });
  return ['scrypt', log2N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Compares in constant time. A hash that cannot be read matches nothing. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, log2N, r, p, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) return false;
  const expected = Buffer.from(hash, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'), { log2N: Number(log2N), r: Number(r), p: Number(p) });
  return expected.byteLength === actual.byteLength && timingSafeEqual(expected, actual);
}

/** A hash that no password has: checking against it takes as long as a real check, for users that do not exist. */
export function unmatchableHash(log2N: number = COST.log2N): string {
  return ['scrypt', log2N, COST.r, COST.p, randomBytes(16).toString('base64url'), randomBytes(BYTES).toString('base64url')].join('$');
}

function derive(password: string, salt: Buffer, { log2N, r, p }: typeof COST): Promise<Buffer> {
  const N = 2 ** log2N;
  return new Promise((resolve, reject) => {
    scrypt(password, salt, BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
