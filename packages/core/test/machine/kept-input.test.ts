import { expect, test } from 'vitest';
import type { Value } from '../../src/document/tree.js';
import { accountLeaves, keptParameters } from '../../src/machine/kept-input.js';
import { inUse, signedIn } from './signed-in.js';

const { profile } = inUse(signedIn());
if (profile === undefined) throw new Error('nobody');
const SUBTREE: Value = { name: 'cloud_username', attributes: [], text: 'deep', children: [] };

test.each<[string, readonly (readonly [string, Value])[], unknown, unknown]>([
  ['nothing of the kind', [], 'alice', { secret: 's1' }],
  ['both', [['cloud_username', 'cloud-alice'], ['cloud_password', { secret: 's9' }]], 'cloud-alice', { secret: 's9' }],
  ['empty ones', [['cloud_username', ''], ['cloud_password', '']], 'alice', { secret: 's1' }],
  ['what is no text', [['cloud_username', SUBTREE], ['cloud_password', { ...SUBTREE, name: 'cloud_password' }]], 'alice', { secret: 's1' }],
  ['a name that is a secret', [['cloud_username', { secret: 's8' }]], 'alice', { secret: 's1' }],
])('R2a: on a refresh the account\'s cloud_* are sent where present, else what was kept at sign-in: %s', (_name, account, username, password) => {
  expect(keptParameters(profile, account)).toEqual({ cloudId: profile.identity.cloudId, username, password });
});

test('W6: of the account its leaves can be sent, and no subtree', () => {
  expect(accountLeaves([['username', '1001'], ['cloud_username', SUBTREE], ['password', { secret: 's2' }]])).toEqual([['username', '1001'], ['password', { secret: 's2' }]]);
});
