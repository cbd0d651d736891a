import { describe, expect, test } from 'vitest';
import { isSecurityEvent } from '../../src/document/security-event.js';
import { formatRevision, readRevision } from '../../src/document/revision.js';
import { judgeRevision, type Revised } from '../../src/policy/revision.js';

const of = (written?: string, digest = 'd'): Revised => {
  const revision = readRevision(written);
  return revision === undefined ? { digest } : { revision, digest };
};

describe('how new a document of the portal is', () => {
  test.each([
    ['2.17', '2.18', 'accepted'],
    ['2.17', '2.16', 'older'],
    ['2.9', '2.10', 'accepted'],
    ['2.10', '2.9', 'older'],
    ['2.17', '3.1', 'accepted'],
    ['3.1', '2.17', 'older'],
    ['2.17', undefined, 'older'],
    [undefined, '2.17', 'accepted'],
    [undefined, undefined, 'accepted'],
  ] as const)('P4: after %s comes %s: %s', (known, next, verdict) => {
    expect(judgeRevision(of(known), of(next, 'other'))).toBe(verdict);
  });

  test('P4: the same revision is the same bytes, or it is refused', () => {
    expect(judgeRevision(of('2.17'), of('2.17'))).toBe('accepted');
    expect(judgeRevision(of('2.17'), of('02.017', 'other'))).toBe('reused');
    expect(judgeRevision(undefined, of('2.17'))).toBe('accepted');
  });

  test('P4: two whole numbers, as text; anything else is none', () => {
    expect(readRevision('2.17')).toEqual({ epoch: 2, revision: 17 });
    expect(readRevision('0.999999999999999')).toEqual({ epoch: 0, revision: 999_999_999_999_999 });
    for (const written of ['', '2', '2.', '.17', '2.17.1', '-2.17', '+2.17', ' 2.17', '2.17 ', '2,17', '0x2.1', '1e3.1', '2.1234567890123456', 2.17, null, undefined, ['2.17'], { secret: 's1' }]) expect(readRevision(written)).toBeUndefined();
    expect(formatRevision({ epoch: 2, revision: 10 })).toBe('2.10');
  });

  test('P4, W11: a revision that was used twice and a forbidden redirect are security events, an old document is none', () => {
    expect((['revision.reused', 'redirect.refused', 'revision.older', 'server.busy'] as const).map((code) => isSecurityEvent({ code }))).toEqual([true, true, false, false]);
  });
});
