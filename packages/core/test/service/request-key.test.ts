import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditional, requestKey, unconditional, type Validators } from '../../src/service/request-key.js';
import type { HttpRequest } from '../../src/service/service.js';

const REQUEST: HttpRequest = { method: 'GET', url: 'https://a.b/', headers: [['Accept', 'x']], sensitive: false };
const VALIDATORS: Validators = { etag: '"e"', lastModified: 'Thu, 26 Nov 2026 11:00:00 GMT', key: 'k' };

const text = fc.string({ unit: 'binary' });
const request = fc.record(
  { method: fc.constantFrom('GET', 'POST'), url: text, headers: fc.array(fc.tuple(text, text)), body: text, sensitive: fc.boolean() },
  { requiredKeys: ['method', 'url', 'headers', 'sensitive'] },
) as fc.Arbitrary<HttpRequest>;

const sameAs = ({ method, url, headers, body }: HttpRequest): string => JSON.stringify([method, url, headers.map(([name, value]) => [name.toLowerCase(), value]), body ?? null]);

test('R5: the key is an HMAC of the platform\'s, whatever the lengths', () => {
  fc.assert(
    fc.property(request, text, (one, secret) => {
      const message = JSON.stringify([...(JSON.parse(sameAs(one)) as unknown[]), []]);
      expect(requestKey(one, secret)).toBe(createHmac('sha256', secret).update(message).digest('hex'));
    }),
  );
});

test('R5: two requests have one key when they are the same, and only then', () => {
  const twins = request.chain((one) => fc.tuple(fc.constant(one), fc.oneof(request, fc.constant({ ...one, sensitive: !one.sensitive }), text.map((url) => ({ ...one, url })), text.map((body) => ({ ...one, body })), fc.constant({ ...one, headers: [...one.headers, ['a', 'b'] as const] }))));
  fc.assert(
    fc.property(twins, ([one, other]) => {
      expect(requestKey(one, 's') === requestKey(other, 's')).toBe(sameAs(one) === sameAs(other));
    }),
    { numRuns: 500 },
  );
});

test('R5: it tells installations and credentials apart', () => {
  const keys = [requestKey(REQUEST, 'a'), requestKey(REQUEST, 'b'), requestKey(REQUEST, 'a', []), requestKey(REQUEST, 'a', ['u', 'p']), requestKey(REQUEST, 'a', ['up', ''])];
  expect(new Set(keys).size).toBe(4);
  expect(keys[2]).toBe(keys[0]);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
});

test('R5: GET is conditional where the validators belong to exactly this request', () => {
  expect(conditional(REQUEST, 'k', VALIDATORS)).toEqual({ ...REQUEST, headers: [['Accept', 'x'], ['If-None-Match', '"e"'], ['If-Modified-Since', VALIDATORS.lastModified]] });
  expect(conditional(REQUEST, 'k', { key: 'k', etag: 'W/"e"' }).headers).toEqual([['Accept', 'x'], ['If-None-Match', 'W/"e"']]);
  expect(conditional(REQUEST, 'k', { key: 'k', lastModified: 'x' }).headers).toEqual([['Accept', 'x'], ['If-Modified-Since', 'x']]);
  for (const [one, key, validators] of [[REQUEST, 'K', VALIDATORS], [REQUEST, 'k', undefined], [REQUEST, 'k', { key: 'k' }], [{ ...REQUEST, method: 'POST' }, 'k', VALIDATORS], [{ ...REQUEST, method: 'HEAD' }, 'k', VALIDATORS]] as const)
    expect(conditional(one, key, validators)).toEqual(one);
});

test('W4: a validator that no header can hold is not sent', () => {
  expect(conditional(REQUEST, 'k', { key: 'k', etag: '"\r\nX: y"', lastModified: 'é' })).toEqual(REQUEST);
});

test('R5: a redirect takes no validator along', () => {
  expect(unconditional(conditional(REQUEST, 'k', VALIDATORS))).toEqual(REQUEST);
  const like: HttpRequest = { ...REQUEST, headers: [['X-If-None-Match', 'a'], ['If-None-Match-X', 'b'], ['If-Match', 'c']] };
  expect(unconditional(like)).toEqual(like);
});
