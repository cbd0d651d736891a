import { expect, test } from 'vitest';
import { createAttemptLimit } from '../../src/provider/attempt-limit.js';

const MINUTE = 60_000;

function limit() {
  let at = 1_000;
  const admit = createAttemptLimit(() => at);
  return {
    pass: (ms: number) => (at += ms),
    try: (username: string, address = '192.0.2.1', tenant = 'acme') => admit({ tenant, username, address }),
  };
}

test('ten wrong passwords for a user from one address, then none until the window ends', () => {
  const attempts = limit();
  for (let count = 0; count < 10; count += 1) expect(attempts.try('alice').admitted).toBe(true);
  attempts.pass(5 * MINUTE);
  expect(attempts.try('alice')).toEqual({ admitted: false, retryAfterSeconds: 600 });
  expect(attempts.try('alice', '192.0.2.2').admitted).toBe(true);
  expect(attempts.try('bob').admitted).toBe(true);
  expect(attempts.try('alice', '192.0.2.1', 'nordic').admitted).toBe(true);
  attempts.pass(10 * MINUTE);
  expect(attempts.try('alice').admitted).toBe(true);
});

test('tries count before their result is known: many at once are many', () => {
  const attempts = limit();
  const all = Array.from({ length: 50 }, () => attempts.try('alice'));
  expect(all.filter(({ admitted }) => admitted).length).toBe(10);
});

test('a right password clears the user\'s own count', () => {
  const attempts = limit();
  for (let round = 0; round < 5; round += 1) {
    for (let count = 0; count < 9; count += 1) attempts.try('alice');
    const right = attempts.try('alice');
    expect(right.admitted).toBe(true);
    if (right.admitted) right.succeeded();
  }
});

test('one address over many users, and one user over many addresses, are held back too', () => {
  const spraying = limit();
  const sprayed = Array.from({ length: 300 }, (_, index) => spraying.try(`user${index}`));
  expect(sprayed.filter(({ admitted }) => admitted).length).toBe(100);
  const botnet = limit();
  const guesses = Array.from({ length: 300 }, (_, index) => botnet.try('alice', `198.51.100.${index}`));
  expect(guesses.filter(({ admitted }) => admitted).length).toBe(200);
});

test('own successes do not buy tries for somebody else from the same address', () => {
  const attempts = limit();
  for (let count = 0; count < 10; count += 1) attempts.try('alice');
  const own = attempts.try('mallory');
  if (own.admitted) own.succeeded();
  expect(attempts.try('alice').admitted).toBe(false);
});
