import { expect, test } from 'vitest';
import { matchesEtag, strongEtag } from '../../src/http/etag.js';

test('P2: a strong tag says exactly these bytes', () => {
  expect(strongEtag(Buffer.from('a'))).toBe('"ypeBEsobvcr6wjGzmiPcTaeG7_gUfE5yuYB3ha_uSLs"');
  expect(strongEtag(Buffer.from('a'))).not.toBe(strongEtag(Buffer.from('a ')));
});

test('P2: If-None-Match by RFC 9110', () => {
  const etag = '"abc"';
  for (const value of ['"abc"', 'W/"abc"', '*', '"x","abc"', '"x" , W/"abc"']) expect(matchesEtag(value, etag), value).toBe(true);
  for (const value of [undefined, '', 'abc', '"ABC"', '"abcd"', 'w/"abc"', '"x"']) expect(matchesEtag(value, etag), value).toBe(false);
});
