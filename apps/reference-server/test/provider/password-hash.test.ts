import { expect, test } from 'vitest';
import { hashPassword, unmatchableHash, verifyPassword } from '../../src/provider/password-hash.js';

test('a password matches its own hash only, and every hash has its own salt', async () => {
  const hashes = await Promise.all(['a', 'a', '', 'ä', 'a'.repeat(1000)].map((password) => hashPassword(password, 10)));
  expect(new Set(hashes).size).toBe(5);
  expect(await verifyPassword('a', hashes[0] ?? '')).toBe(true);
  expect(await verifyPassword('a', hashes[1] ?? '')).toBe(true);
  expect(await verifyPassword('', hashes[2] ?? '')).toBe(true);
  expect(await verifyPassword('A', hashes[0] ?? '')).toBe(false);
  expect(await verifyPassword('a', hashes[2] ?? '')).toBe(false);
});

test('a hash keeps the cost it was made with', async () => {
  const cheap = await hashPassword('x', 10);
  const dear = await hashPassword('x', 12);
  expect([cheap.split('$')[1], dear.split('$')[1]]).toEqual(['10', '12']);
  expect(await verifyPassword('x', dear)).toBe(true);
});

test('what is no hash matches nothing', async () => {
  for (const stored of ['', 'x', 'scrypt$10$8$1$$', 'bcrypt$10$8$1$a$b', unmatchableHash(10)]) {
    expect(await verifyPassword('', stored), stored).toBe(false);
  }
});

test('T84: a user who does not exist costs the work of a real check', async () => {
  const real = await hashPassword('x', 14);
  const nobody = unmatchableHash(14);
  const time = async (stored: string) => {
    const times: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const start = performance.now();
      await verifyPassword('wrong', stored);
      times.push(performance.now() - start);
    }
    return Math.min(...times);
  };
  const [a, b] = [await time(real), await time(nobody)];
  expect(b / a).toBeGreaterThan(0.3);
  expect(b / a).toBeLessThan(3);
});
